using System.Globalization;

namespace LabelingGen.Benchmarks.Documents;

/// <summary>
/// <c>--documents [folder]</c>: one line per document with generated operations, what is left out and why, lines and milliseconds. Without
/// a folder it reads the corpus beside the repository.
/// </summary>
internal static class DocumentReport
{
    private const int ProblemsShown = 5;

    /// <returns>0 when every document compiles without a warning.</returns>
    public static int Print(string? folder, TextWriter output)
    {
        folder ??= SpecFolder.Corpus;
        output.WriteLine("document\toperations\tleft out\twarnings\trepairs\tlines\tms\tMB\tcompiles\twhat and where");
        List<DocumentResult> results = [];
        foreach ((string name, Func<Generator.Reading.SpecSet> read) in SpecFolder.Documents(folder))
        {
            DocumentResult result = DocumentRun.Of(name, read());
            results.Add(result);
            output.WriteLine(Line(result));
            foreach (string problem in result.CompilerProblems.Take(ProblemsShown))
                output.WriteLine("    " + problem);
        }

        int compiled = results.Count(result => result.Compiles);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{compiled} of {results.Count} documents compile without a warning; {results.Sum(result => result.Generated)} operations, {results.Sum(result => result.Lines)} lines"));
        return compiled == results.Count ? 0 : 1;
    }

    private static string Line(DocumentResult result)
    {
        IEnumerable<string> losses = result.Findings.Where(finding => finding.IsLoss)
            .Select(finding => $"{finding.Id} x{finding.Count} {finding.Title} ({finding.FirstPlace})");
        return string.Join('\t',
            result.Name,
            result.Generated.ToString(CultureInfo.InvariantCulture),
            (result.Described - result.Generated).ToString(CultureInfo.InvariantCulture),
            result.Findings.Where(finding => finding.IsLoss).Sum(finding => finding.Count).ToString(CultureInfo.InvariantCulture),
            result.Findings.Where(finding => !finding.IsLoss).Sum(finding => finding.Count).ToString(CultureInfo.InvariantCulture),
            result.Lines.ToString(CultureInfo.InvariantCulture),
            result.Milliseconds.ToString("0", CultureInfo.InvariantCulture),
            (result.Bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture),
            result.Compiles ? "yes" : "no",
            string.Join("; ", losses));
    }
}
