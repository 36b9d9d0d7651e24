namespace LabelingGen.Nucleus;

/// <summary>How a folder of images is uploaded.</summary>
public sealed class FolderUploadOptions
{
    /// <summary>Sizes, parallelism, journal, progress.</summary>
    public AppendOptions? Append { get; set; }

    /// <summary>Whether more than <see cref="DatasetsClient.LargeFolder"/> images may be uploaded. Default false.</summary>
    public bool AllowLargeFolder { get; set; }

    /// <summary>Address below which the files can be read, for privacy mode: no file is sent then.</summary>
    public string? PrivacyModeProxy { get; set; }
}
