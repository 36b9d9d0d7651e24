namespace LabelingGen.Annotations.Preview;

/// <summary>What a preview page shows.</summary>
public sealed record PreviewOptions
{
    /// <summary>The page's title.</summary>
    public string Title { get; init; } = "Labels";

    /// <summary>
    /// Folder with the pictures, found by image name. Without it, or where a picture is missing, the shapes stand on an empty frame.
    /// </summary>
    public string? ImagesFolder { get; init; }

    /// <summary>
    /// Whether pictures are not embedded but shown from where they lie, each when it comes into view: for many or large ones. The page then
    /// names them relative to its own folder and needs them there. Limits of size do not count.
    /// </summary>
    public bool LinksPictures { get; init; }

    /// <summary>How many images are shown at most.</summary>
    public int MaxImages { get; init; } = 200;

    /// <summary>
    /// Pictures larger than this are not embedded, in bytes. A PNG picture of more than 1280 pixels a side is made smaller first.
    /// </summary>
    public long MaxPictureBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Pictures are embedded until they are this large together, in bytes; further ones are empty frames.</summary>
    public long MaxAllPicturesBytes { get; init; } = 64 * 1024 * 1024;
}
