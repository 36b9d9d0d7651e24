namespace LabelingGen.Core;

/// <summary>What items that travel together have in common.</summary>
/// <param name="Lane">The kind of request.</param>
/// <param name="IsInDoubt">
/// Whether an earlier run sent these items and did not hear of them again, so that they must be looked up before they are sent.
/// </param>
internal readonly record struct BatchKind(int Lane, bool IsInDoubt);

/// <summary>Items that travel together.</summary>
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
