using LabelingGen.Generator.Tests.Clients;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>Text of a document never becomes code: lines 31, 32, 37 and 39 of the security checklist.</summary>
public class HostileTextTests
{
    private const int Seed = 7;
    private const int Share = 10;

    private static readonly HostileDocument Document = new(
        File.ReadAllText(RepositoryPaths.InRepository("tests", "LabelingGen.Generator.Tests", "Hostile", "hostile.json")), HostileDocument.EscapeJson);

    private static readonly SyntaxShape Plain = HostileDocument.Shape(Document.With(new Dictionary<string, string>()));

    public static TheoryData<string> Places => new(Document.Places);

    [Fact]
    public void The_plain_document_uses_all_its_places_and_compiles()
    {
        GeneratedClient client = GeneratedClient.Of(Document.With(new Dictionary<string, string>()));

        client.Compile().ShouldBeEmpty();
        Plain.Problems.ShouldBeEmpty();
        Document.Places.Count.ShouldBeGreaterThan(90);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void No_text_changes_the_shape_of_the_output(string place)
    {
        // By default each place takes another tenth of the texts; every text has its turn at a dozen places.
        int turn = Document.Places.ToList().IndexOf(place);
        foreach (string text in HostileTexts.All.Where((_, index) => IsFull || index % Share == turn % Share))
            Check(Document.With(place, text), HostileDocument.IsStrict(place), $"{place} = {text[..Math.Min(text.Length, 60)]}");
    }

    [Fact]
    public void Hostile_text_everywhere_at_once_still_compiles()
    {
        Random random = new(Seed);
        for (int i = 0; i < Rounds(6); i++)
        {
            Dictionary<string, string> texts = Document.Places.ToDictionary(place => place, place => HostileTexts.Mix(random) + place[3..^1]);
            string document = Document.With(texts);
            GeneratedClient client = GeneratedClient.Of(document);
            SyntaxShape.Of(client.Files).Problems.ShouldBeEmpty($"seed {Seed}, document {i}");
            client.Compile().ShouldBeEmpty($"seed {Seed}, document {i}");
        }
    }

    [Fact]
    public void Thousands_of_mixed_texts_leave_the_shape_alone()
    {
        Random random = new(Seed + 1);
        string[] strict = [.. Document.Places.Where(HostileDocument.IsStrict)];
        // Every text ends in a word of its place, so that no two names are the same by chance.
        for (int i = 0; i < Rounds(20); i++)
        {
            Dictionary<string, string> texts = strict.ToDictionary(place => place, place => HostileTexts.Mix(random) + " plain" + place[3..^1]);
            Check(Document.With(texts), isStrict: true, $"seed {Seed + 1}, document {i}");
        }
    }

    [Theory]
    [MemberData(nameof(NamesOfTheProject))]
    public void Names_the_project_gives_are_only_names(string text)
    {
        GeneratedClient client = GeneratedClient.Of(
            new Generator.Reading.SpecSet(new Generator.Reading.SpecFile("a.json", Document.With(new Dictionary<string, string>()))),
            Generator.Planning.Naming.Identifier.Preferred(text), Generator.Planning.Naming.Identifier.Dotted(text));

        SyntaxShape.Of(client.Files).Problems.ShouldBeEmpty();
    }

    public static TheoryData<string> NamesOfTheProject => new(HostileTexts.All.Where((text, index) => index % 4 == 0 && text.Length < 200 && !text.Any(char.IsSurrogate)));

    private static void Check(string document, bool isStrict, string what)
    {
        SyntaxShape shape = HostileDocument.Shape(document);
        shape.Problems.ShouldBeEmpty(what);
        if (isStrict)
            shape.Files.ShouldBe(Plain.Files, what);
    }

    // More than 100,000 texts.
    private static bool IsFull => Environment.GetEnvironmentVariable("LABELINGGEN_FULL") == "1";

    private static int Rounds(int usual) => IsFull ? usual * 60 : usual;
}
