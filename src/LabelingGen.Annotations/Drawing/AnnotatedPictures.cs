using System.Globalization;
using System.Net;
using System.Text;
using LabelingGen.Annotations.Formats;
using LabelingGen.Annotations.Preview;

namespace LabelingGen.Annotations.Drawing;

/// <summary>
/// Draws annotations over their pictures, one file for each: on PNG pictures pixel by pixel; for all other formats an SVG file with the
/// untouched picture in it and the shapes above.
/// </summary>
public static class AnnotatedPictures
{
    private const double StrokesPerSide = 300;

    /// <summary>Draws all pictures of a data set that are found by name below a folder.</summary>
    /// <param name="imagesFolder">The folder with the pictures.</param>
    /// <param name="outputFolder">Where the files are written, under the pictures' names; SVG files with <c>.svg</c> added.</param>
    /// <param name="colors">Colours by label, as <c>#rrggbb</c>; other labels get one after the other of a fixed row.</param>
    /// <returns>How many pictures were drawn.</returns>
    /// <exception cref="FormatException">A picture is damaged.</exception>
    public static async Task<int> WriteAsync(
        AnnotatedDataset dataset, string imagesFolder, string outputFolder, ValueMap<string>? colors = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        int count = 0;
        Dictionary<string, PaintColor> palette = new(StringComparer.Ordinal);
        foreach ((string label, string text) in colors ?? ValueMap<string>.Empty)
        {
            if (PaintColor.TryParse(text) is { } color)
                palette[label] = color;
        }

        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!SafePath.TryJoin(imagesFolder, image.Name, out string? source) || !File.Exists(source))
                continue;
            byte[] picture = await File.ReadAllBytesAsync(source, cancellationToken).ConfigureAwait(false);
            bool isPng = picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']);
            string target = SafePath.Join(outputFolder, isPng ? image.Name : image.Name + ".svg");
            byte[] drawn = isPng ? Draw(picture, image, palette) : Encoding.UTF8.GetBytes(Svg(picture, image, palette));
            await WriteFileAsync(target, drawn, cancellationToken).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    internal static async Task WriteFileAsync(string target, byte[] content, CancellationToken cancellationToken)
    {
        AtomicFile file = AtomicFile.Create(target);
        await using (file.ConfigureAwait(false))
        {
            await file.Stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal static string Svg(byte[] picture, AnnotatedImage image, Dictionary<string, PaintColor> palette)
    {
        ImageSize size = ImageHeader.TryReadSize(picture) ?? image.Size ?? new ImageSize(1, 1);
        double unit = Math.Max(1, Math.Min(size.Width, size.Height) / StrokesPerSide);
        string type = picture.AsSpan() switch
        {
            [0xFF, 0xD8, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'B', (byte)'M', ..] => "image/bmp",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "image/webp",
            _ => "image/tiff",
        };
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size.Width} {size.Height}\"");
        svg.Append(CultureInfo.InvariantCulture, $" width=\"{size.Width}\" height=\"{size.Height}\">\n");
        svg.Append(CultureInfo.InvariantCulture,
            $"<image href=\"data:{type};base64,{Convert.ToBase64String(picture)}\" width=\"{size.Width}\" height=\"{size.Height}\"/>\n");
        foreach (Annotation annotation in image.Annotations)
        {
            string drawn = PreviewShapes.Draw(annotation, unit);
            PaintColor color = ColorOf(annotation, palette);
            string text = string.Create(CultureInfo.InvariantCulture, $"rgb({color.Red},{color.Green},{color.Blue})");
            string fill = annotation.Shape is Polyline ? "none" : text;
            svg.Append(CultureInfo.InvariantCulture, $"<g stroke=\"{text}\" stroke-opacity=\"0.8\" stroke-width=\"{unit:0.##}\"")
                .Append(CultureInfo.InvariantCulture, $" fill=\"{fill}\" fill-opacity=\"0.2\" fill-rule=\"evenodd\">")
                .Append("<title>").Append(WebUtility.HtmlEncode(annotation.Label ?? "")).Append("</title>").Append(drawn).Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static byte[] Draw(byte[] picture, AnnotatedImage image, Dictionary<string, PaintColor> palette)
    {
        PictureCanvas canvas = new(PngImage.Decode(picture));
        PicturePainter painter = new(canvas);
        foreach (Annotation annotation in image.Annotations)
        {
            PaintColor color = ColorOf(annotation, palette);
            if (annotation.Shape is not null)
                painter.Draw(annotation.Shape, color);
            if (annotation.Keypoints is not null)
                painter.Draw(annotation.Keypoints, color);
        }

        return canvas.ToPng().Encode();
    }

    private static PaintColor ColorOf(Annotation annotation, Dictionary<string, PaintColor> palette)
    {
        string label = annotation.Label ?? "";
        if (!palette.TryGetValue(label, out PaintColor color))
        {
            color = PaintColor.TryParse(Compatibility.LabelStudioColors.Hex(palette.Count))!.Value;
            palette[label] = color;
        }

        return color;
    }
}
