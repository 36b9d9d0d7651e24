namespace LabelingGen.Nucleus;

/// <summary>
/// What the server did with one uploaded thing. It answers a batch with sums; where they leave it open what happened to the single one,
/// or where an earlier answer was lost, the status is <see cref="Stored"/>. Items that the sums do not account for at all are
/// <see cref="Core.ItemState.Unknown"/> instead.
/// </summary>
public enum UploadStatus
{
    /// <summary>It is on the server; the answer leaves open whether it was new, updated or there before.</summary>
    Stored,

    /// <summary>It was new.</summary>
    Created,

    /// <summary>It was there, and was updated.</summary>
    Updated,

    /// <summary>It was there, and was left alone.</summary>
    Ignored,
}
