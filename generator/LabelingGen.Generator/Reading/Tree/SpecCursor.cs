using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>A node together with the way that led to it, which gives its pointer and the file its references start from.</summary>
internal sealed class SpecCursor
{
    private readonly SpecCursor? _parent;
    private string? _pointer;

    private SpecCursor(SpecDocument document, SpecNode node, SpecCursor? parent, string segment, SpecEntry? entry)
    {
        Document = document;
        Node = node;
        _parent = parent;
        Segment = segment;
        Entry = entry;
    }

    public SpecDocument Document { get; }

    public SpecNode Node { get; }

    /// <summary>Last part of the pointer, not escaped: a key or an index.</summary>
    public string Segment { get; }

    /// <summary>The entry this is the value of; null for items of a sequence and the root.</summary>
    public SpecEntry? Entry { get; }

    /// <summary>The path of the file a diagnostic about this place names.</summary>
    public string File => Entry is { } entry ? entry.KeySource.Path : Node.Source.Path;

    /// <summary>The stretch a diagnostic about this place marks: the key where there is one, else the value.</summary>
    public SourceSpan Span => Entry is { } entry
        ? Document.Blocks.Locate(entry.KeySource, entry.KeySpan)
        : Document.Blocks.Locate(Node.Source, Node.Span);

    public SpecCursor? Parent => _parent;

    public SpecMapping? Mapping => Node as SpecMapping;

    public SpecSequence? Sequence => Node as SpecSequence;

    public SpecScalar? Scalar => Node as SpecScalar;

    public bool IsNull => Node is SpecScalar { IsNull: true };

    /// <summary><c>#/paths/~1pets</c>, with the file's name before it where it is not the main file.</summary>
    public string Pointer => _pointer ??= BuildPointer();

    public static SpecCursor Root(SpecDocument document) => new(document, document.Root, null, "", null);

    /// <summary>The value of a key; null where this is no mapping or has no such key.</summary>
    public SpecCursor? Child(string key) =>
        Node is SpecMapping mapping && mapping.Find(key) is { } entry
            ? new SpecCursor(Document, entry.Value, this, key, entry)
            : null;

    /// <summary>The value of a key, unless it is absent or null.</summary>
    public SpecCursor? Value(string key) => Child(key) is { IsNull: false } child ? child : null;

    public SpecCursor Child(SpecEntry entry) => new(Document, entry.Value, this, entry.Key, entry);

    /// <summary>The values of a mapping; none where this is not one.</summary>
    public IEnumerable<SpecCursor> Entries()
    {
        if (Node is not SpecMapping mapping)
            yield break;
        foreach (SpecEntry entry in mapping.Entries)
            yield return Child(entry);
    }

    /// <summary>The items of a sequence; none where this is not one.</summary>
    public IEnumerable<SpecCursor> Items()
    {
        if (Node is not SpecSequence sequence)
            yield break;
        for (int i = 0; i < sequence.Items.Count; i++)
            yield return new SpecCursor(Document, sequence.Items[i], this, i.ToString(CultureInfo.InvariantCulture), null);
    }

    /// <summary>One step of a pointer: a key of a mapping or an index of a sequence.</summary>
    public SpecCursor? Step(string segment)
    {
        if (Node is SpecMapping)
            return Child(segment);
        return Node is SpecSequence sequence
            && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < sequence.Items.Count
            ? new SpecCursor(Document, sequence.Items[index], this, segment, null)
            : null;
    }

    /// <summary>The text of a scalar that is not null, whatever its type.</summary>
    public string? Text(string key) => Value(key)?.Scalar?.Text;

    public bool? Boolean(string key) => Value(key)?.AsBoolean();

    public bool? AsBoolean() => Scalar is { } scalar
        ? scalar.Text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => null,
        }
        : null;

    public int? Integer(string key) =>
        Value(key)?.Scalar is { } scalar && int.TryParse(scalar.Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value
            : null;

    private string BuildPointer()
    {
        Stack<string> segments = new();
        for (SpecCursor at = this; at._parent is not null; at = at._parent)
            segments.Push(at.Segment);
        StringBuilder text = new StringBuilder(Document.IdPrefix).Append('#');
        foreach (string segment in segments)
            text.Append('/').Append(JsonPointer.Escape(segment));
        return text.ToString();
    }
}
