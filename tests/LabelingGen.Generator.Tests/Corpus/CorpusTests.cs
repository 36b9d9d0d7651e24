using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Tests.Clients;

namespace LabelingGen.Generator.Tests.Corpus;

/// <summary>
/// Every shared document generates and compiles without a warning, twice the same to the byte, and leaves out only what the expectations
/// name. <c>UPDATE_SNAPSHOTS=1</c> writes the expectations anew; reasons of new ids are then to be filled in by hand.
/// </summary>
public class CorpusTests
{
    public static TheoryData<string> Documents => new(CorpusDocument.All.Select(document => document.Name));

    [TheoryOverCorpus]
    [MemberData(nameof(Documents))]
    public void Every_document_generates_and_compiles_without_a_warning(string name)
    {
        GeneratedClient client = Generate(name);

        client.Compile().ShouldBeEmpty(name);
    }

    [TheoryOverCorpus]
    [MemberData(nameof(Documents))]
    public void Generated_twice_every_file_is_the_same_to_the_byte(string name)
    {
        GeneratedClient first = Generate(name);
        GeneratedClient second = Generate(name);

        second.Files.Keys.ShouldBe(first.Files.Keys);
        foreach (KeyValuePair<string, string> file in first.Files)
            second.Files[file.Key].ShouldBe(file.Value, file.Key);
    }

    [Fact]
    public void Only_what_the_expectations_name_is_left_out()
    {
        SortedDictionary<string, List<string>> found = new(StringComparer.Ordinal);
        foreach (CorpusDocument document in CorpusDocument.All)
        {
            if (Warnings(Generate(document.Name)) is { Count: > 0 } warnings)
                found.Add(document.Name, warnings);
        }

        CorpusExpectations expected = CorpusExpectations.Load();
        IEnumerable<string> ids = found.Values.SelectMany(list => list).Select(text => text.Split(' ')[0]).Distinct();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);
            foreach (string id in ids)
                reasons[id] = expected.Reasons.GetValueOrDefault(id, "");
            expected = new CorpusExpectations(reasons, found);
            expected.Save();
        }

        foreach (CorpusDocument document in CorpusDocument.All)
            found.GetValueOrDefault(document.Name, []).ShouldBe(expected.Documents.GetValueOrDefault(document.Name, []), document.Name);
        foreach (string id in ids)
            expected.Reasons.GetValueOrDefault(id).ShouldNotBeNullOrWhiteSpace($"{id} has no reason");
    }

    private static GeneratedClient Generate(string name)
    {
        CorpusDocument document = CorpusDocument.All.First(candidate => candidate.Name == name);
        return GeneratedClient.Of(document.Read(), "TestClient");
    }

    private static List<string> Warnings(GeneratedClient client) => client.Read
        .Where(diagnostic => IsLoss(diagnostic.Rule))
        .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Pointer}")
        .Concat(client.Planned
            .Where(diagnostic => IsLoss(DiagnosticCatalog.Get(diagnostic.Id)))
            .Select(diagnostic => $"{diagnostic.Id} {diagnostic.Pointer}"))
        .Distinct().OrderBy(text => text, StringComparer.Ordinal).ToList();

    // What is repaired is not lost; what cannot be represented exactly (LG2xxx) is listed even where it is only an information.
    private static bool IsLoss(DiagnosticRule rule) =>
        rule.Severity >= DiagnosticRuleSeverity.Warning || rule.Id.StartsWith("LG2", StringComparison.Ordinal);
}
