using System.Net;
using System.Text;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// Draws a data set as one HTML page that needs nothing else: pictures are embedded, shapes are vectors over them. The page filters by
/// class, zooms, is driven by keyboard and follows the reader's light or dark setting. It runs no code of the data set's: every text is
/// escaped.
/// </summary>
public static class PreviewPage
{
    /// <summary>Writes the page; the file gets its name when it is complete.</summary>
    /// <returns>How many images it shows.</returns>
    public static async Task<int> WriteAsync(
        AnnotatedDataset dataset, string path, PreviewOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new PreviewOptions();
        PreviewPalette palette = new();
        int count = 0;
        bool more = false;
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            StreamWriter writer = new(file.Stream, new UTF8Encoding(false), 64 * 1024, leaveOpen: true) { NewLine = "\n" };
            await using (writer.ConfigureAwait(false))
            {
                await writer.WriteAsync(PreviewTemplate.Head(Html(options.Title))).ConfigureAwait(false);
                await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
                {
                    if (count == options.MaxImages)
                    {
                        more = true;
                        break;
                    }

                    string? picture = await EmbedAsync(image.Name, options, cancellationToken).ConfigureAwait(false);
                    await writer.WriteAsync(PreviewFigure.Draw(image, picture, palette, count++).AsMemory(), cancellationToken)
                        .ConfigureAwait(false);
                }

                await writer.WriteAsync(PreviewTemplate.Tail(palette.Legend(), count, more)).ConfigureAwait(false);
            }

            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    internal static string Html(string text) => WebUtility.HtmlEncode(text);

    private static async Task<string?> EmbedAsync(string name, PreviewOptions options, CancellationToken cancellationToken)
    {
        if (options.ImagesFolder is null || !SafePath.TryJoin(options.ImagesFolder, name, out string? path))
            return null;
        FileInfo file = new(path);
        if (!file.Exists || file.Length > options.MaxPictureBytes)
            return null;
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        string? type = bytes.AsSpan() switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [0xFF, 0xD8, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            _ => null,
        };
        return type is null || ImageHeader.TryReadSize(bytes) is null ? null : $"data:{type};base64,{Convert.ToBase64String(bytes)}";
    }
}
