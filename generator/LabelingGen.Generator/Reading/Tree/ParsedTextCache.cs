namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// The trees of the last few texts. The compiler's process lives for hours and asks again for the same file whenever another
/// file of the spec, an overlay or an option changes.
/// </summary>
internal static class ParsedTextCache
{
    private const int Capacity = 8;
    private const int ShortestText = 16 * 1024;
    private static readonly LinkedList<(string Path, string Text, ParsedText Parsed)> Recent = new();

    public static ParsedText Parse(string path, string text, CancellationToken cancellationToken)
    {
        if (text.Length < ShortestText)
            return SpecParser.Parse(path, text, cancellationToken);
        lock (Recent)
        {
            for (LinkedListNode<(string Path, string Text, ParsedText Parsed)>? node = Recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Path == path && node.Value.Text == text)
                {
                    Recent.Remove(node);
                    Recent.AddFirst(node);
                    return node.Value.Parsed;
                }
            }
        }

        ParsedText parsed = SpecParser.Parse(path, text, cancellationToken);
        lock (Recent)
        {
            Recent.AddFirst((path, text, parsed));
            if (Recent.Count > Capacity)
                Recent.RemoveLast();
        }

        return parsed;
    }
}
