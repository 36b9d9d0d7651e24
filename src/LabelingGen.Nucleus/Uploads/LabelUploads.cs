using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>What uploads of annotations and of predictions have in common.</summary>
internal static class LabelUploads
{
    public static Task<LabelUploadResult<TLabel>> RunAsync<TLabel>(
        LabelUploader<TLabel> uploader, IEnumerable<TLabel> labels, CancellationToken cancellationToken)
        where TLabel : class
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels is IReadOnlyCollection<TLabel> or ICollection<TLabel>)
        {
            foreach (TLabel label in labels)
                uploader.Check(label);
            LabelUploader<TLabel>.CheckIds(labels);
        }

        return RunAsync(uploader, labels.AsAsync(), cancellationToken);
    }

    public static async Task<LabelUploadResult<TLabel>> RunAsync<TLabel>(
        LabelUploader<TLabel> uploader, IAsyncEnumerable<TLabel> labels, CancellationToken cancellationToken)
        where TLabel : class
    {
        ArgumentNullException.ThrowIfNull(labels);
        await foreach (ItemOutcome<TLabel, UploadStatus> outcome in uploader.RunAsync(labels, cancellationToken).ConfigureAwait(false))
            uploader.Result.Add(outcome);
        return uploader.Result;
    }

    /// <summary>Makes an annotation ready for a job, which can fetch no file of this machine.</summary>
    /// <exception cref="InvalidItemException">It cannot be sent as it is.</exception>
    public static TLabel CompleteRemote<TLabel>(TLabel label)
        where TLabel : class
    {
        ILabel known = LabelUploader<TLabel>.Of(label);
        known.Complete();
        if (known.MaskUrl is { } mask)
            RemoteLocation.Require(known.ReferenceId, mask);
        return label;
    }

    public static void CheckForJob<TLabel>(IEnumerable<TLabel> labels)
        where TLabel : class
    {
        if (labels is not (IReadOnlyCollection<TLabel> or ICollection<TLabel>))
            return;
        foreach (TLabel label in labels)
            CompleteRemote(label);
        LabelUploader<TLabel>.CheckIds(labels);
    }
}
