namespace LabelingGen.Annotations;

/// <summary>The rules about shapes by themselves and their place in the picture.</summary>
internal static class ShapeRules
{
    /// <summary>Rings of more points are not looked at for crossings: every pair of edges is compared.</summary>
    private const int LongestRing = 1000;

    public static IEnumerable<RuleFinding> Check(IShape? shape, ImageSize? size) => CheckKind(shape)
        .Concat(RingsOf(shape).SelectMany(CheckRing))
        .Concat(shape is IPlanarShape planar ? CheckArea(planar, size).Concat(CheckPlace(planar, size)) : []);

    public static bool HasArea(IShape? shape) => shape is IPlanarShape and not (Point or PointSet or Polyline or Keypoints);

    private static IEnumerable<RuleFinding> CheckKind(IShape? shape)
    {
        switch (shape)
        {
            case Polygon polygon:
                return CheckHoles(polygon);
            case MultiPolygon multi:
                return multi.Polygons.SelectMany(CheckHoles);
            case RotatedBox { AngleDegrees: < -360 or > 360 } box:
                return [RuleFinding.Warning("LA046", $"The angle of {box.AngleDegrees} degrees is more than a full turn.")];
            case VideoTrack { FrameCount: { } frames } track when track.Keyframes[^1].Frame >= frames:
                return [RuleFinding.Error("LA047", $"The track has frame {track.Keyframes[^1].Frame}; the video has {frames} from 0 on.")];
            case TimeInterval interval when interval.Start.Equals(interval.End):
                return [RuleFinding.Warning("LA048", $"The interval at {interval.Start} is empty.")];
            case TextSpan span when span.Start == span.End:
                return [RuleFinding.Warning("LA048", $"The span at {span.Start} is empty.")];
            case Cuboid cuboid when cuboid.Size is { X: 0 } or { Y: 0 } or { Z: 0 }:
                return [RuleFinding.Error("LA049", $"A side of the cuboid has no length.")];
            default:
                return [];
        }
    }

    private static IEnumerable<RuleFinding> CheckHoles(Polygon polygon)
    {
        Box bounds = polygon.Bounds;
        foreach (ValueList<Point> hole in polygon.Holes)
        {
            Box inner = Box.Around(hole.AsSpan());
            if (inner.Left >= bounds.Right || inner.Right <= bounds.Left || inner.Top >= bounds.Bottom || inner.Bottom <= bounds.Top)
                yield return RuleFinding.Error("LA045", $"A hole lies outside its polygon.");
        }
    }

    private static IEnumerable<RuleFinding> CheckRing(ValueList<Point> ring)
    {
        int different = ring.Distinct().Count();
        if (different < 3)
        {
            yield return RuleFinding.Error("LA013", $"A ring has {different} different points.");
            yield break;
        }

        if (IsDrawnTwice(ring))
        {
            yield return RuleFinding.Error("LA014", $"A ring is drawn more than once; filled by the even-odd rule, nothing is left.");
            yield break;
        }

        if (Enumerable.Range(1, ring.Count - 1).Any(i => ring[i] == ring[i - 1]))
            yield return RuleFinding.Warning("LA044", $"A ring has the same point twice in a row.");
        if (ring.Count <= LongestRing && CrossesItself(ring.AsSpan()))
            yield return RuleFinding.Warning("LA043", $"A ring crosses itself.");
    }

    private static IEnumerable<RuleFinding> CheckArea(IPlanarShape shape, ImageSize? size)
    {
        if (!HasArea(shape))
            yield break;
        double area = shape.Area;
        Box bounds = shape.Bounds;
        if (area <= 0)
            yield return RuleFinding.Error("LA007", $"The shape has no area.");
        else if (area < 1 && size is { Width: > 2, Height: > 2 } && bounds is { Left: >= 0, Top: >= 0, Right: <= 1, Bottom: <= 1 })
            yield return RuleFinding.Warning("LA042", $"The shape lies within the first pixel: its numbers look like fractions.");
        else if (area < 1)
            yield return RuleFinding.Warning("LA041", $"The shape is smaller than a pixel.");
    }

    private static IEnumerable<RuleFinding> CheckPlace(IPlanarShape shape, ImageSize? size)
    {
        if (size is not { Width: > 0, Height: > 0 } known)
            yield break;
        if (shape is Mask mask && (mask.Width != known.Width || mask.Height != known.Height))
            yield return RuleFinding.Error("LA015", $"The mask is {mask.Width} x {mask.Height}, the picture {known}.");
        Box bounds = shape.Bounds;
        if (bounds.Left > known.Width || bounds.Top > known.Height || bounds.Right < 0 || bounds.Bottom < 0)
            yield return RuleFinding.Error("LA009", $"The shape lies outside the picture.");
        else if (bounds.Left < 0 || bounds.Top < 0 || bounds.Right > known.Width || bounds.Bottom > known.Height)
            yield return RuleFinding.Warning("LA008", $"The shape leaves the picture.");
    }

    private static IEnumerable<ValueList<Point>> RingsOf(IShape? shape) => shape switch
    {
        Polygon polygon => [polygon.Exterior, .. polygon.Holes],
        MultiPolygon multi => multi.Polygons.SelectMany(static piece => RingsOf(piece)),
        _ => [],
    };

    private static bool IsDrawnTwice(ValueList<Point> ring)
    {
        int half = ring.Count / 2;
        return half >= 3 && ring.Count % 2 == 0 && ring.AsSpan()[..half].SequenceEqual(ring.AsSpan()[half..]);
    }

    /// <summary>Whether two edges cross in a point within both; edges that only touch do not.</summary>
    private static bool CrossesItself(ReadOnlySpan<Point> ring)
    {
        for (int i = 0; i < ring.Length; i++)
        {
            (Point a, Point b) = (ring[i], ring[(i + 1) % ring.Length]);
            for (int j = i + 2; j < ring.Length; j++)
            {
                (Point c, Point d) = (ring[j], ring[(j + 1) % ring.Length]);
                if (Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0)
                    return true;
            }
        }

        return false;

        static int Side(Point from, Point to, Point point) =>
            Math.Sign(((to.X - from.X) * (point.Y - from.Y)) - ((to.Y - from.Y) * (point.X - from.X)));
    }
}
