using LabelingGen.Core;

namespace LabelingGen.FastLabel;

/// <summary>What a file of one kind must be like.</summary>
/// <param name="Kind">What it is called in messages.</param>
/// <param name="Extensions">The extensions taken, in lower case; none = any.</param>
/// <param name="MaxBytes">The largest size.</param>
internal sealed record FileRule(string Kind, IReadOnlyList<string> Extensions, long MaxBytes)
{
    public static readonly FileRule Image = new("image", [".png", ".jpg", ".jpeg"], FastLabelLimits.ImageBytes);
    public static readonly FileRule Video = new("video", [".mp4"], FastLabelLimits.VideoBytes) { HasCodec = true };
    public static readonly FileRule Text = new("text", [".txt"], FastLabelLimits.TextBytes);
    public static readonly FileRule Audio = new("sound", [".mp3", ".wav", ".m4a"], FastLabelLimits.AudioBytes);
    public static readonly FileRule PointCloud = new("point cloud", [".pcd"], FastLabelLimits.PointCloudBytes);
    public static readonly FileRule DatasetObject = new("dataset object", [], FastLabelLimits.DatasetObjectBytes);
    public static readonly FileRule EndpointImage = new("image", [".png", ".jpg", ".jpeg"], FastLabelLimits.EndpointImageBytes);
    public static readonly FileRule DicomZip = new("zip file", [".zip"], FastLabelLimits.DicomZipBytes);
    public static readonly FileRule Zip = new("zip file", [".zip"], long.MaxValue);

    /// <summary>The codec inside must be H.264.</summary>
    private bool HasCodec { get; init; }

    /// <summary>Checks a file by its name and size; its codec is looked at when it is about to be sent.</summary>
    /// <returns>The file as it is to be sent.</returns>
    /// <exception cref="ArgumentException">The file is not taken; it is named.</exception>
    public Base64Content Check(Base64Content file, string member)
    {
        ArgumentNullException.ThrowIfNull(file, member);
        string name = file.FileName ?? member;
        CheckName(file.FileName, member);
        CheckLength(name, file.Length, member);
        return HasCodec ? file.CheckedBy(() => new Mp4CodecCheck(file.Length, codec => OfCodec(name, codec, member))) : file;
    }

    /// <summary>Checks a name by its extension; content without a name passes.</summary>
    public void CheckName(string? fileName, string member)
    {
        if (fileName is null || Extensions.Count == 0
            || Extensions.Any(extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            return;
        throw new ArgumentException($"'{fileName}' is no {Kind}: {string.Join(", ", Extensions)} are taken.", member);
    }

    /// <summary>Checks a size.</summary>
    public void CheckLength(string fileName, long length, string member)
    {
        if (length > MaxBytes)
            throw new ArgumentException($"The {Kind} '{fileName}' has {length} bytes; {MaxBytes} are taken at most.", member);
    }

    private ArgumentException OfCodec(string fileName, string codec, string member) =>
        new($"The {Kind} '{fileName}' has the codec '{codec}'; H.264 (avc1) is taken.", member);
}
