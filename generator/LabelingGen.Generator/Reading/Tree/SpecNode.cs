namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// The file a node stands in, or a <see cref="TextBlock"/> of it: part of a node, so that a position survives when an overlay moves the
/// node.
/// </summary>
internal sealed class SpecSource(string path)
{
    public string Path { get; } = path;
}

/// <summary>A node of a YAML or JSON text. Immutable; two places of a tree may share one node (YAML aliases).</summary>
internal abstract class SpecNode(SpecSource source, SourceSpan span, int weight)
{
    public SpecSource Source { get; } = source;

    /// <summary>Lines count from the beginning of the source: see <see cref="TextBlocks.Locate"/>.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>Nodes below and including this one with every alias written out; what an expansion would cost.</summary>
    public int Weight { get; } = weight;
}

/// <summary>What the references in a part of a tree lead to; each kind includes those before it.</summary>
internal enum ReferenceTargets
{
    /// <summary>Nobody has looked yet.</summary>
    Unknown,
    /// <summary>There are none.</summary>
    None,
    /// <summary>Entries of the containers for them.</summary>
    Entries,
    /// <summary>Other places, too.</summary>
    Elsewhere,
}

internal sealed class SpecScalar(SpecSource source, SourceSpan span, string text, ScalarKind kind) : SpecNode(source, span, 1)
{
    /// <summary>The value as written, without quotes and with escapes resolved: a number keeps its spelling.</summary>
    public string Text { get; } = text;

    public ScalarKind Kind { get; } = kind;

    public bool IsNull => Kind == ScalarKind.Null;
}

internal sealed class SpecSequence(SpecSource source, SourceSpan span, SpecNode[] items, int weight) : SpecNode(source, span, weight)
{
    public IReadOnlyList<SpecNode> Items { get; } = items;
}

/// <param name="KeySpan">Where the key is written.</param>
internal sealed record SpecEntry(string Key, SourceSpan KeySpan, SpecSource KeySource, SpecNode Value);

internal sealed class SpecMapping(SpecSource source, SourceSpan span, SpecEntry[] entries, int weight) : SpecNode(source, span, weight)
{
    private const int LinearLimit = 8;
    private Dictionary<string, int>? _index;

    /// <summary>This mapping with other values. The keys are the same in the same order, and so is what finds them.</summary>
    public SpecMapping WithValues(SpecEntry[] changed) => new(Source, Span, changed, Weight) { _index = _index };

    /// <summary>
    /// The rule of OpenAPI's structure that this mapping and all below it were found to keep; a node never changes, so it still does.
    /// </summary>
    public object? KeptRule { get; set; }

    /// <summary>What references here and below lead to, once that was looked for.</summary>
    public ReferenceTargets References { get; set; }

    /// <summary>The last update that was merged into this mapping, and what came of it.</summary>
    public Tuple<SpecNode, SpecNode>? LastMerge { get; set; }

    /// <summary>What this mapping was last read as.</summary>
    public object? LastReading { get; set; }

    /// <summary>In the order of the text; keys are unique.</summary>
    public IReadOnlyList<SpecEntry> Entries { get; } = entries;

    public SpecEntry? Find(string key) => IndexOf(key) is var index and >= 0 ? entries[index] : null;

    /// <summary>Position of a key's entry, or -1.</summary>
    public int IndexOf(string key)
    {
        if (entries.Length <= LinearLimit)
        {
            for (int i = 0; i < entries.Length; i++)
            {
                if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                    return i;
            }

            return -1;
        }

        // A race builds the index twice at worst; both are the same.
        return (_index ??= BuildIndex()).TryGetValue(key, out int index) ? index : -1;
    }

    private Dictionary<string, int> BuildIndex()
    {
        Dictionary<string, int> index = new(entries.Length, StringComparer.Ordinal);
        for (int i = 0; i < entries.Length; i++)
            index[entries[i].Key] = i;
        return index;
    }
}
