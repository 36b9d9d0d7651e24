using System.Diagnostics;
using System.Globalization;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>
/// Both documents of Label Studio, 579 operations: their code, the build of their packages, and what the generator costs: rows 4 and 14 of
/// the goals.
/// </summary>
internal static class LabelStudioPackages
{
    public static IReadOnlyList<(string Document, string Overlay, string Package)> Editions { get; } =
    [
        ("openapi.yaml", "sdk.yaml", "LabelingGen.LabelStudio"),
        ("enterprise.yaml", "enterprise.sdk.yaml", "LabelingGen.LabelStudio.Enterprise"),
    ];

    private static readonly Lazy<DocumentResult[]> Results = new(Generate);

    public static string Size()
    {
        DocumentResult[] results = Results.Value;
        return string.Create(CultureInfo.InvariantCulture,
            $"{results.Sum(result => result.Lines):N0} lines for {results.Sum(result => result.Generated)} operations;"
            + $" compile without a warning: {results.All(result => result.Compiles)}; ")
            + string.Join("; ", Editions.Select(edition => Build(edition.Package)));
    }

    public static string Time() => CompilerCost.Measure() + "; one schema edited: "
        + string.Join(", ", Specs().Select((spec, i) => $"{Editions[i].Document} {SchemaEdits.Time(spec)}"));

    public static string PathOf(string name) => Repository.PathOf("specs", "label-studio", name);

    /// <summary>Compiles one package anew; those it refers to were built with this program.</summary>
    private static string Build(string package)
    {
        string project = Path.Combine("src", package);
        (int restored, string problem) = ChildProcess.Run("dotnet", ["build", project, "-c", "Release", "-f", "net10.0", "--nologo"]);
        long start = Stopwatch.GetTimestamp();
        (int built, string output) = ChildProcess.Run(
            "dotnet", ["build", project, "-c", "Release", "-f", "net10.0", "--nologo", "--no-restore", "--no-incremental",
                "--no-dependencies"]);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (restored + built != 0)
            return $"{package} does not build: {problem}{output}";
        FileInfo assembly = new(Repository.PathOf(project, "bin", "Release", "net10.0", package + ".dll"));
        return string.Create(CultureInfo.InvariantCulture, $"{package}: built in {seconds:0.0} s, {assembly.Length:N0} bytes");
    }

    private static DocumentResult[] Generate() => [.. Editions.Zip(Specs(), (edition, spec) => DocumentRun.Of(edition.Document, spec))];

    private static IEnumerable<SpecSet> Specs() => Editions.Select(edition => new SpecSet(
        Read(edition.Document), new[] { Read(edition.Overlay) }.ToEquatableArray(), EquatableArray<SpecFile>.Empty));

    private static SpecFile Read(string name) => new(name, File.ReadAllText(PathOf(name)));
}
