namespace LabelingGen.Nucleus;

/// <summary>How a folder of images is uploaded.</summary>
public sealed class FolderUploadOptions
{
    /// <summary>Sizes, parallelism, journal, progress, and what is known of the dataset.</summary>
    public AppendOptions? Append { get; set; }

    /// <summary>
    /// Which files are taken: their extensions without the point, in this capitalisation and in this order. Default png, jpg, jpeg.
    /// </summary>
    public IReadOnlyList<string> FileTypes { get; set; } = ["png", "jpg", "jpeg"];

    /// <summary>Whether more than <see cref="DatasetsClient.LargeFolder"/> images may be uploaded. Default false.</summary>
    public bool AllowLargeFolder { get; set; }

    /// <summary>
    /// Address below which the files can be read, for a dataset in privacy mode: no file is sent then, only its size in pixels. Without
    /// privacy mode it is not looked at.
    /// </summary>
    public string? PrivacyModeProxy { get; set; }
}
