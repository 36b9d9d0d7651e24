using System.Globalization;
using LabelingGen.Benchmarks.Calls;
using LabelingGen.Benchmarks.Grpc;
using LabelingGen.Benchmarks.Json;
using LabelingGen.Benchmarks.Paging;
using LabelingGen.Benchmarks.Throttling;
using LabelingGen.Benchmarks.Uploads;
using LabelingGen.Emulator.Testing;
using LabelingGen.Generator.Diagnostics;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>The table of goals: every row with a way to measure it, or the test that holds it.</summary>
internal static class Goals
{
    private const string GeneratorTests = "LabelingGen.Generator.Tests";
    private const long TenGigabytes = 10L * 1024 * 1024 * 1024;
    private const long BrokenUpload = 64L * 1024 * 1024;

    public static IReadOnlyList<Goal> All { get; } =
    [
        new(1, "nothing is lost", "0 failures in >= 1,000 seeded cases per model", RoundTrips.Measure),
        new(2, "trim and AOT", "0 warnings, 0 suppressions, native program <= 8 MB", NativeProgram.Measure),
        new(3, "JSON of a 1 MB page", "read <= 0.70 and <= 1.0 bytes, write <= 1.0; unions <= 0.5 ms",
            () => Figures(JsonRatios.Measure()), IsTimed: true),
        new(4, "the Label Studio API", "<= 90,000 lines, <= 35 s, <= 4 MB for 579 operations", LabelStudioPackages.Size),
        new(5, "incremental", "four kinds of edit in every test; <= 3 files",
            () => SchemaEdits.Measure() + "; " + TestRun.Count(GeneratorTests, "SnapshotTests", "IncrementalEditTests")),
        new(6, "diagnostics with a position", "every id tested for its position",
            () => Rules() + "; " + TestRun.Count(GeneratorTests, "Diagnostic", "MutationTests")),
        new(7, "documents compile without a warning", ">= 99 %", Corpus.Measure),
        new(8, "hostile spec text", "100,000 strings leave the syntax alone", () => TestRun.Count(GeneratorTests, "Hostile")),
        new(9, "retries", ">= 300 rows",
            () => TestRun.Count("LabelingGen.Core.Tests", "RetryMatrixTests", "RetryTimingTests", "GrpcFaultTests")),
        new(10, "client-side throttle", "0 answers 429, >= 97 % of the budget", Throttle),
        new(11, "pages", "<= 1.2 of a plain enumerator; cancelled within 50 ms",
            () => Figures(PagingRatios.Measure()), IsTimed: true),
        new(12, "uploads", "10 GB in <= 2 MB; progress never backwards", Uploads),
        new(13, "gRPC without Grpc.*", ">= 2 times grpc-js, <= 6 KB per call",
            () => Figures(GrpcRatios.Measure()), IsTimed: true),
        new(14, "generator cost", "<= 0.4 s cold, <= 30 ms for one schema, 0 for another edit", LabelStudioPackages.Time),
        new(15, "one call", "<= 1.10 of HttpClient on loopback", () => Figures(CallRatios.Measure()), IsTimed: true),
        new(16, "offline", ">= 95 % of operations against ours",
            () => Coverage() + "; samples: " + TestRun.Count("LabelingGen.Documentation.Tests", "Tests")),
    ];

    private static string Rules() => string.Create(CultureInfo.InvariantCulture,
        $"{DiagnosticCatalog.All.Count} rules, {DiagnosticCatalog.All.Count(rule => rule.Id.StartsWith("LG2", StringComparison.Ordinal))} of representation");

    private static string Coverage() =>
        string.Join(", ", OperationCoverage.MeasureAsync(Repository.PathOf("specs")).GetAwaiter().GetResult()
        .Select(vendor => string.Create(CultureInfo.InvariantCulture,
            $"{vendor.Vendor} {vendor.Operations - vendor.Missing.Count} of {vendor.Operations}")));

    private static string Figures(IEnumerable<Ratio> ratios) => string.Join("; ", ratios);

    private static string Throttle()
    {
        (int refused, double used) = ThrottleRun.MeasureAsync().GetAwaiter().GetResult();
        return string.Create(CultureInfo.InvariantCulture, $"{refused} answers 429, {used:P1} of the budget");
    }

    private static string Uploads()
    {
        (long allocated, bool forward) = LargeUpload.SendAsync(TenGigabytes).GetAwaiter().GetResult();
        bool forwardOnRetry = LargeUpload.SendBrokenAsync(BrokenUpload).GetAwaiter().GetResult();
        return string.Create(CultureInfo.InvariantCulture,
            $"10 GB: {allocated / 1048576.0:0.00} MB allocated in all; progress forward only: {forward}, on a retry: {forwardOnRetry}");
    }
}
