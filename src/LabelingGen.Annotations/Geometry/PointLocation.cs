namespace LabelingGen.Annotations;

/// <summary>Whether points lie in shapes.</summary>
public static class PointLocation
{
    /// <summary>
    /// Whether a point lies in an outline, by the even-odd rule. On the outline itself left and upper sides belong to it, right and lower
    /// ones do not, so that of shapes side by side exactly one has the point.
    /// </summary>
    public static bool Contains(ReadOnlySpan<Point> ring, Point point)
    {
        bool inside = false;
        if (ring.IsEmpty)
            return false;
        Point from = ring[^1];
        foreach (Point to in ring)
        {
            if (to.Y > point.Y != from.Y > point.Y)
            {
                // The side is passed at this height; it counts if it lies strictly to the right.
                double turn = (to.X - from.X) * (point.Y - from.Y) - (point.X - from.X) * (to.Y - from.Y);
                if (turn != 0 && turn > 0 == to.Y > from.Y)
                    inside = !inside;
            }

            from = to;
        }

        return inside;
    }

    /// <summary>Whether a point lies in a polygon and not in one of its holes, by the even-odd rule over all rings.</summary>
    public static bool Contains(Polygon polygon, Point point)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        bool inside = Contains(polygon.Exterior.AsSpan(), point);
        foreach (ValueList<Point> hole in polygon.Holes)
            inside ^= Contains(hole.AsSpan(), point);
        return inside;
    }

    /// <summary>Whether a point lies in a shape; never for points and lines.</summary>
    public static bool Contains(IPlanarShape shape, Point point)
    {
        ArgumentNullException.ThrowIfNull(shape);
        switch (shape)
        {
            case Box box:
                return box.Contains(point);
            case Mask mask:
                return mask.Contains((int)Math.Clamp(Math.Floor(point.X), -1, mask.Width),
                    (int)Math.Clamp(Math.Floor(point.Y), -1, mask.Height));
            case Ellipse ellipse:
                (double sine, double cosine) = Angles.SinCosDegrees(ellipse.AngleDegrees);
                double x = (point.X - ellipse.CenterX) * cosine + (point.Y - ellipse.CenterY) * sine;
                double y = (point.Y - ellipse.CenterY) * cosine - (point.X - ellipse.CenterX) * sine;
                return ellipse is { RadiusX: > 0, RadiusY: > 0 }
                    && x * x / (ellipse.RadiusX * ellipse.RadiusX) + y * y / (ellipse.RadiusY * ellipse.RadiusY) <= 1;
            default:
                foreach (Polygon polygon in ShapeOverlap.ToPolygons(shape))
                {
                    if (Contains(polygon, point))
                        return true;
                }

                return false;
        }
    }
}
