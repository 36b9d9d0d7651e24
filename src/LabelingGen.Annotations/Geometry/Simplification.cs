namespace LabelingGen.Annotations;

/// <summary>Leaves out vertices that matter little, by the method of Ramer, Douglas and Peucker.</summary>
public static class Simplification
{
    /// <summary>The line without vertices that are nearer to the simplified line than a distance.</summary>
    /// <param name="line">The vertices of an open line; the first and the last are kept.</param>
    /// <param name="tolerance">The distance in pixels; with 0 only vertices on straight lines are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not finite.</exception>
    public static ValueList<Point> SimplifyLine(ReadOnlySpan<Point> line, double tolerance)
    {
        Require.Length(tolerance);
        if (line.Length < 3)
            return ValueList.Create(line);
        bool[] kept = new bool[line.Length];
        kept[0] = kept[^1] = true;
        Mark(line, kept, tolerance, 0, line.Length - 1);
        return Pick(line, kept);
    }

    /// <summary>
    /// The outline without vertices that are nearer to the simplified outline than a distance. At least three are kept if there were as
    /// many; the result can cross itself when the distance is large.
    /// </summary>
    /// <param name="ring">The vertices of an outline, closed by itself.</param>
    /// <param name="tolerance">The distance in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not finite.</exception>
    public static ValueList<Point> SimplifyRing(ReadOnlySpan<Point> ring, double tolerance)
    {
        Require.Length(tolerance);
        if (ring.Length > 1 && ring[^1] == ring[0])
            ring = ring[..^1];
        if (ring.Length < 4)
            return ValueList.Create(ring);

        // A ring has no ends: begin at a vertex that is surely a corner, and go around to it again.
        int start = Farthest(ring, ring[0]);
        Point[] turned = [.. ring[start..], .. ring[..start], ring[start]];
        int opposite = Farthest(turned, turned[0]);
        bool[] kept = new bool[turned.Length];
        kept[0] = kept[opposite] = true;
        Mark(turned, kept, tolerance, 0, opposite);
        Mark(turned, kept, tolerance, opposite, turned.Length - 1);
        if (kept.Count(static keep => keep) < 3)
            kept[FarthestFromLine(turned, turned[0], turned[opposite])] = true;
        kept[^1] = false;
        return Pick(turned, kept);
    }

    /// <summary>The polygon with simplified rings; holes that have no area then are left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative or not finite.</exception>
    public static Polygon Simplify(Polygon polygon, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        return new Polygon(
            SimplifyRing(polygon.Exterior.AsSpan(), tolerance),
            polygon.Holes.Select(hole => SimplifyRing(hole.AsSpan(), tolerance)).Where(static hole => Rings.SignedArea(hole.AsSpan()) != 0)
                .ToValueList());
    }

    private static void Mark(ReadOnlySpan<Point> line, bool[] kept, double tolerance, int first, int last)
    {
        // A stack instead of recursion: hostile lines would recurse once per vertex.
        Stack<(int First, int Last)> open = new();
        open.Push((first, last));
        while (open.TryPop(out (int First, int Last) part))
        {
            double largest = tolerance * tolerance;
            int at = -1;
            for (int i = part.First + 1; i < part.Last; i++)
            {
                double distance = SquaredDistance(line[i], line[part.First], line[part.Last]);
                if (distance > largest)
                    (largest, at) = (distance, i);
            }

            if (at < 0)
                continue;
            kept[at] = true;
            open.Push((part.First, at));
            open.Push((at, part.Last));
        }
    }

    private static double SquaredDistance(Point point, Point from, Point to)
    {
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double length = dx * dx + dy * dy;
        double part = length > 0 ? Math.Clamp(((point.X - from.X) * dx + (point.Y - from.Y) * dy) / length, 0, 1) : 0;
        (double x, double y) = (point.X - from.X - part * dx, point.Y - from.Y - part * dy);
        return x * x + y * y;
    }

    private static int Farthest(ReadOnlySpan<Point> points, Point from)
    {
        int best = 0;
        double largest = -1;
        for (int i = 0; i < points.Length; i++)
        {
            double distance = SquaredDistance(points[i], from, from);
            if (distance > largest)
                (best, largest) = (i, distance);
        }

        return best;
    }

    private static int FarthestFromLine(ReadOnlySpan<Point> points, Point from, Point to)
    {
        int best = 1;
        double largest = -1;
        for (int i = 1; i < points.Length - 1; i++)
        {
            double distance = SquaredDistance(points[i], from, to);
            if (distance > largest && points[i] != from && points[i] != to)
                (best, largest) = (i, distance);
        }

        return best;
    }

    private static ValueList<Point> Pick(ReadOnlySpan<Point> points, bool[] kept)
    {
        List<Point> picked = [];
        for (int i = 0; i < points.Length; i++)
        {
            if (kept[i])
                picked.Add(points[i]);
        }

        return picked.ToValueList();
    }
}
