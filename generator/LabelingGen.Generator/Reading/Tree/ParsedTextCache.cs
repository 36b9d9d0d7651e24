namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// The tree of the last text of each of the last few files. The compiler's process lives for hours, asks again for the same file whenever
/// another file of the spec, an overlay or an option changes, and for the file itself after every edit: most blocks of its text are then as
/// they were, and so are their trees.
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
        ParsedText? earlier = null;
        lock (Recent)
        {
            if (Take(path) is { } known)
            {
                Recent.AddFirst(known);
                if (known.Value.Text == text)
                    return known.Value.Parsed;
                earlier = known.Value.Parsed;
            }
        }

        ParsedText parsed = SpecParser.Parse(path, text, cancellationToken, earlier?.Blocks);
        lock (Recent)
        {
            Take(path);
            Recent.AddFirst((path, text, parsed));
            if (Recent.Count > Capacity)
                Recent.RemoveLast();
        }

        return parsed;
    }

    private static LinkedListNode<(string Path, string Text, ParsedText Parsed)>? Take(string path)
    {
        LinkedListNode<(string Path, string Text, ParsedText Parsed)>? node = Recent.First;
        while (node is not null && node.Value.Path != path)
            node = node.Next;
        if (node is not null)
            Recent.Remove(node);
        return node;
    }
}
