namespace LabelingGen.Scale;

public sealed partial class UploadFileOptions
{
    /// <summary>Further text fields of the upload, in order; a name may occur several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> AdditionalFields { get; set; } = [];

    /// <summary>Told the bytes sent so far, of all fields together; never runs backwards, also on a retry.</summary>
    public IProgress<long>? Progress { get; set; }
}
