using System.Numerics;

namespace LabelingGen.Nucleus;

/// <summary>Finds near duplicates among items by the hashes that the server gave them, without the server (facts, section 9.9).</summary>
public static class PerceptualHash
{
    /// <summary>
    /// Items of which no two differ in <paramref name="threshold"/> bits or fewer, in the order of their hashes; of equal hashes the one
    /// with the least reference id stays. An item stays when it differs enough from every one that stays before it.
    /// </summary>
    /// <param name="items">The items with their hashes.</param>
    /// <param name="threshold">Differing bits up to which items count as duplicates, 0 to 64; 0 = equal hashes only.</param>
    /// <exception cref="InvalidItemException">An item has no hash, or one that is not 64 binary digits.</exception>
    public static IReadOnlyList<DatasetItem> Deduplicate(IEnumerable<DatasetItem> items, int threshold)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threshold, 64);
        List<(ulong Hash, DatasetItem Item)> kept = [];
        foreach ((ulong hash, DatasetItem item) in items.Select(item => (Hash: Read(item), Item: item))
            .OrderBy(entry => entry.Hash).ThenBy(entry => entry.Item.Reference, StringComparer.Ordinal))
        {
            if (kept.TrueForAll(other => BitOperations.PopCount(other.Hash ^ hash) > threshold))
                kept.Add((hash, item));
        }

        return [.. kept.Select(entry => entry.Item)];
    }

    private static ulong Read(DatasetItem item)
    {
        if (item.Phash is not { Length: 64 } digits || digits.AsSpan().IndexOfAnyExcept('0', '1') >= 0)
            throw new InvalidItemException(item.Reference, $"The hash of the item '{item.Reference}' is not 64 binary digits.");
        return Convert.ToUInt64(digits, 2);
    }
}
