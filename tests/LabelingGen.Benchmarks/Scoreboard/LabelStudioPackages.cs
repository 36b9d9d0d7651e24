using System.Diagnostics;
using System.Globalization;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>Both documents of Label Studio, 579 operations: their code, the build of their packages, and what the generator costs in
/// process: rows 4 and 14 of the goals.</summary>
internal static class LabelStudioPackages
{
    private static readonly (string Document, string Overlay, string Package)[] Editions =
    [
        ("openapi.yaml", "sdk.yaml", "LabelingGen.LabelStudio"),
        ("enterprise.yaml", "enterprise.sdk.yaml", "LabelingGen.LabelStudio.Enterprise"),
    ];

    private static readonly Lazy<(DocumentResult[] Cold, DocumentResult[] Warm)> Results = new(() => (Generate(), Generate()));

    public static string Size()
    {
        DocumentResult[] results = Results.Value.Warm;
        return string.Create(CultureInfo.InvariantCulture,
            $"{results.Sum(result => result.Lines):N0} lines for {results.Sum(result => result.Generated)} operations;"
            + $" compile without a warning: {results.All(result => result.Compiles)}; ")
            + string.Join("; ", Editions.Select(edition => Build(edition.Package)));
    }

    public static string Time()
    {
        (DocumentResult[] cold, DocumentResult[] warm) = Results.Value;
        return string.Create(CultureInfo.InvariantCulture,
            $"{warm.Sum(result => result.Generated)} operations: {cold.Sum(result => result.Milliseconds):0} ms the first time in a process,"
            + $" {warm.Sum(result => result.Milliseconds):0} ms the second; edits: row 5");
    }

    /// <summary>Compiles one package anew; those it refers to were built with this program.</summary>
    private static string Build(string package)
    {
        string project = Path.Combine("src", package);
        (int restored, string problem) = ChildProcess.Run("dotnet", ["build", project, "-c", "Release", "-f", "net10.0", "--nologo"]);
        long start = Stopwatch.GetTimestamp();
        (int built, string output) = ChildProcess.Run(
            "dotnet", ["build", project, "-c", "Release", "-f", "net10.0", "--nologo", "--no-restore", "--no-incremental", "--no-dependencies"]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (restored + built != 0)
            return $"{package} does not build: {problem}{output}";
        FileInfo assembly = new(Repository.PathOf(project, "bin", "Release", "net10.0", package + ".dll"));
        return string.Create(CultureInfo.InvariantCulture, $"{package}: built in {seconds:0.0} s, {assembly.Length:N0} bytes");
    }

    private static DocumentResult[] Generate()
    {
        string folder = Repository.PathOf("specs", "label-studio");
        return [.. Editions.Select(edition => DocumentRun.Of(edition.Document, new SpecSet(
            Read(folder, edition.Document), new[] { Read(folder, edition.Overlay) }.ToEquatableArray(), EquatableArray<SpecFile>.Empty)))];
    }

    private static SpecFile Read(string folder, string name) => new(name, File.ReadAllText(Path.Combine(folder, name)));
}
