namespace LabelingGen.Annotations;

/// <summary>Shapes on the straight way between two shapes, as a video track needs them between its keyframes.</summary>
public static class ShapeInterpolation
{
    /// <summary>
    /// The shape that lies a part of the way from one to the other. Boxes are moved by corner and size, rotated boxes and ellipses also by
    /// their angle (by its number, so that 0 to 720 degrees makes two turns), polygons, lines, keypoints and point sets vertex by vertex,
    /// cuboids by centre and size, and by the shortest turn from one orientation to the other.
    /// </summary>
    /// <param name="from">The shape at 0.</param>
    /// <param name="to">The shape at 1.</param>
    /// <param name="part">How far, from 0 to 1.</param>
    /// <returns>The shape in between; <paramref name="from"/> where the two have no vertices in common to move, as for masks.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="part"/> is not between 0 and 1.</exception>
    public static IShape Between(IShape from, IShape to, double part)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (part is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(part), part, "The part must be between 0 and 1.");
        double Blend(double a, double b) => a + (b - a) * part;
        return (from, to) switch
        {
            (Box a, Box b) => new Box(Blend(a.X, b.X), Blend(a.Y, b.Y), Blend(a.Width, b.Width), Blend(a.Height, b.Height)),
            (RotatedBox a, RotatedBox b) => new RotatedBox(
                Blend(a.CenterX, b.CenterX), Blend(a.CenterY, b.CenterY), Blend(a.Width, b.Width), Blend(a.Height, b.Height),
                Blend(a.AngleDegrees, b.AngleDegrees)),
            (Ellipse a, Ellipse b) => new Ellipse(
                Blend(a.CenterX, b.CenterX), Blend(a.CenterY, b.CenterY), Blend(a.RadiusX, b.RadiusX), Blend(a.RadiusY, b.RadiusY),
                Blend(a.AngleDegrees, b.AngleDegrees)),
            (Point a, Point b) => new Point(Blend(a.X, b.X), Blend(a.Y, b.Y)),
            (PointSet a, PointSet b) when a.Points.Count == b.Points.Count => new PointSet(Mix(a.Points, b.Points, part)),
            (Polyline a, Polyline b) when a.Points.Count == b.Points.Count => new Polyline(Mix(a.Points, b.Points, part), a.IsClosed),
            (Polygon a, Polygon b) when HaveSameVertexCounts(a, b) => Mix(a, b, part),
            (ProjectedCuboid a, ProjectedCuboid b) => new ProjectedCuboid(Mix(a.Corners, b.Corners, part)),
            (Keypoints a, Keypoints b) when a.Points.Count == b.Points.Count => Mix(a, b, part),
            (Cuboid a, Cuboid b) => new Cuboid(
                Mix(a.Center, b.Center, part), Mix(a.Size, b.Size, part), a.Orientation.TurnTo(b.Orientation, part)),
            _ => from,
        };
    }

    private static bool HaveSameVertexCounts(Polygon a, Polygon b)
    {
        if (a.Exterior.Count != b.Exterior.Count || a.Holes.Count != b.Holes.Count)
            return false;
        for (int i = 0; i < a.Holes.Count; i++)
        {
            if (a.Holes[i].Count != b.Holes[i].Count)
                return false;
        }

        return true;
    }

    private static Polygon Mix(Polygon a, Polygon b, double part)
    {
        ValueList<Point>[] holes = new ValueList<Point>[a.Holes.Count];
        for (int i = 0; i < holes.Length; i++)
            holes[i] = Mix(a.Holes[i], b.Holes[i], part);
        return new Polygon(Mix(a.Exterior, b.Exterior, part), new ValueList<ValueList<Point>>(holes));
    }

    private static ValueList<Point> Mix(ValueList<Point> a, ValueList<Point> b, double part)
    {
        Point[] points = new Point[a.Count];
        for (int i = 0; i < points.Length; i++)
            points[i] = new(a[i].X + (b[i].X - a[i].X) * part, a[i].Y + (b[i].Y - a[i].Y) * part);
        return new ValueList<Point>(points);
    }

    private static Keypoints Mix(Keypoints a, Keypoints b, double part)
    {
        Keypoint[] points = new Keypoint[a.Points.Count];
        for (int i = 0; i < points.Length; i++)
        {
            (Keypoint p, Keypoint q) = (a.Points[i], b.Points[i]);
            points[i] = p.IsLabeled && q.IsLabeled
                ? new(p.X + (q.X - p.X) * part, p.Y + (q.Y - p.Y) * part, p.Visibility, p.Name, p.Confidence)
                : p;
        }

        return new Keypoints(new ValueList<Keypoint>(points), a.Skeleton);
    }

    private static Vector3D Mix(Vector3D a, Vector3D b, double part) =>
        new(a.X + (b.X - a.X) * part, a.Y + (b.Y - a.Y) * part, a.Z + (b.Z - a.Z) * part);
}
