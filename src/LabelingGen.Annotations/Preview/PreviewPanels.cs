using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>
/// What has no place on a picture: boxes in space from above, stretches of time as bars, and chips for pieces of text, points of a cloud
/// and labels of the whole.
/// </summary>
internal static class PreviewPanels
{
    private const int BarHeight = 18;
    private const int TimelineWidth = 320;
    private const double Margin = 0.08;

    public static void Add(StringBuilder html, IEnumerable<Annotation> annotations, PreviewPalette palette)
    {
        Annotation[] all = [.. annotations];
        Annotation[] cuboids = [.. all.Where(static annotation => annotation.Shape is Cuboid)];
        if (cuboids.Length > 0)
            AddCuboids(html, cuboids, palette);
        foreach (var intervals in all.Where(static annotation => annotation.Shape is TimeInterval)
            .GroupBy(static annotation => ((TimeInterval)annotation.Shape!).Unit))
            AddTimeline(html, intervals.Key, [.. intervals], palette);
        Annotation[] others = [.. all.Where(static annotation => annotation.Shape is not (Cuboid or TimeInterval))];
        if (others.Length == 0)
            return;
        html.Append("<div class=\"chips\">");
        foreach (Annotation annotation in others)
            AddChip(html, annotation, palette);
        html.Append("</div>");
    }

    private static void AddCuboids(StringBuilder html, Annotation[] cuboids, PreviewPalette palette)
    {
        // Seen from above, x to the right and y upwards: the page's y grows downwards.
        Point[][] outlines = [.. cuboids.Select(static annotation =>
            ((Cuboid)annotation.Shape!).Corners().Take(4).Select(static corner => new Point(corner.X, -corner.Y)).ToArray())];
        Box around = Box.Around(outlines.SelectMany(static outline => outline).ToArray());
        double unit = Math.Max(1e-6, Math.Max(around.Width, around.Height));
        double margin = unit * Margin;
        html.Append(CultureInfo.InvariantCulture,
            $"<div class=\"panel\">from above, {unit:0.#} across<svg viewBox=\"{around.Left - margin:0.###} {around.Top - margin:0.###}")
            .Append(CultureInfo.InvariantCulture, $" {around.Width + (2 * margin):0.###} {around.Height + (2 * margin):0.###}\">");
        for (int i = 0; i < cuboids.Length; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<g class=\"item {palette.ClassOf(cuboids[i])}\">{Title(cuboids[i])}<path d=\"");
            for (int corner = 0; corner < 4; corner++)
                html.Append(CultureInfo.InvariantCulture,
                    $"{(corner == 0 ? 'M' : 'L')}{outlines[i][corner].X:0.###} {outlines[i][corner].Y:0.###}");
            // A line from the middle to the front shows where the box looks.
            Point front = Middle(outlines[i][1], outlines[i][2]);
            Point middle = Middle(outlines[i][0], outlines[i][2]);
            html.Append(CultureInfo.InvariantCulture,
                $"Z\"/><path class=\"bone\" fill=\"none\" d=\"M{middle.X:0.###} {middle.Y:0.###}L{front.X:0.###} {front.Y:0.###}\"/></g>");
        }

        html.Append("</svg></div>");
    }

    private static void AddTimeline(StringBuilder html, TimeUnit unit, Annotation[] intervals, PreviewPalette palette)
    {
        double first = intervals.Min(static annotation => ((TimeInterval)annotation.Shape!).Start);
        double last = intervals.Max(static annotation => ((TimeInterval)annotation.Shape!).End);
        double scale = last > first ? TimelineWidth / (last - first) : 0;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"panel\">{first:0.###} to {last:0.###} {PreviewDescription.Unit(unit)}")
            .Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {TimelineWidth} {intervals.Length * BarHeight}\">");
        for (int i = 0; i < intervals.Length; i++)
        {
            TimeInterval interval = (TimeInterval)intervals[i].Shape!;
            double width = Math.Max(2, interval.Length * scale);
            double left = Math.Min(TimelineWidth - width, (interval.Start - first) * scale);
            html.Append(CultureInfo.InvariantCulture, $"<g class=\"item {palette.ClassOf(intervals[i])}\">{Title(intervals[i])}")
                .Append(CultureInfo.InvariantCulture, $"<rect x=\"{left:0.##}\" y=\"{(i * BarHeight) + 2}\" width=\"{width:0.##}\"")
                .Append(CultureInfo.InvariantCulture, $" height=\"{BarHeight - 4}\" rx=\"3\"/><text x=\"{left + 5:0.##}\"")
                .Append(CultureInfo.InvariantCulture, $" y=\"{((i + 1) * BarHeight) - 6}\" font-size=\"9\">")
                .Append(PreviewPage.Html(PreviewDescription.Heading(intervals[i]))).Append("</text></g>");
        }

        html.Append("</svg></div>");
    }

    private static void AddChip(StringBuilder html, Annotation annotation, PreviewPalette palette)
    {
        string text = annotation.Shape switch
        {
            TextSpan span =>
                string.Create(CultureInfo.InvariantCulture, $" {span.Start} to {span.End}{(span.Text is null ? "" : ": ")}{span.Text}"),
            PointCloudSegment segment => string.Create(CultureInfo.InvariantCulture, $" {segment.PointIndexes.Count} points of the cloud"),
            VideoTrack track => string.Create(CultureInfo.InvariantCulture, $" {track.Keyframes.Count} keyframes in space"),
            _ => "",
        };
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"item chip {palette.ClassOf(annotation)}\" title=\"")
            .Append(PreviewPage.Html(PreviewDescription.Of(annotation))).Append("\"><b>")
            .Append(PreviewPage.Html(PreviewDescription.Heading(annotation))).Append("</b>")
            .Append(PreviewPage.Html(text)).Append("</span>");
    }

    private static string Title(Annotation annotation) =>
        $"<title>{PreviewPage.Html(PreviewDescription.Of(annotation))}</title>";

    private static Point Middle(Point first, Point second) => new((first.X + second.X) / 2, (first.Y + second.Y) / 2);
}
