namespace LabelingGen.Nucleus;

/// <summary>How annotations are uploaded.</summary>
public class LabelUploadOptions : UploadOptions
{
    /// <summary>The most mask files of one request, by the vendor's limit.</summary>
    public const int MaxFilesPerRequest = 10;

    /// <summary>Annotations other than masks per request, 1 to 5000. Default 5000.</summary>
    public int BatchSize
    {
        get;
        set => field = Within(value, 5000, "The annotations per request");
    } = 5000;

    /// <summary>Local mask files per request, at most <see cref="MaxFilesPerRequest"/>. Default 10.</summary>
    public int FilesPerRequest
    {
        get;
        set => field = Within(value, MaxFilesPerRequest, "The files per request");
    } = MaxFilesPerRequest;

    /// <summary>Masks with a remote address per request, 1 to 5000. Default 20.</summary>
    public int MasksPerRequest
    {
        get;
        set => field = Within(value, 5000, "The masks per request");
    } = 20;
}
