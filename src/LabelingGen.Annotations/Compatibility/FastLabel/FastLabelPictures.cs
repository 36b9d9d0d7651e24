using System.Text.Json;
using LabelingGen.Annotations.Drawing;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Draws tasks on their pictures as the vendor's converter does.</summary>
internal static class FastLabelPictures
{
    private static readonly string[] Extensions = [".jpeg", ".jpg", ".png", ".tif", ".tiff", ".bmp"];

    public static IEnumerable<string> Find(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(static file => Extensions.Any(extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>
    /// The drawn picture, or nothing when an annotation cannot be drawn: the vendor leaves such files out without a word.
    /// </summary>
    public static (byte[] Content, string Extension)? Draw(byte[] picture, FastLabelTask task)
    {
        List<(IShape Shape, PaintColor Color, string Label)> shapes = [];
        foreach (FastLabelAnnotation annotation in task.Annotations)
        {
            // Annotations of an unreadable colour are skipped, whatever they are.
            if (PaintColor.TryParse(annotation.ColorOrNull) is not { } color)
                continue;
            if (ShapeOf(annotation) is not { } shape)
                return null;
            shapes.Add((shape, color, annotation.Value));
        }

        if (!picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
        {
            Dictionary<string, PaintColor> palette = new(StringComparer.Ordinal);
            foreach ((_, PaintColor color, string label) in shapes)
                palette[label] = color;
            AnnotatedImage image = new(task.Name, null, shapes.Select(static item => new Annotation(item.Shape, item.Label)).ToValueList());
            return (System.Text.Encoding.UTF8.GetBytes(AnnotatedPictures.Svg(picture, image, palette)), ".svg");
        }

        PictureCanvas canvas = new(PngImage.Decode(picture));
        PicturePainter painter = new(canvas, staysWide: true);
        FastLabelOverlay overlay = new(canvas.Width, canvas.Height);
        foreach ((IShape shape, PaintColor color, _) in shapes)
        {
            if (shape is MultiPolygon segmentation)
                overlay.Add(segmentation, color);
            else
                painter.Draw(shape, color);
        }

        overlay.BlendOver(canvas);
        return (canvas.ToPng().Encode(), "");
    }

    private static IShape? ShapeOf(FastLabelAnnotation annotation)
    {
        if (annotation.Type == "pose_estimation")
            return PoseOf(annotation);
        if (annotation.Points(null) is not { } points)
            return null;
        if (annotation.IsSegmentation)
        {
            double[][][] regions = annotation.Regions(points);
            return regions.Any(static rings => rings.Any(static ring => ring.Length == 0)) ? null : new MultiPolygon(regions
                .Select(static rings => new Polygon(PointsOf(rings[0]), rings[1..].Select(static ring => PointsOf(ring)).ToValueList()))
                .ToValueList());
        }

        if (annotation.Type is not ("bbox" or "polygon" or "line" or "keypoint" or "circle"))
            return null;
        double[] flat = annotation.Flat(points);
        return annotation.Type switch
        {
            "bbox" => Box.FromCorners(flat[0], flat[1], flat[2], flat[3]),
            "polygon" => new Polygon(PointsOf(flat)),
            "line" => new Polyline(PointsOf(flat)),
            "keypoint" when flat.Length >= 2 => new Point(flat[0], flat[1]),
            "circle" when flat.Length >= 3 && flat[2] >= 0 => new Ellipse(flat[0], flat[1], flat[2], flat[2]),
            _ => null,
        };
    }

    /// <summary>Placed keypoints with an edge for each pair that names the other; edges are keys.</summary>
    private static Keypoints PoseOf(FastLabelAnnotation annotation)
    {
        JsonElement[] items = [.. annotation.Keypoints().Where(static item =>
            item.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() >= 2)];
        string[] keys = [.. items.Select(item => FastLabelTask.Text(item, "key", annotation.Value))];
        List<SkeletonEdge> edges = [];
        for (int i = 0; i < items.Length; i++)
        {
            if (!items[i].TryGetProperty("edges", out JsonElement targets) || targets.ValueKind != JsonValueKind.Array)
                continue;
            foreach (JsonElement target in targets.EnumerateArray())
            {
                int other = target.ValueKind == JsonValueKind.String ? Array.IndexOf(keys, target.GetString()) : -1;
                if (other >= 0 && !edges.Contains(new SkeletonEdge(other, i)) && !edges.Contains(new SkeletonEdge(i, other)))
                    edges.Add(new SkeletonEdge(i, other));
            }
        }

        Keypoint[] points = [.. items.Select(item => new Keypoint(
            Formats.SafeJson.Number(item.GetProperty("value")[0], "", "value"),
            Formats.SafeJson.Number(item.GetProperty("value")[1], "", "value")))];
        return new Keypoints(points.ToValueList(), new Skeleton(keys.ToValueList(), edges.ToValueList()));
    }

    private static ValueList<Point> PointsOf(double[] flat) =>
        flat.Chunk(2).Select(static pair => new Point(pair[0], pair[1])).ToValueList();
}
