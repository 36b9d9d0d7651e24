namespace LabelingGen.Annotations;

/// <summary>Areas that two shapes share, whatever they are.</summary>
public static class ShapeOverlap
{
    /// <summary>
    /// The areas of two shapes and of what they share. Two masks are compared by pixels; a mask with another shape by the outlines of
    /// its pixels; an ellipse as a polygon of 128 vertices. Points and lines have no area.
    /// </summary>
    public static OverlapAreas Measure(IPlanarShape first, IPlanarShape second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        switch (first, second)
        {
            case (Box a, Box b):
                return new OverlapAreas(a.Area, b.Area, BoxOverlap.IntersectionArea(a, b));
            case (RotatedBox a, RotatedBox b):
                return new OverlapAreas(a.Area, b.Area, RotatedBoxOverlap.IntersectionArea(a, b));
            case (RotatedBox a, Box b):
                return new OverlapAreas(a.Area, b.Area, RotatedBoxOverlap.IntersectionArea(a, RotatedBox.FromBox(b)));
            case (Box a, RotatedBox b):
                return new OverlapAreas(a.Area, b.Area, RotatedBoxOverlap.IntersectionArea(RotatedBox.FromBox(a), b));
            case (Mask a, Mask b) when a.Width == b.Width && a.Height == b.Height:
                return new OverlapAreas(a.PixelCount, b.PixelCount, a.IntersectionCount(b));
            default:
                return PolygonOverlap.Measure(ToPolygons(first).AsSpan(), ToPolygons(second).AsSpan());
        }
    }

    /// <summary>Intersection over union of two shapes, from 0 to 1; see <see cref="Measure"/>.</summary>
    public static double IntersectionOverUnion(IPlanarShape first, IPlanarShape second) => Measure(first, second).IntersectionOverUnion;

    /// <summary>Polygons that cover what a shape covers; none for points and lines.</summary>
    public static ValueList<Polygon> ToPolygons(IPlanarShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape switch
        {
            Box box => [Polygon.FromBox(box)],
            RotatedBox box => [Polygon.FromBox(box)],
            Polygon polygon => [polygon],
            MultiPolygon many => many.Polygons,
            Ellipse ellipse => [ellipse.ToPolygon(128)],
            Mask mask => mask.ToPolygons(),
            ProjectedCuboid cuboid => [new Polygon(ConvexHull.Of(cuboid.Corners.AsSpan()))],
            _ => default,
        };
    }
}
