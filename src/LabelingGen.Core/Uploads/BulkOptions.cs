namespace LabelingGen.Core;

/// <summary>How much is done at a time, what is remembered, and when to give up.</summary>
public sealed class BulkOptions
{
    /// <summary>Batches on their way at a time, 1 or more. Default 4.</summary>
    public int MaxConcurrency
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "At least one batch must be on its way.");
    } = 4;

    /// <summary>
    /// Batches that may fail one after another for reasons that concern all of them (no connection, 401, 403, 429, 5xx, lost answers)
    /// before the whole is stopped; 1 or more. Default 5.
    /// </summary>
    public int MaxFailedBatches
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "At least one failure must be allowed.");
    } = 5;

    /// <summary>
    /// Remembers across crashes what became of the items, so that another run with the same journal goes on where this one stopped.
    /// Items without a key are not remembered.
    /// </summary>
    public UploadJournal? Journal { get; set; }

    /// <summary>Told the counts after every batch, in order.</summary>
    public IProgress<BulkProgress>? Progress { get; set; }
}
