using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>How often each field of some rows was lost, for the few fields that rows have.</summary>
internal sealed class LossCounts
{
    private readonly List<(string Field, LossReason Reason, long Count)> _entries = [];

    /// <summary>Whether nothing was lost.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>Counts a loss.</summary>
    /// <param name="field">The field's name, the same object each time.</param>
    /// <param name="reason">Why.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(string field, LossReason reason)
    {
        foreach (ref (string Field, LossReason Reason, long Count) entry in CollectionsMarshal.AsSpan(_entries))
        {
            if (ReferenceEquals(entry.Field, field) && entry.Reason == reason)
            {
                entry.Count++;
                return;
            }
        }

        _entries.Add((field, reason, 1));
    }

    public void Clear() => _entries.Clear();

    /// <summary>Adds the counts to a report.</summary>
    public void AddTo(ConversionReport report)
    {
        foreach ((string field, LossReason reason, long count) in _entries)
            report.Tally(field, reason, count);
    }
}
