using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>A tree as lines to compare: every node and key with its place in the file, and what was found about the text.</summary>
internal static class TreeLines
{
    public static string[] Of(ParsedText parsed) =>
        [.. parsed.Root is null ? [] : Lines(parsed.Root, "#", parsed.Blocks), .. parsed.Diagnostics.Select(found => found.Describe())];

    private static IEnumerable<string> Lines(SpecNode node, string pointer, TextBlocks blocks)
    {
        SourceSpan span = blocks.Locate(node.Source, node.Span);
        return node switch
        {
            SpecScalar scalar => [$"{pointer} {span} {scalar.Kind} {scalar.Text}"],
            SpecSequence sequence => sequence.Items.SelectMany((item, i) => Lines(item, $"{pointer}/{i}", blocks))
                .Prepend($"{pointer} {span} {sequence.Weight}"),
            SpecMapping mapping => mapping.Entries
                .SelectMany(entry => Lines(entry.Value, $"{pointer}/{entry.Key}", blocks)
                    .Prepend($"{entry.Key} {blocks.Locate(entry.KeySource, entry.KeySpan)}"))
                .Prepend($"{pointer} {span} {mapping.Weight}"),
            _ => throw new InvalidOperationException("Unknown kind of node."),
        };
    }
}
