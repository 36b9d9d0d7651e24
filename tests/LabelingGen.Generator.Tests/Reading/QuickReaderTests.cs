using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>The quick reader gives the tree the YAML library gives, every position included, or leaves the text to it.</summary>
public class QuickReaderTests
{
    private const int DamagedCopies = 40;

    /// <summary>What published documents hold is read without the library: the whole point.</summary>
    [Theory]
    [InlineData("a: 1\nb:\n- x\n- y: z\n  w:\nc: [1, {d: e}, 'f g']\n")]
    [InlineData(
        "# head\na: >-\n  folded\n  text\n\n  more\nb: |\n  literal\n    deeper\n\nc: plain text\n  over lines\n\n  and more # end\n")]
    [InlineData("a: 'it''s\n  folded'\nb: \"tab\\t, \\u00e9, \\\n  joined\"\n'quoted key': \"\"\n")]
    [InlineData("{\n\t\"a\": [1, 2.5e3, true, null],\n\t\"b\": {\"c\": \"d\"}, \"e\": []\n}\n")]
    [InlineData("a: http://example.test:80/#x\r\nb: a#b\r\nc: -1\r\n")]
    [InlineData("---\na:\n  - - 1\n    - 2\n  -\n  - b: c\n")]
    [InlineData("a:")]
    public void Usual_text_is_read_without_the_library(string text)
    {
        IsQuick(text).ShouldBeTrue();
        Difference(text).ShouldBeNull();
    }

    [Theory]
    [InlineData("a: &x 1\nb: *x\n", "an anchor")]
    [InlineData("a: !!str 1\n", "a tag")]
    [InlineData("%YAML 1.2\n---\na: 1\n", "a directive")]
    [InlineData("a: 1\n---\nb: 2\n", "two documents")]
    [InlineData("a: b: c\n", "a mapping on the line of a key")]
    [InlineData("? a\n: b\n", "a complex key")]
    [InlineData("a:\tb\n", "a tab")]
    [InlineData("a: |2\n   x\n", "an indentation that is stated")]
    [InlineData("a: \"\\ud83d\\ude00\"\n", "escaped surrogates")]
    [InlineData("a: \u2028\n", "a line break of YAML 1.1")]
    [InlineData("a: [b\n", "a bracket that is not closed")]
    [InlineData("- a\n  b: c\n", "a key within a plain text")]
    [InlineData("a: \"x\" y\n", "text behind a quoted text")]
    [InlineData("just text", "no collection")]
    [InlineData("", "nothing")]
    public void What_is_unusual_or_wrong_is_left_to_the_library(string text, string what)
    {
        if (what == "no collection")
            Difference(text).ShouldBeNull();
        else
            IsQuick(text).ShouldBeFalse(what);
    }

    [Fact]
    public void Every_own_and_shared_document_and_damaged_copies_of_it_give_the_same_tree()
    {
        string[] folders =
            [RepositoryPaths.InRepository("specs"), .. RepositoryPaths.InShared("corpus") is { } corpus ? new[] { corpus } : []];
        string[] files = [.. folders.SelectMany(Files)];
        string[] texts = [.. files.Select(File.ReadAllText)];
        string[] pieces = [.. texts.Select(text => text[..Math.Min(text.Length, 6_000)])];
        List<string> wrong =
            [.. files.Zip(texts, (file, text) => Difference(text) is { } difference ? $"{file}: {difference}" : null).OfType<string>()];
        for (int seed = 0; seed < pieces.Length * DamagedCopies; seed++)
        {
            if (Difference(SpecMutator.Mutate(pieces, seed)) is { } difference)
                wrong.Add($"seed {seed}: {difference}");
        }

        wrong.ShouldBeEmpty();
        texts.Count(IsQuick).ShouldBeGreaterThan(texts.Length * 3 / 4);
    }

    [Fact]
    public void Every_case_of_the_suites_gives_the_same_tree() => SuiteCase.Load("yaml-test-suite.json")
        .Concat(SuiteCase.Load("json-test-suite.json"))
        .Where(@case => Difference(@case.Text) is not null).Select(@case => @case.Name).ShouldBeEmpty();

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal);

    private static bool IsQuick(string text) =>
        QuickReader.Read(
            text, new TreeBuilder(new SpecSource("a.yaml"), []), TextBlocks.None, anyQuotedIndent: false, CancellationToken.None) is not null;

    /// <summary>The first line in which the two trees, and what is reported about them, differ.</summary>
    private static string? Difference(string text)
    {
        string[] quick = TreeLines.Of(SpecParser.Parse("a.yaml", text, CancellationToken.None));
        string[] library = TreeLines.Of(SpecParser.ParseWithLibrary("a.yaml", text, CancellationToken.None));
        int at = quick.Zip(library).TakeWhile(pair => pair.First == pair.Second).Count();
        return at == quick.Length && at == library.Length
            ? null
            : $"{quick.ElementAtOrDefault(at)} instead of {library.ElementAtOrDefault(at)}";
    }
}
