namespace LabelingGen.Annotations;

/// <summary>Moves shapes by a change of coordinates.</summary>
public static class ShapeTransformation
{
    /// <summary>
    /// The shape after a change of coordinates. It stays of its kind where it can: an upright box that is turned becomes a rotated box,
    /// and a box or ellipse that is sheared (a rotated one also when it is scaled unevenly) a polygon.
    /// </summary>
    /// <exception cref="NotSupportedException">The shape is a mask: pixels cannot be moved by fractions; move its outlines
    /// instead.</exception>
    public static IPlanarShape Transform(this IPlanarShape shape, AffineTransform transform)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape switch
        {
            Point point => transform.Apply(point),
            Box box => Move(box, transform),
            RotatedBox box => Move(box, transform),
            Ellipse ellipse => Move(ellipse, transform),
            Polygon polygon => Move(polygon, transform),
            MultiPolygon many => new MultiPolygon(many.Polygons.Select(polygon => Move(polygon, transform)).ToValueList()),
            Polyline line => new Polyline(transform.Apply(line.Points), line.IsClosed),
            PointSet points => new PointSet(transform.Apply(points.Points)),
            ProjectedCuboid cuboid => new ProjectedCuboid(transform.Apply(cuboid.Corners)),
            Keypoints keypoints =>
                new Keypoints(keypoints.Points.Select(point => Move(point, transform)).ToValueList(), keypoints.Skeleton),
            _ => throw new NotSupportedException($"A shape of kind {shape.Kind} cannot be transformed."),
        };
    }

    private static Polygon Move(Polygon polygon, AffineTransform transform) =>
        new(transform.Apply(polygon.Exterior), polygon.Holes.Select(transform.Apply).ToValueList());

    private static Keypoint Move(Keypoint keypoint, AffineTransform transform)
    {
        if (!keypoint.IsLabeled)
            return keypoint;
        Point moved = transform.Apply(keypoint.Location);
        return new Keypoint(moved.X, moved.Y, keypoint.Visibility, keypoint.Name, keypoint.Confidence);
    }

    private static IPlanarShape Move(Box box, AffineTransform transform)
    {
        if (transform.KeepsAxes)
            return Box.FromCorners(transform.Apply(new Point(box.Left, box.Top)), transform.Apply(new Point(box.Right, box.Bottom)));
        return transform.KeepsAngles
            ? Move(RotatedBox.FromBox(box), transform)
            : new Polygon(transform.Apply(box.Corners()));
    }

    private static IPlanarShape Move(RotatedBox box, AffineTransform transform)
    {
        if (!TryTurn(box.AngleDegrees, transform, out double along, out double across, out double angle))
            return new Polygon(transform.Apply(box.Corners()));
        Point center = transform.Apply(new Point(box.CenterX, box.CenterY));
        return new RotatedBox(center.X, center.Y, box.Width * along, box.Height * across, angle);
    }

    private static IPlanarShape Move(Ellipse ellipse, AffineTransform transform)
    {
        if (!TryTurn(ellipse.AngleDegrees, transform, out double along, out double across, out double angle))
            return Move(ellipse.ToPolygon(128), transform);
        Point center = transform.Apply(new Point(ellipse.CenterX, ellipse.CenterY));
        return new Ellipse(center.X, center.Y, ellipse.RadiusX * along, ellipse.RadiusY * across, angle);
    }

    /// <summary>
    /// What becomes of a pair of axes at right angles: how their lengths change, and their new angle. False if they are no longer at
    /// right angles.
    /// </summary>
    private static bool TryTurn(double angleDegrees, AffineTransform transform, out double along, out double across, out double angle)
    {
        (double sine, double cosine) = Angles.SinCosDegrees(angleDegrees);
        double alongX = transform.M11 * cosine + transform.M12 * sine, alongY = transform.M21 * cosine + transform.M22 * sine;
        double acrossX = transform.M12 * cosine - transform.M11 * sine, acrossY = transform.M22 * cosine - transform.M21 * sine;
        along = double.Hypot(alongX, alongY);
        across = double.Hypot(acrossX, acrossY);
        if (Math.Abs(alongX * acrossX + alongY * acrossY) > 1e-12 * along * across)
        {
            angle = 0;
            return false;
        }

        // A move or an even scaling leaves the angle as it was written.
        bool isUnturned = transform is { M12: 0, M21: 0, M11: > 0, M22: > 0 };
        angle = isUnturned ? angleDegrees : Math.Atan2(alongY, alongX) * (180 / Math.PI);
        return true;
    }
}
