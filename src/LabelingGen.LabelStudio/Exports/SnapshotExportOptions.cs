using LabelingGen.Core;

namespace LabelingGen.LabelStudio;

/// <summary>What to export through a snapshot, and how to wait for it.</summary>
public sealed class SnapshotExportOptions
{
    internal const string Json = "JSON";

    /// <summary>The format, such as <c>COCO</c>; see <see cref="ExportsClient.ListFormatsAsync"/>. Default <c>JSON</c>.</summary>
    public string Format { get; set; } = Json;

    /// <summary>Title of the snapshot; a unique one is made up without.</summary>
    public string? Title { get; set; }

    /// <summary>Which tasks; all without.</summary>
    public TaskFilterOptionsRequest? Tasks { get; set; }

    /// <summary>Which annotations; the usual ones without.</summary>
    public AnnotationFilterOptionsRequest? Annotations { get; set; }

    /// <summary>What is written out and what is named by its id only.</summary>
    public SerializationOptionsRequest? Serialization { get; set; }

    /// <summary>How to wait for snapshot and conversion; as the client's options say without.</summary>
    public JobPollingOptions? Polling { get; set; }

    /// <summary>Told the states of snapshot and conversion.</summary>
    public IProgress<JobProgress>? Progress { get; set; }

    /// <summary>Told the bytes received so far.</summary>
    public IProgress<long>? DownloadProgress { get; set; }

    internal CreateExportRequest ToRequest() => new()
    {
        // By its title a snapshot is found again whose start was not answered.
        Title = Title ?? $"export-{Guid.NewGuid():N}",
        TaskFilterOptions = Tasks,
        AnnotationFilterOptions = Annotations,
        SerializationOptions = Serialization,
    };
}
