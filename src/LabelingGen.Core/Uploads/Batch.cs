namespace LabelingGen.Core;

/// <summary>Items that travel together.</summary>
/// <param name="Lane">The kind of request.</param>
/// <param name="CanRepeat">Whether it may be sent twice.</param>
/// <param name="WasBegun">Whether an earlier run sent these items and did not hear of them again.</param>
internal sealed record BatchKind(int Lane, bool CanRepeat, bool WasBegun);

internal sealed class Batch<TItem>(BatchKind kind)
{
    public BatchKind Kind { get; } = kind;

    public List<TItem> Items { get; } = [];

    public List<long> Indexes { get; } = [];

    public List<string?> Keys { get; } = [];

    public void Add(TItem item, long index, string? key)
    {
        Items.Add(item);
        Indexes.Add(index);
        Keys.Add(key);
    }
}
