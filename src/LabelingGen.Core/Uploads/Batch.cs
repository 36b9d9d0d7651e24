namespace LabelingGen.Core;

/// <summary>What items that travel together have in common.</summary>
/// <param name="Lane">The kind of request.</param>
/// <param name="IsInDoubt">
/// Whether an earlier run sent these items and did not hear of them again, so that they must be looked up before they are sent.
/// </param>
internal readonly record struct BatchKind(int Lane, bool IsInDoubt);

/// <summary>Items that travel together.</summary>
/// <param name="kind">What they have in common.</param>
/// <param name="maxItems">How many it takes.</param>
/// <param name="isNoted">Whether a journal remembers its items by their keys.</param>
internal sealed class Batch<TItem>(BatchKind kind, int maxItems, bool isNoted)
{
    /// <summary>A limit of the caller's may be any number; room for so many is made at once.</summary>
    private const int MostAtOnce = 8192;

    public BatchKind Kind { get; } = kind;

    public List<TItem> Items { get; } = new(Math.Min(maxItems, MostAtOnce));

    public List<long> Indexes { get; } = new(Math.Min(maxItems, MostAtOnce));

    /// <summary>The journal's keys of the items; none without a journal.</summary>
    public List<string?> Keys { get; } = isNoted ? new(Math.Min(maxItems, MostAtOnce)) : [];

    public bool IsFull => Items.Count >= maxItems;

    public void Add(TItem item, long index, string? key)
    {
        Items.Add(item);
        Indexes.Add(index);
        if (isNoted)
            Keys.Add(key);
    }
}
