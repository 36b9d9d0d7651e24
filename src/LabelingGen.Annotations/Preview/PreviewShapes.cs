using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>Draws shapes as SVG; what has no place on a picture (text, time, space) gives nothing.</summary>
internal static class PreviewShapes
{
    public static string Draw(Annotation annotation, double unit)
    {
        StringBuilder svg = new();
        Draw(svg, annotation.Shape, unit);
        if (annotation.Keypoints is { } keypoints)
            Draw(svg, keypoints, unit);
        return svg.ToString();
    }

    private static void Draw(StringBuilder svg, IShape? shape, double unit)
    {
        switch (shape)
        {
            case Box box:
                svg.Append(CultureInfo.InvariantCulture,
                    $"<rect x=\"{box.X:0.##}\" y=\"{box.Y:0.##}\" width=\"{box.Width:0.##}\" height=\"{box.Height:0.##}\"/>");
                break;
            case RotatedBox box:
                AddPath(svg, box.Corners(), closed: true);
                break;
            case Polygon polygon:
                AddPolygon(svg, polygon);
                break;
            case MultiPolygon multi:
                foreach (Polygon piece in multi.Polygons)
                    AddPolygon(svg, piece);
                break;
            case Polyline line:
                svg.Append("<g class=\"line\" fill=\"none\">");
                AddPath(svg, line.Points, line.IsClosed);
                svg.Append("</g>");
                break;
            case Point point:
                AddDot(svg, point, unit);
                break;
            case PointSet set:
                foreach (Point point in set.Points)
                    AddDot(svg, point, unit);
                break;
            case Ellipse ellipse:
                svg.Append(CultureInfo.InvariantCulture, $"<ellipse cx=\"{ellipse.CenterX:0.##}\" cy=\"{ellipse.CenterY:0.##}\"")
                    .Append(CultureInfo.InvariantCulture, $" rx=\"{ellipse.RadiusX:0.##}\" ry=\"{ellipse.RadiusY:0.##}\"")
                    .Append(CultureInfo.InvariantCulture,
                        $" transform=\"rotate({ellipse.AngleDegrees:0.##} {ellipse.CenterX:0.##} {ellipse.CenterY:0.##})\"/>");
                break;
            case Keypoints keypoints:
                AddKeypoints(svg, keypoints, unit);
                break;
            case Mask mask:
                foreach (Polygon outline in mask.ToPolygons())
                    AddPolygon(svg, outline);
                break;
            case ProjectedCuboid cuboid:
                AddCuboid(svg, cuboid);
                break;
            case VideoTrack track:
                AddTrack(svg, track, unit);
                break;
        }
    }

    private static void AddKeypoints(StringBuilder svg, Keypoints keypoints, double unit)
    {
        foreach (SkeletonEdge edge in keypoints.Skeleton?.Edges ?? default)
        {
            (Keypoint from, Keypoint to) = (keypoints.Points[edge.From], keypoints.Points[edge.To]);
            if (from.IsLabeled && to.IsLabeled)
                svg.Append(CultureInfo.InvariantCulture,
                    $"<path class=\"bone\" fill=\"none\" d=\"M{from.X:0.##} {from.Y:0.##}L{to.X:0.##} {to.Y:0.##}\"/>");
        }

        for (int i = 0; i < keypoints.Points.Count; i++)
        {
            Keypoint point = keypoints.Points[i];
            if (!point.IsLabeled)
                continue;
            string name = point.Name ?? (i < keypoints.Skeleton?.Names.Count ? keypoints.Skeleton.Names[i] : "");
            svg.Append("<g>");
            if (name.Length > 0)
                svg.Append("<title>").Append(PreviewPage.Html(name)).Append("</title>");
            AddDot(svg, point.Location, unit);
            if (point.Visibility != KeypointVisibility.Visible)
                AddStroke(svg, point.Location, "class=\"ring\" stroke=\"#fff\"", 3 * unit);
            svg.Append("</g>");
        }
    }

    /// <summary>The face towards the viewer is filled, the rest are edges.</summary>
    private static void AddCuboid(StringBuilder svg, ProjectedCuboid cuboid)
    {
        AddPath(svg, cuboid.Corners.Take(4).ToValueList(), closed: true);
        svg.Append("<g class=\"line\" fill=\"none\">");
        AddPath(svg, cuboid.Corners.Skip(4).ToValueList(), closed: true);
        for (int i = 0; i < 4; i++)
            AddPath(svg, [cuboid.Corners[i], cuboid.Corners[i + 4]], closed: false);
        svg.Append("</g>");
    }

    /// <summary>The object at every keyframe where it is there, the later the denser, and the way of its middle.</summary>
    private static void AddTrack(StringBuilder svg, VideoTrack track, double unit)
    {
        List<Point> way = [];
        for (int i = 0; i < track.Keyframes.Count; i++)
        {
            if (!track.Keyframes[i].IsPresent || track.Keyframes[i].Shape is not IPlanarShape shape)
                continue;
            svg.Append(CultureInfo.InvariantCulture, $"<g opacity=\"{0.4 + (0.6 * (i + 1) / track.Keyframes.Count):0.##}\">");
            Draw(svg, shape, unit);
            svg.Append("</g>");
            way.Add(shape.Bounds.Center);
        }

        svg.Append("<g class=\"trail\" fill=\"none\">");
        AddPath(svg, way.ToValueList(), closed: false);
        svg.Append("</g>");
    }

    private static void AddDot(StringBuilder svg, Point point, double unit) => AddStroke(svg, point, "class=\"dot\"", 6 * unit);

    /// <summary>A line without length, with round ends, which the page's style keeps as large however near the picture is.</summary>
    private static void AddStroke(StringBuilder svg, Point point, string attributes, double width) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path {attributes} stroke-width=\"{width:0.##}\" stroke-linecap=\"round\"")
            .Append(CultureInfo.InvariantCulture, $" d=\"M{point.X:0.##} {point.Y:0.##}h0\"/>");

    /// <summary>Holes are cut out by the even-odd rule, as the shapes define it.</summary>
    private static void AddPolygon(StringBuilder svg, Polygon polygon)
    {
        svg.Append("<path d=\"");
        AddRing(svg, polygon.Exterior, closed: true);
        foreach (ValueList<Point> hole in polygon.Holes)
            AddRing(svg, hole, closed: true);
        svg.Append("\"/>");
    }

    private static void AddPath(StringBuilder svg, ValueList<Point> points, bool closed)
    {
        svg.Append("<path d=\"");
        AddRing(svg, points, closed);
        svg.Append("\"/>");
    }

    private static void AddRing(StringBuilder svg, ValueList<Point> points, bool closed)
    {
        for (int i = 0; i < points.Count; i++)
            svg.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{points[i].X:0.##} {points[i].Y:0.##}");
        if (closed)
            svg.Append('Z');
    }
}
