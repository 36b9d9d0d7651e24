using LabelingGen.Generator.Reading;
using LabelingGen.Testing;
using Xunit.Abstractions;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// The shared corpus of published documents: each is read without an error and with as many operations as its index says.
/// </summary>
public class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string, string, int> Documents()
    {
        TheoryData<string, string, int> data = [];
        if (RepositoryPaths.InShared("corpus", "index.tsv") is not { } index)
            return data;
        foreach (string line in File.ReadAllLines(index).Skip(1))
        {
            string[] cells = line.Split('\t');
            data.Add(cells[0], cells[1], int.Parse(cells[10], System.Globalization.CultureInfo.InvariantCulture));
        }

        return data;
    }

    [TheoryOverCorpus]
    [MemberData(nameof(Documents))]
    public void A_published_document_is_read_without_an_error(string name, string file, int operations)
    {
        string path = RepositoryPaths.InShared("corpus", file)!;
        ReadResult result = SpecReading.ReadFile(path, OtherFiles(path));
        foreach (Diagnostics.SpecDiagnostic diagnostic in result.Diagnostics)
            output.WriteLine(diagnostic.Describe());
        output.WriteLine($"{name}: {result.Model?.Operations.Count} operations, {result.Model?.Schemas.Count} schemas");

        result.Errors().ShouldBeEmpty();
        result.Diagnostics.Where(d => d.Id == "LG9001").ShouldBeEmpty();
        result.Model.ShouldNotBeNull().Operations.Count.ShouldBe(operations);
    }

    internal static IEnumerable<string> OtherFiles(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (!path.Contains($"{Path.DirectorySeparatorChar}multi{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            return [];
        return Directory.EnumerateFiles(Path.GetDirectoryName(folder)!, "*", SearchOption.AllDirectories).Where(f => f != path);
    }
}
