using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Tests.Hostile;

/// <summary>
/// Text of a document never becomes code: lines 31, 32, 37 and 39 of the security checklist. By default a small part; more than 100,000
/// with <c>LABELINGGEN_HOSTILE=all</c>.
/// </summary>
public class HostileTextTests
{
    private const int Seed = 7;

    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    private static readonly IReadOnlyDictionary<string, SyntaxShape> Plain =
        HostileDocument.All.ToDictionary(document => document.Name, document => SyntaxShape.Of(document.Generate(Nothing)));

    /// <summary>At a place stands one of so many texts, another one at the next.</summary>
    private static int Share => IsFull ? 4 : 40;

    private static bool IsFull => Environment.GetEnvironmentVariable("LABELINGGEN_HOSTILE") == "all";

    public static TheoryData<string> Documents => new(HostileDocument.All.Select(document => document.Name));

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_plain_document_is_whole(string name)
    {
        HostileDocument document = Document(name);
        if (!document.IsProto)
            document.Compile(Nothing).ShouldBeEmpty();
        Plain[name].Problems.ShouldBeEmpty();
        Plain[name].Files.Count.ShouldBeGreaterThan(document.IsProto ? 2 : 10);
    }

    [Fact]
    public void The_documents_have_places_of_every_kind() =>
        HostileDocument.All.Sum(document => document.Places.Count).ShouldBeGreaterThan(300);

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_text_at_any_place_changes_the_shape_of_the_output(string name)
    {
        HostileDocument document = Document(name);
        List<string> wrong = [];
        for (int turn = 0; turn < document.Places.Count; turn++)
        {
            string place = document.Places[turn];
            // No text at all may mean that something is left out, a parameter without a name for one.
            foreach (string text in HostileTexts.All.Where((_, index) => index % Share == turn % Share)
                .Where(text => HostileDocument.Fits(place, text)))
                wrong.AddRange(Problems(document, new Dictionary<string, string> { [place] = text },
                    text.Length > 0 && HostileDocument.IsStrict(place), $"{place} = {Short(text)}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Hostile_text_everywhere_at_once_still_compiles(string name)
    {
        HostileDocument document = Document(name);
        Random random = new(Seed);
        List<string> wrong = [];
        for (int i = 0; i < Rounds(4); i++)
        {
            Dictionary<string, string> texts = document.Places.Where(place => place[1] != 'i')
                .ToDictionary(place => place, place => HostileTexts.Mix(random) + place[3..^1]);
            wrong.AddRange(Problems(document, texts, isStrict: false, $"seed {Seed}, document {i}"));
            if (!document.IsProto)
                wrong.AddRange(document.Compile(texts).Select(problem => $"seed {Seed}, document {i}: {problem}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Thousands_of_mixed_texts_leave_the_shape_alone(string name)
    {
        HostileDocument document = Document(name);
        Random random = new(Seed + 1);
        string[] strict = [.. document.Places.Where(HostileDocument.IsStrict)];
        List<string> wrong = [];
        for (int i = 0; i < Rounds(10); i++)
        {
            Dictionary<string, string> texts = strict.ToDictionary(
                place => place, place => HostileDocument.Marked(place, HostileTexts.Mix(random)));
            wrong.AddRange(Problems(document, texts, isStrict: true, $"seed {Seed + 1}, document {i}"));
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Names_the_project_gives_are_only_names()
    {
        foreach (string text in HostileTexts.All)
        {
            Identifier.IsValid(Identifier.Preferred(text)).ShouldBeTrue(Short(text));
            Identifier.Dotted(text).Split('.').ShouldAllBe(part => Identifier.IsValid(part), Short(text));
        }
    }

    private static HostileDocument Document(string name) => HostileDocument.All.Single(document => document.Name == name);

    private static IEnumerable<string> Problems(
        HostileDocument document, IReadOnlyDictionary<string, string> texts, bool isStrict, string what)
    {
        SyntaxShape shape = SyntaxShape.Of(document.Generate(texts));
        IEnumerable<string> problems = isStrict
            ? shape.Problems.Concat(shape.DifferencesFrom(Plain[document.Name]).Select(file => $"another shape: {file}"))
            : shape.Problems;
        return problems.Take(3).Select(problem => $"{what}: {problem}");
    }

    private static string Short(string text) => text[..Math.Min(text.Length, 60)];

    // With everything, more than 100,000 texts.
    private static int Rounds(int usual) => IsFull ? usual * 25 : usual;
}
