using System.Globalization;
using System.Net;
using System.Text;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// Draws a data set as one HTML page that needs nothing else: pictures are embedded, shapes are vectors over them. The page filters by class, zooms,
/// is driven by keyboard and follows the reader's light or dark setting. It runs no code of the data set's: every text is escaped.
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
                    await writer.WriteAsync(Figure(image, picture, palette, count++).AsMemory(), cancellationToken).ConfigureAwait(false);
                }

                await writer.WriteAsync(PreviewTemplate.Tail(palette.Legend(), count, more)).ConfigureAwait(false);
            }

            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    internal static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Figure(AnnotatedImage image, string? picture, PreviewPalette palette, int index)
    {
        ImageSize size = image.Size is { Width: > 0, Height: > 0 } known ? known : SizeAround(image);
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<figure tabindex=\"0\" data-index=\"{index}\"><svg viewBox=\"0 0 {size.Width} {size.Height}\" role=\"img\" aria-label=\"{Html(image.Name)}\">");
        html.Append(picture is null
            ? "<rect class=\"blank\" width=\"100%\" height=\"100%\"/>"
            : $"<image href=\"{picture}\" width=\"{size.Width.ToString(CultureInfo.InvariantCulture)}\" height=\"{size.Height.ToString(CultureInfo.InvariantCulture)}\"/>");
        double unit = Math.Max(size.Width, size.Height) / 320.0;
        html.Append(CultureInfo.InvariantCulture, $"<g stroke-width=\"{unit * 1.5:0.###}\" font-size=\"{unit * 9:0.###}\">");
        List<string> others = [];
        foreach (Annotation annotation in image.Annotations.OrderBy(static annotation => annotation.ZOrder ?? 0))
        {
            string label = annotation.Label ?? "(no label)";
            string drawn = PreviewShapes.Draw(annotation, unit);
            if (drawn.Length == 0)
            {
                others.Add(label + (annotation.Shape is null ? "" : $": {annotation.Shape}"));
                palette.ClassOf(label);
                continue;
            }

            string confidence = annotation.Confidence is double value ? value.ToString(" 0.00", CultureInfo.InvariantCulture) : "";
            html.Append(CultureInfo.InvariantCulture, $"<g class=\"{palette.ClassOf(label)}\"><title>{Html(label + confidence)}</title>{drawn}</g>");
        }

        html.Append("</g></svg><figcaption>").Append(Html(image.Name));
        html.Append(CultureInfo.InvariantCulture, $" <small>{size.Width} × {size.Height}, {image.Annotations.Count} labels</small>");
        foreach (string other in others)
            html.Append("<span class=\"other\">").Append(Html(other)).Append("</span>");
        return html.Append("</figcaption></figure>\n").ToString();
    }

    private static ImageSize SizeAround(AnnotatedImage image)
    {
        Box? bounds = null;
        foreach (Annotation annotation in image.Annotations)
        {
            if (annotation.BoundingBox is { } box)
                bounds = bounds?.ExtendTo(box) ?? box;
        }

        return bounds is { } around
            ? new ImageSize((int)Math.Clamp(Math.Ceiling(around.Right) + 1, 1, 1_000_000), (int)Math.Clamp(Math.Ceiling(around.Bottom) + 1, 1, 1_000_000))
            : new ImageSize(320, 180);
    }

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
