using LabelingGen.Benchmarks.Documents;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>Foreign documents that generate and compile: row 7 of the goals.</summary>
internal static class Corpus
{
    public static string Measure()
    {
        string folder = Repository.PathOf("..", "shared", "corpus");
        if (!Directory.Exists(folder))
            return "not measured: no corpus beside the repository";
        DocumentResult[] results = [.. SpecFolder.Documents(folder).Select(document => DocumentRun.Of(document.Name, document.Read()))];
        return $"{results.Count(result => result.Compiles)} of {results.Length}";
    }
}
