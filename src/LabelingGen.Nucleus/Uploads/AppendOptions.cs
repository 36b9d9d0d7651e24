namespace LabelingGen.Nucleus;

/// <summary>How items are added to a dataset.</summary>
public sealed class AppendOptions : UploadOptions
{
    /// <summary>The most items of one request, by the vendor's limit: fewer than 30.</summary>
    public const int MaxBatchSize = 29;

    /// <summary>The most files of one request, by the vendor's limit.</summary>
    public const int MaxFilesPerRequest = 10;

    /// <summary>Items with a remote address per request, at most <see cref="MaxBatchSize"/>. Default 20.</summary>
    public int BatchSize
    {
        get;
        set => field = Within(value, MaxBatchSize, "The items per request");
    } = 20;

    /// <summary>Local files per request, at most <see cref="MaxFilesPerRequest"/>. Default 10.</summary>
    public int FilesPerRequest
    {
        get;
        set => field = Within(value, MaxFilesPerRequest, "The files per request");
    } = MaxFilesPerRequest;

    /// <summary>
    /// Whether the dataset is in privacy mode, where every item needs width and height. Default: the server is asked once per dataset.
    /// </summary>
    public bool? UsePrivacyMode { get; set; }

    /// <summary>Whether the dataset holds scenes, which refuses items. Default: the server is asked once per dataset.</summary>
    public bool? IsScene { get; set; }
}
