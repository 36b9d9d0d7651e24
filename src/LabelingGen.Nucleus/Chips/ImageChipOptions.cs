using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>How images are cut into chips.</summary>
public sealed class ImageChipOptions
{
    /// <summary>Width and height of a chip in pixels; chips at the edge of a smaller image are smaller. Default 1024.</summary>
    public int Size
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A chip has at least one pixel.");
    } = 1024;

    /// <summary>
    /// Distance of the beginnings of neighbours in pixels, 1 or more; the last ones are moved so that they end with the image. Default
    /// 1024.
    /// </summary>
    public int Stride
    {
        get;
        set => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A stride has at least one pixel.");
    } = 1024;

    /// <summary>
    /// Opens the image of an item; the stream is closed afterwards. Default: the address, downloaded without a credential, which only http
    /// and https have; give a function for images in a bucket.
    /// </summary>
    public Func<DatasetItem, CancellationToken, Task<Stream>>? OpenImage { get; set; }

    /// <summary>
    /// Decodes the file of an item that is no PNG picture, such as a JPEG, with a library of the caller's choice. Default: such a file is
    /// an error that names the item.
    /// </summary>
    public Func<DatasetItem, ReadOnlyMemory<byte>, PngImage>? DecodeImage { get; set; }
}
