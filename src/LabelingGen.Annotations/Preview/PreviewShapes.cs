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
                svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{box.X:0.##}\" y=\"{box.Y:0.##}\" width=\"{box.Width:0.##}\" height=\"{box.Height:0.##}\"/>");
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
                svg.Append("<g class=\"line\">");
                AddPath(svg, line.Points, line.IsClosed);
                svg.Append("</g>");
                break;
            case Point point:
                AddDot(svg, point, unit, filled: true);
                break;
            case PointSet set:
                foreach (Point point in set.Points)
                    AddDot(svg, point, unit, filled: true);
                break;
            case Ellipse ellipse:
                svg.Append(CultureInfo.InvariantCulture, $"<ellipse cx=\"{ellipse.CenterX:0.##}\" cy=\"{ellipse.CenterY:0.##}\" rx=\"{ellipse.RadiusX:0.##}\" ry=\"{ellipse.RadiusY:0.##}\" transform=\"rotate({ellipse.AngleDegrees:0.##} {ellipse.CenterX:0.##} {ellipse.CenterY:0.##})\"/>");
                break;
            case Keypoints keypoints:
                AddKeypoints(svg, keypoints, unit);
                break;
            case Mask mask:
                foreach (Polygon outline in mask.ToPolygons())
                    AddPolygon(svg, outline);
                break;
            case IPlanarShape planar:
                Draw(svg, planar.Bounds, unit);
                break;
        }
    }

    private static void AddKeypoints(StringBuilder svg, Keypoints keypoints, double unit)
    {
        foreach (SkeletonEdge edge in keypoints.Skeleton?.Edges ?? default)
        {
            (Keypoint from, Keypoint to) = (keypoints.Points[edge.From], keypoints.Points[edge.To]);
            if (from.IsLabeled && to.IsLabeled)
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"bone\" d=\"M{from.X:0.##} {from.Y:0.##}L{to.X:0.##} {to.Y:0.##}\"/>");
        }

        foreach (Keypoint point in keypoints.Points)
        {
            if (point.IsLabeled)
                AddDot(svg, point.Location, unit, point.Visibility == KeypointVisibility.Visible);
        }
    }

    private static void AddDot(StringBuilder svg, Point point, double unit, bool filled) =>
        svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{(filled ? "dot" : "ring")}\" cx=\"{point.X:0.##}\" cy=\"{point.Y:0.##}\" r=\"{unit * 3:0.##}\"/>");

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
