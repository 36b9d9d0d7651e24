using System.Text.Json;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Corpus;

/// <summary>What of the corpus cannot be expressed: data with a reason for each kind, in <c>expectations.json</c>.</summary>
/// <param name="Reasons">Why a diagnostic is right, by id.</param>
/// <param name="Documents">Per document its warnings as <c>id place</c>.</param>
internal sealed record CorpusExpectations(
    SortedDictionary<string, string> Reasons, SortedDictionary<string, List<string>> Documents)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Path { get; } =
        RepositoryPaths.InRepository("tests", "LabelingGen.Generator.Tests", "Corpus", "expectations.json");

    public static CorpusExpectations Load() => JsonSerializer.Deserialize<CorpusExpectations>(File.ReadAllText(Path), Format)!;

    public void Save() => File.WriteAllText(Path, JsonSerializer.Serialize(this, Format) + "\n");
}
