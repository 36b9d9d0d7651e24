using System.Runtime.CompilerServices;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.Tree;
using LabelingGen.Testing;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>What is taken over from the text before an edit is what reading the edited text from its beginning gives.</summary>
public class EditedTextTests
{
    private const int Edits = 12;
    private const int LongestPiece = 40_000;

    [Fact]
    public void Every_own_and_shared_document_edited_again_and_again_gives_the_tree_of_its_text()
    {
        List<string> wrong = [];
        int takenOver = 0;
        int edits = 0;
        foreach (string path in Documents())
        {
            string text = Piece(path);
            ParsedText parsed = SpecParser.Parse("a.yaml", text, CancellationToken.None);
            for (int seed = 0; seed < Edits; seed++)
            {
                Random random = new(seed);
                string edited = seed % 4 == 3 ? SpecMutator.Mutate([text], seed) : TextEdits.Edit(text, random);
                ParsedText again = SpecParser.Parse("a.yaml", edited, CancellationToken.None, parsed.Blocks);
                if (!TreeLines.Of(again).SequenceEqual(TreeLines.Of(SpecParser.Parse("a.yaml", edited, CancellationToken.None))))
                    wrong.Add($"{path}, seed {seed}");
                // A text that only the library reads has no blocks; the next edit is one of the text before.
                if (again.Blocks.Count == 0)
                    continue;
                takenOver += Shared(again.Root, parsed.Root);
                edits++;
                (text, parsed) = (edited, again);
            }
        }

        wrong.ShouldBeEmpty();
        // The shared documents may not be there.
        takenOver.ShouldBeGreaterThan(3 * edits);
    }

    [Theory]
    [InlineData("a key of the same place", "    A:\n      type: string\n    A:\n      type: string\n    B: {}\n")]
    [InlineData("a block that ends otherwise", "    A:\n      type: string\n     more\n    B: {}\n")]
    [InlineData("a block behind which the document ends", "    A:\n      type: string\n")]
    [InlineData("a block within brackets", "    A: {type: string}\n    B: {}\n")]
    [InlineData("a comment in place of the next entry", "    A:\n      type: string\n    # B: {}\n")]
    [InlineData("an item in place of the next entry", "    A:\n      type: string\n    - B\n")]
    [InlineData("a tab in place of the next entry", "    A:\n      type: string\n    \tB: {}\n")]
    [InlineData("a document's end in place of the next entry", "    A:\n      type: string\n---\n")]
    [InlineData("an anchor", "    A:\n      type: string\n    B: &b {}\n")]
    [InlineData("another indentation", "  A:\n      type: string\n  B: {}\n")]
    public void A_block_is_taken_over_only_where_it_would_be_read_the_same(string what, string schemas)
    {
        const string head = "openapi: 3.0.0\ncomponents:\n  schemas:\n";
        ParsedText before = SpecParser.Parse("a.yaml", head + "    A:\n      type: string\n    B: {}\n", CancellationToken.None);
        before.Blocks.Count.ShouldBe(1);
        TreeLines.Of(SpecParser.Parse("a.yaml", head + schemas, CancellationToken.None, before.Blocks))
            .ShouldBe(TreeLines.Of(SpecParser.ParseWithLibrary("a.yaml", head + schemas, CancellationToken.None)), what);
    }

    [Fact]
    public void A_thousand_edits_leave_nothing_behind()
    {
        List<WeakReference> left = EditAThousandTimes();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // The last text and what was read of it.
        left.Count(reference => reference.IsAlive).ShouldBeLessThanOrEqualTo(2);
        left.Count.ShouldBe(2_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> EditAThousandTimes()
    {
        string text = File.ReadAllText(RepositoryPaths.InRepository("specs", "scale", "openapi.yaml"));
        int schemas = text.IndexOf("\n  schemas:", StringComparison.Ordinal);
        List<WeakReference> left = [];
        for (int i = 0; i < 1_000; i++)
        {
            int at = text.IndexOf("description: ", schemas + (i * 37), StringComparison.Ordinal);
            string edited = text.Insert(at + "description: ".Length, $"Edit {i} ");
            SpecInput input = new(new SpecSet(new SpecFile("/thousand/openapi.yaml", edited)), ReadOptions.Default, "Api", "ApiClient");
            ReadResult read = ReadingCache.Read(input, CancellationToken.None).Result;
            PlanCache.Plan(read.Model!, new PlanOptions("Api", "ApiClient", EquatableArray<HandWrittenType>.Empty), CancellationToken.None);
            left.Add(new WeakReference(edited));
            left.Add(new WeakReference(read.Model));
        }

        return left;
    }

    /// <summary>How many of the paths are the same nodes.</summary>
    private static int Shared(SpecNode? tree, SpecNode? before) => Paths(tree).Intersect(Paths(before)).Count();

    private static IEnumerable<SpecNode> Paths(SpecNode? root) =>
        ((root as SpecMapping)?.Find("paths")?.Value as SpecMapping)?.Entries.Select(entry => entry.Value) ?? [];

    // JSON is read only as a whole.
    private static string Piece(string path)
    {
        string text = File.ReadAllText(path);
        return text.Length <= LongestPiece || text[0] == '{' ? text : text[..LongestPiece];
    }

    private static IEnumerable<string> Documents() =>
        new[] { RepositoryPaths.InRepository("specs"), RepositoryPaths.InShared("corpus") }.OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml" or ".json").Order(StringComparer.Ordinal);
}
