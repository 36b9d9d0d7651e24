using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// The pictures of a page, as addresses that hold them or lead to them; counts those that are not there or too large.
/// </summary>
/// <param name="options">What the page shows.</param>
/// <param name="folder">The page's folder.</param>
internal sealed class PreviewPictures(PreviewOptions options, string folder)
{
    /// <summary>A PNG file larger than this is not read to make its picture smaller.</summary>
    private const long MaxPngBytes = 64 * 1024 * 1024;

    private long _embeddedBytes;

    public int Missing { get; private set; }

    public int TooLarge { get; private set; }

    /// <summary>The address of an image's picture; <see langword="null"/> if it is not shown.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (options.ImagesFolder is null)
            return null;
        if (!SafePath.TryJoin(options.ImagesFolder, name, out string? path) || !File.Exists(path))
        {
            Missing++;
            return null;
        }

        byte[] head = new byte[16];
        using (FileStream file = File.OpenRead(path))
            await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        string? type = TypeOf(head);
        if (type is null)
        {
            Missing++;
            return null;
        }

        if (options.LinksPictures)
            return Link(path);
        byte[]? bytes = new FileInfo(path).Length <= (type == "image/png" ? MaxPngBytes : options.MaxPictureBytes)
            ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false) : null;
        if (bytes is not null && ImageHeader.TryReadSize(bytes) is null)
        {
            Missing++;
            return null;
        }

        if (bytes is not null && type == "image/png")
            bytes = PreviewThumbnail.Of(bytes);
        if (bytes is null || bytes.Length > options.MaxPictureBytes || _embeddedBytes + bytes.Length > options.MaxAllPicturesBytes)
        {
            TooLarge++;
            return null;
        }

        _embeddedBytes += bytes.Length;
        return $"data:{type};base64,{Convert.ToBase64String(bytes)}";
    }

    /// <summary>The address as seen from the page; that of a picture on another drive is a whole one.</summary>
    private string Link(string path)
    {
        string relative = Path.GetRelativePath(folder, Path.GetFullPath(path));
        return Path.IsPathRooted(relative) ? new Uri(relative).AbsoluteUri
            : string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }

    private static string? TypeOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };
}
