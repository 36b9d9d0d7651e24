using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>One image of the page: its picture, the shapes over it, and below it what has no place on a picture.</summary>
internal static class PreviewFigure
{
    private const double UnitsPerSide = 320;

    public static string Draw(AnnotatedImage image, string? picture, PreviewPalette palette, int index)
    {
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<figure tabindex=\"0\" data-index=\"{index}\">");
        if (picture is not null || image.Size is not null || image.Annotations.Any(IsDrawn) || image.Annotations.IsEmpty)
            AddPicture(html, image, picture, palette);
        PreviewPanels.Add(html, image.Annotations.Where(static annotation => !IsDrawn(annotation)), palette);
        html.Append("<figcaption><bdi>").Append(PreviewPage.Html(image.Name)).Append("</bdi> <small>");
        if (image.Size is { } known)
            html.Append(CultureInfo.InvariantCulture, $"{known.Width} × {known.Height}, ");
        return html.Append(PreviewPage.Count(image.Annotations.Count, "label")).Append("</small></figcaption></figure>\n").ToString();
    }

    private static bool IsDrawn(Annotation annotation) =>
        annotation.Keypoints is not null || annotation.Shape is IPlanarShape or VideoTrack { Keyframes: [{ Shape: IPlanarShape }, ..] };

    private static void AddPicture(StringBuilder html, AnnotatedImage image, string? picture, PreviewPalette palette)
    {
        ImageSize size = image.Size is { Width: > 0, Height: > 0 } known ? known : SizeAround(image);
        html.Append(CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {size.Width} {size.Height}\" data-size=\"{size.Width} {size.Height}\" role=\"img\"")
            .Append(" aria-label=\"").Append(PreviewPage.Html(image.Name)).Append("\">");
        double unit = Math.Max(size.Width, size.Height) / UnitsPerSide;
        if (picture is null)
        {
            html.Append("<rect class=\"blank\" width=\"100%\" height=\"100%\"/>").Append(CultureInfo.InvariantCulture,
                $"<text class=\"absent\" x=\"50%\" y=\"50%\" font-size=\"{unit * 14:0.###}\">no picture</text>");
        }
        else
        {
            // What is only linked is loaded when it comes into view.
            string attribute = picture.StartsWith("data:", StringComparison.Ordinal) ? "href" : "data-href";
            html.Append(CultureInfo.InvariantCulture, $"<image {attribute}=\"{picture}\" width=\"{size.Width}\" height=\"{size.Height}\"/>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<g font-size=\"{unit * 5:0.###}\">");
        foreach (Annotation annotation in image.Annotations.OrderBy(static annotation => annotation.ZOrder ?? 0))
        {
            if (!IsDrawn(annotation))
                continue;
            html.Append(CultureInfo.InvariantCulture, $"<g class=\"item {palette.ClassOf(annotation)}\">")
                .Append("<title>").Append(PreviewPage.Html(PreviewDescription.Of(annotation))).Append("</title>")
                .Append(PreviewShapes.Draw(annotation, unit));
            AddTag(html, annotation, size, unit);
            html.Append("</g>");
        }

        html.Append("</g></svg>");
    }

    /// <summary>The label at the top left of the shape; only the enlarged picture has the room to show it.</summary>
    private static void AddTag(StringBuilder html, Annotation annotation, ImageSize size, double unit)
    {
        if (BoundsOf(annotation).Select(static bounds => (Box?)bounds).FirstOrDefault() is not { } box)
            return;
        double x = Math.Clamp(box.Left, 0, size.Width);
        double y = Math.Clamp(box.Top - (2 * unit), 5 * unit, Math.Max(5 * unit, size.Height));
        string text = PreviewPage.Html(PreviewDescription.Heading(annotation));
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"tag\" x=\"{x:0.##}\" y=\"{y:0.##}\">{text}</text>");
    }

    private static ImageSize SizeAround(AnnotatedImage image)
    {
        Box? bounds = null;
        foreach (Annotation annotation in image.Annotations)
        {
            foreach (Box box in BoundsOf(annotation))
                bounds = bounds?.ExtendTo(box) ?? box;
        }

        return bounds is { } around ? new ImageSize(Side(around.Right), Side(around.Bottom)) : new ImageSize(320, 180);

        static int Side(double end) => (int)Math.Clamp(Math.Ceiling(end) + 1, 1, 1_000_000);
    }

    private static IEnumerable<Box> BoundsOf(Annotation annotation) => annotation.Shape is VideoTrack track
        ? track.Keyframes.Select(static keyframe => keyframe.Shape).OfType<IPlanarShape>().Select(static shape => shape.Bounds)
        : annotation.BoundingBox is { } box ? [box] : [];
}
