namespace LabelingGen.Annotations;

/// <summary>Cuts shapes at the edges of a picture or of a part of it.</summary>
public static class ShapeClipping
{
    /// <summary>
    /// The parts of a shape that lie in a region. A shape that lies in it whole is returned as it is; a rotated box or ellipse that is
    /// cut becomes polygons; a line can fall into several lines. Of keypoints none is left out, but those outside are no longer labelled.
    /// A mask keeps its size and loses the pixels whose middles lie outside.
    /// </summary>
    /// <param name="shape">The shape, in pixels.</param>
    /// <param name="region">Where to cut, in pixels of the same picture.</param>
    /// <returns>The parts; none if the shape lies outside.</returns>
    public static ValueList<IPlanarShape> Clip(IPlanarShape shape, Box region)
    {
        ArgumentNullException.ThrowIfNull(shape);
        switch (shape)
        {
            case Mask mask:
                Mask cut = mask.Intersect(RegionMask(mask, region));
                return cut.IsEmpty ? default : [cut];
            case Keypoints keypoints:
                return Clip(keypoints, region);
            case Box box:
                return IsWithin(box, region) ? [box] : BoxOverlap.Intersect(box, region) is { } part ? [part] : default;
        }

        if (IsWithin(shape.Bounds, region) && !HasHoleOutside(shape, region))
            return [shape];
        return shape switch
        {
            Point => default,
            PointSet set when set.Points.Where(point => IsWithin(point, region)).ToValueList() is { IsEmpty: false } left =>
                [new PointSet(left)],
            Polyline line => RingClipper.Clip(line, region).Select(static IPlanarShape (part) => part).ToValueList(),
            _ => Gather(PolygonClipper.Intersect(ShapeOverlap.ToPolygons(shape), [Polygon.FromBox(region)])
                .Select(part => Within(part, region)).ToValueList()),
        };
    }

    /// <summary>No shape, one polygon, or a multipolygon.</summary>
    internal static ValueList<IPlanarShape> Gather(ValueList<Polygon> polygons) => polygons.Count switch
    {
        0 => default,
        1 => [polygons[0]],
        _ => [new MultiPolygon(polygons)],
    };

    /// <summary>A part whose vertices on the edge lie there to the last bit, also where the shape came from far away.</summary>
    private static Polygon Within(Polygon part, Box region)
    {
        return new Polygon(Move(part.Exterior), part.Holes.Select(Move).ToValueList());

        ValueList<Point> Move(ValueList<Point> ring) => ring.Select(point => new Point(
            Math.Clamp(point.X, region.Left, region.Right), Math.Clamp(point.Y, region.Top, region.Bottom))).ToValueList();
    }

    private static ValueList<IPlanarShape> Clip(Keypoints keypoints, Box region)
    {
        ValueList<Keypoint> points = keypoints.Points
            .Select(point => !point.IsLabeled || IsWithin(point.Location, region)
                ? point
                : new Keypoint(0, 0, KeypointVisibility.NotLabeled, point.Name, point.Confidence))
            .ToValueList();
        Keypoints clipped = new(points, keypoints.Skeleton);
        return clipped.LabeledCount > 0 ? [clipped] : default;
    }

    private static Mask RegionMask(Mask mask, Box region)
    {
        int left = (int)Math.Clamp(Math.Ceiling(region.Left - 0.5), 0, mask.Width);
        int right = (int)Math.Clamp(Math.Ceiling(region.Right - 0.5), left, mask.Width);
        int top = (int)Math.Clamp(Math.Ceiling(region.Top - 0.5), 0, mask.Height);
        int bottom = (int)Math.Clamp(Math.Ceiling(region.Bottom - 0.5), top, mask.Height);
        BitMask bits = new(mask.Width, mask.Height);
        for (int x = left; x < right; x++)
            bits.FillColumn(x, top, bottom);
        return bits.ToMask();
    }

    /// <summary>Whether a hole reaches beyond the region although the outline, whose bounds are those of the shape, does not.</summary>
    private static bool HasHoleOutside(IPlanarShape shape, Box region) => shape switch
    {
        Polygon polygon => polygon.Holes.Any(hole => !IsWithin(Box.Around(hole.AsSpan()), region)),
        MultiPolygon many => many.Polygons.Any(polygon => HasHoleOutside(polygon, region)),
        _ => false,
    };

    private static bool IsWithin(Box box, Box region) =>
        box.Left >= region.Left && box.Right <= region.Right && box.Top >= region.Top && box.Bottom <= region.Bottom;

    private static bool IsWithin(Point point, Box region) =>
        point.X >= region.Left && point.X <= region.Right && point.Y >= region.Top && point.Y <= region.Bottom;
}
