using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>What is common to all uploads of many things.</summary>
public abstract class UploadOptions
{
    /// <summary>
    /// Among how many of the last ids one that occurs twice is found, at least, when the input is a sequence of unknown length: 1,048,576.
    /// Each takes 9 bytes, in a table that grows with the ids to at most 36 MB; beyond that memory stays flat, and an id that comes again
    /// is left to the server. A collection is looked through as a whole, and with a <see cref="Journal"/> all ids are remembered, as it
    /// does anyway.
    /// </summary>
    public const int DuplicateWindow = 1 << 20;

    private protected UploadOptions()
    {
    }

    /// <summary>
    /// Whether what is there is replaced: of items the metadata, of annotations and predictions everything. Otherwise it stays, and is
    /// counted as ignored. Default false.
    /// </summary>
    public bool Update { get; set; }

    /// <summary>Folder that local paths are relative to. Default: the current one.</summary>
    public string? BaseFolder { get; set; }

    /// <summary>Requests on their way at a time, 1 or more. Default 4.</summary>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>Batches that may fail in a row for reasons that concern all of them before the upload is stopped. Default 5.</summary>
    public int MaxFailedBatches { get; set; } = 5;

    /// <summary>Remembers what became of the items, so that another run goes on where this one stopped. Default: nothing is kept.</summary>
    public UploadJournal? Journal { get; set; }

    /// <summary>Told the counts after every batch.</summary>
    public IProgress<BulkProgress>? Progress { get; set; }

    /// <param name="what">What the ids belong to.</param>
    internal RecentIds Remember(string what) => new(what, Journal is null ? DuplicateWindow : null);

    internal BulkOptions ToBulk() => new()
    {
        MaxConcurrency = MaxConcurrency,
        MaxFailedBatches = MaxFailedBatches,
        Journal = Journal,
        Progress = Progress,
    };

    private protected static int Within(int value, int most, string what) => value >= 1 && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"{what} must be from 1 to {most}.");
}
