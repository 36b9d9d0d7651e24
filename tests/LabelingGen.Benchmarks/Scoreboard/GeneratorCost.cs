using System.Globalization;
using LabelingGen.Benchmarks.Documents;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>The generator over the document of Label Studio in this repository, in process: rows 4, 7 and 14 of the goals.</summary>
internal static class GeneratorCost
{
    private static readonly Lazy<(DocumentResult Cold, DocumentResult Warm)> LabelStudio = new(() => (Run(), Run()));

    public static string Size()
    {
        DocumentResult result = LabelStudio.Value.Warm;
        return string.Create(CultureInfo.InvariantCulture,
            $"{result.Lines} lines for {result.Generated} operations, {(double)result.Lines / Math.Max(1, result.Generated):0} each;"
            + $" compiles without a warning: {result.Compiles}; the document of 579 operations is not in the repository");
    }

    public static string Time()
    {
        (DocumentResult cold, DocumentResult warm) = LabelStudio.Value;
        return string.Create(CultureInfo.InvariantCulture,
            $"{warm.Generated} operations: {cold.Milliseconds:0} ms the first time in a process, {warm.Milliseconds:0} ms the second;"
            + $" edits: row 5");
    }

    public static string Corpus()
    {
        string folder = Repository.PathOf("..", "shared", "corpus");
        if (!Directory.Exists(folder))
            return "not measured: no corpus beside the repository";
        DocumentResult[] results = [.. SpecFolder.Documents(folder).Select(document => DocumentRun.Of(document.Name, document.Read()))];
        return string.Create(CultureInfo.InvariantCulture, $"{results.Count(result => result.Compiles)} of {results.Length}");
    }

    private static DocumentResult Run()
    {
        string folder = Repository.PathOf("specs", "label-studio");
        EquatableArray<SpecFile> overlays = new[] { Read(folder, "sdk.yaml") }.ToEquatableArray();
        return DocumentRun.Of("label-studio", new SpecSet(Read(folder, "openapi.yaml"), overlays, EquatableArray<SpecFile>.Empty));
    }

    private static SpecFile Read(string folder, string name) => new(name, File.ReadAllText(Path.Combine(folder, name)));
}
