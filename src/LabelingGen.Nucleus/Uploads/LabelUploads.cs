using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

/// <summary>What uploads of annotations and of predictions have in common.</summary>
internal static class LabelUploads
{
    public static Task<LabelUploadResult<TLabel>> RunAsync<TLabel>(
        LabelUploader<TLabel> uploader, IEnumerable<TLabel> labels, CancellationToken cancellationToken)
        where TLabel : class
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels is not (IReadOnlyCollection<TLabel> or ICollection<TLabel>))
            return RunAsync(uploader, labels.AsAsync(), cancellationToken);
        foreach (TLabel label in labels)
            uploader.Check(label);
        LabelUploader<TLabel>.CheckIds(labels);
        return uploader.RunToEndAsync(labels.AsAsync(), null, cancellationToken);
    }

    public static Task<LabelUploadResult<TLabel>> RunAsync<TLabel>(
        LabelUploader<TLabel> uploader, IAsyncEnumerable<TLabel> labels, CancellationToken cancellationToken)
        where TLabel : class
    {
        ArgumentNullException.ThrowIfNull(labels);
        return uploader.RunToEndAsync(labels, uploader.NewMemory(), cancellationToken);
    }

    /// <summary>Labels ready for a job, which can fetch no file of this machine; read only as fast as they are taken.</summary>
    /// <exception cref="InvalidItemException">One cannot be sent as it is.</exception>
    /// <exception cref="DuplicateIdException">An id occurs twice on an item.</exception>
    public static IAsyncEnumerable<TLabel> ForJob<TLabel>(IAsyncEnumerable<TLabel> labels)
        where TLabel : class
    {
        RecentIds seen = new(LabelUploader<TLabel>.Kind, UploadOptions.DuplicateWindow);
        return labels.Map(label => ForJob(label, seen));
    }

    public static void CheckForJob<TLabel>(IEnumerable<TLabel> labels)
        where TLabel : class
    {
        if (labels is not (IReadOnlyCollection<TLabel> or ICollection<TLabel>))
            return;
        foreach (TLabel label in labels)
            ForJob(label, null);
        LabelUploader<TLabel>.CheckIds(labels);
    }

    /// <summary>Writes an annotation for an upload, in which the server's own id has no place.</summary>
    public static void Write(Utf8JsonWriter writer, GroundTruthAnnotation annotation) =>
        Write(writer, annotation, GroundTruthAnnotation.Write);

    /// <summary>Writes a prediction for an upload, in which the server's own id has no place.</summary>
    public static void Write(Utf8JsonWriter writer, Prediction prediction) => Write(writer, prediction, Prediction.Write);

    private static void Write<TLabel>(Utf8JsonWriter writer, TLabel label, JsonWrite<TLabel> write)
    {
        if (label is ILabel { Id: null })
        {
            write(writer, label);
            return;
        }

        JsonObject json = JsonCodec.FromUtf8(JsonCodec.ToBinaryData(label, write).ToMemory().Span, JsonCodec.ReadObject);
        json.Remove("id");
        json.WriteTo(writer);
    }

    private static TLabel ForJob<TLabel>(TLabel label, RecentIds? seen)
        where TLabel : class
    {
        LabelUploader<TLabel>.Admit(label, seen);
        ILabel known = LabelUploader<TLabel>.Of(label);
        if (known.MaskUrl is { } mask)
            RemoteLocation.Require(known.ReferenceId, mask);
        return label;
    }
}
