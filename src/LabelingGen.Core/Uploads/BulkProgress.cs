namespace LabelingGen.Core;

/// <summary>How far a bulk operation has come.</summary>
/// <param name="Done">Items that are done, those of earlier runs included.</param>
/// <param name="Failed">Items that are not done.</param>
/// <param name="Unknown">Items that may be done: the answer was lost.</param>
public readonly record struct BulkProgress(long Done, long Failed, long Unknown)
{
    /// <summary>Items whose outcome is known or given up.</summary>
    public long Total => Done + Failed + Unknown;

    /// <summary>How many of those that are done were done by earlier runs, as the journal tells it.</summary>
    public long FromJournal { get; init; }

    internal BulkProgress With<TItem, TResult>(SettledBatch<TItem, TResult> batch)
    {
        (long done, long failed, long unknown) = (Done, Failed, Unknown);
        foreach (ItemResult<TResult> result in batch.Results)
        {
            switch (result.State)
            {
                case ItemState.Done: done++; break;
                case ItemState.Failed: failed++; break;
                default: unknown++; break;
            }
        }

        return new(done, failed, unknown) { FromJournal = FromJournal + (batch.IsFromJournal ? done - Done : 0) };
    }
}
