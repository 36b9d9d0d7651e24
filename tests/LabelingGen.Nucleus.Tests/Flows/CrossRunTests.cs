using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>
/// The cross runs of the fault matrix, each over all columns: answers that are late, or come in single bytes; a clock that is set anew; a
/// key that is replaced.
/// </summary>
public sealed class CrossRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Answers_that_come_up_to_two_seconds_late_change_nothing(int seed)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Random random = new(seed);
        for (int i = 0; i < 100; i++)
            flow.Faults.Add(new FaultRule(Fault.Latency(TimeSpan.FromSeconds(random.NextDouble() * 2))) { Times = 1 });
        // The emulator's waits pass only as its clock is moved, unlike the client's.
        await flow.Emulator.LapseAsync(WorkAsync(flow, flow.Client, folder));
        flow.Emulator.Requests.Snapshot().ShouldAllBe(request => request.Fault!.StartsWith("latency="));
    }

    [Fact]
    public async Task Answers_that_come_in_single_bytes_change_nothing()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Trickle(1, TimeSpan.Zero)));
        await WorkAsync(flow, flow.Client, folder);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_clock_that_is_set_anew_makes_no_wait_longer_or_shorter(int hours)
    {
        IReadOnlyList<TimeSpan> without = await WaitsAsync(TimeSpan.Zero);
        without.ShouldContain(TimeSpan.FromSeconds(7));
        (await WaitsAsync(TimeSpan.FromHours(hours))).ShouldBe(without);
    }

    [Fact]
    public async Task A_key_that_expires_in_mid_run_is_asked_for_once_for_64_calls()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        int renewals = 0;
        using ExpiringKeyHandler handler = new(flow.Emulator.Nucleus.ApiKey, ("key-1", "key-2"), lifetime: 100);
        using HttpClient http = new(handler);
        NucleusClient client = flow.NewClient(
            o => o.Transport = new HttpClientPipelineTransport(http),
            ApiCredential.FromCallback(_ => ValueTask.FromResult($"key-{Interlocked.Increment(ref renewals)}")));
        AppendResult result = await client.Datasets.AppendAsync(
            flow.Dataset, [.. NucleusFlow.Items(4000)], NucleusFlow.Known(o => o.MaxConcurrency = 64));
        (result.NewItems, result.Failures.Count).ShouldBe((4000, 0));
        handler.Refused.ShouldBeInRange(1, 64);
        renewals.ShouldBe(2);
        (await flow.StoredAsync()).Distinct().Count().ShouldBe(4000);
        await WorkAsync(flow, client, folder);
    }

    /// <summary>The waits of a run in which the clock jumps with every answer, forth and back.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> WaitsAsync(TimeSpan jump)
    {
        using TemporaryFolder folder = new();
        JumpingClock? clock = null;
        int answers = 0;
        await using NucleusFlow flow = await NucleusFlow.StartAsync(
            _ => clock?.Jump(Interlocked.Increment(ref answers) % 2 == 0 ? -jump : jump));
        clock = new JumpingClock(flow.Clock);
        NucleusClient client = flow.NewClient(o => o.TimeProvider = clock);
        flow.Faults.Add(new FaultRule(Fault.Status(429, "7")) { Method = "POST", Skip = 2, Times = 1 });
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Method = "POST", Skip = 5, Times = 3 });
        flow.Faults.Add(new FaultRule(Fault.Status(500)) { Method = "GET", Skip = 2, Times = 2 });
        await WorkAsync(flow, client, folder, concurrency: 1);
        return flow.Clock.Waits;
    }

    /// <summary>Bulk uploads, a creation, jobs that are waited for, pages, a download.</summary>
    private static async Task<bool> WorkAsync(NucleusFlow flow, NucleusClient client, TemporaryFolder folder, int concurrency = 4)
    {
        DatasetsClient datasets = client.Datasets;
        string dataset = (await datasets.CreateAsync(new CreateDatasetRequest { Name = "late", IsScene = false })).Value.Id;
        AppendOptions known = NucleusFlow.Known(o => o.MaxConcurrency = concurrency);
        AppendResult appended = await datasets.AppendAsync(dataset, [.. NucleusFlow.Items(100)], known);
        (appended.NewItems, appended.Failures.Count).ShouldBe((100, 0));
        LabelUploadResult<GroundTruthAnnotation> annotated = await datasets.AnnotateAsync(
            dataset, [.. Enumerable.Range(0, 100).Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"))],
            new() { BatchSize = 20, MaxConcurrency = concurrency });
        (annotated.Processed, annotated.Failures.Count).ShouldBe((100, 0));
        NucleusJob append = await datasets.StartAppendAsync(dataset, NucleusFlow.Items(140).Skip(100), known);
        (await append.WaitForCompletionAsync(null)).Status.ShouldBe(JobState.Completed);
        (await datasets.ListItemsAsync(dataset, pageSize: 30).CountAsync()).ShouldBe(140);
        (await datasets.ExportItemsAndAnnotationsAsync(dataset, pageSize: 40).SelectMany(row => row.All().ToAsyncEnumerable()).CountAsync())
            .ShouldBe(100);
        EmbeddingsExportJob export = await datasets.ExportEmbeddingsAsync(dataset);
        await export.WaitForCompletionAsync();
        DownloadResult file = (await datasets.DownloadEmbeddingsAsync(export, folder.Path)).Single();
        JsonNode.Parse(await File.ReadAllTextAsync(file.Path))!.AsArray().Count.ShouldBe(140);
        file.Integrity.ShouldBeOfType<DownloadIntegrity.Verified>();
        flow.Emulator.Nucleus.CountItems(dataset).ShouldBe(140);
        return true;
    }
}
