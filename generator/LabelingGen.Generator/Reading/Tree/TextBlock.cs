namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// A part of a text that was read by itself: what stands behind the key of one path, schema or other component. Its nodes count lines from
/// its own first one, so that they stay true when it moves.
/// </summary>
/// <param name="Text">The text it is a part of.</param>
/// <param name="Start">Where it begins: behind the key's colon.</param>
/// <param name="Length">It ends where the next entry begins.</param>
/// <param name="StartColumn">Column of its first character.</param>
/// <param name="Parent">Column of the mapping it belongs to.</param>
/// <param name="Lines">Number of line breaks in it.</param>
/// <param name="EndColumn">Column behind its last character.</param>
/// <param name="Nodes">Number of nodes it counts for.</param>
internal sealed record TextBlock(
    string Text, int Start, int Length, int StartColumn, int Parent, int Lines, int EndColumn, SpecMapping Value, int Nodes)
{
    /// <summary>
    /// Whether the same block stands at a place of another text. It is a whole mapping and ended before a further entry, so what was read
    /// of it followed from its own text alone, and will again where another entry comes behind it.
    /// </summary>
    public bool StandsAt(string text, int at, int column, int parent) => column == StartColumn && parent == Parent
        && at + Length < text.Length && string.CompareOrdinal(Text, Start, text, at, Length) == 0
        && !(text[at + Length] is ' ' or '\n' or '\r' or '\t' or '#');
}

/// <summary>The blocks of a text by their places.</summary>
internal sealed class TextBlocks
{
    public static readonly TextBlocks None = new();

    private readonly Dictionary<string, TextBlock> _blocks = new(StringComparer.Ordinal);
    private readonly Dictionary<SpecSource, int> _lines = new();

    public int Count => _blocks.Count;

    /// <summary>The block at a place such as <c>paths//pets</c>.</summary>
    public TextBlock? Find(string place) => _blocks.TryGetValue(place, out TextBlock? block) ? block : null;

    public void Add(string place, TextBlock block) => _blocks.Add(place, block);

    /// <summary>Notes where the lines of a source begin in this text.</summary>
    public void Add(SpecSource source, int line) => _lines.Add(source, line);

    /// <summary>Where a node's stretch is in this text; those of nodes outside blocks count from its beginning.</summary>
    public SourceSpan Locate(SpecSource source, SourceSpan span) => _lines.TryGetValue(source, out int line) ? span.Below(line) : span;
}
