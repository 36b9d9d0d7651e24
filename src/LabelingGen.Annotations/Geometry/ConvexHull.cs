namespace LabelingGen.Annotations;

/// <summary>The smallest convex outline around points.</summary>
public static class ConvexHull
{
    /// <summary>
    /// The corners of the convex hull, clockwise on the screen from the leftmost (topmost among equals); points along an edge are left
    /// out. One or two distinct points are their own hull.
    /// </summary>
    /// <param name="points">Points in pixels, in any order, with repetitions.</param>
    public static ValueList<Point> Of(ReadOnlySpan<Point> points)
    {
        Point[] hull = new Point[points.Length + 1];
        int count = Of(points, hull, new Point[points.Length]);
        return ValueList.Create<Point>(hull.AsSpan(0, count));
    }

    /// <summary>Writes the corners of the convex hull without allocating.</summary>
    /// <param name="hull">Where the corners go; at least one longer than <paramref name="points"/>.</param>
    /// <param name="scratch">Working space, at least as long as <paramref name="points"/>.</param>
    /// <returns>How many corners were written.</returns>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public static int Of(ReadOnlySpan<Point> points, Span<Point> hull, Span<Point> scratch)
    {
        if (hull.Length <= points.Length)
            throw new ArgumentException("The hull's buffer must be one longer than the points.", nameof(hull));
        if (scratch.Length < points.Length)
            throw new ArgumentException("The scratch buffer must be as long as the points.", nameof(scratch));
        if (points.IsEmpty)
            return 0;

        Span<Point> sorted = scratch[..points.Length];
        points.CopyTo(sorted);
        sorted.Sort(static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));

        // Andrew's monotone chain: the chain that is lower in y first, which is the upper one on the screen, so the result is clockwise.
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
            count = Push(hull, count, 1, sorted[i]);
        int firstChain = count;
        for (int i = sorted.Length - 2; i >= 0; i--)
            count = Push(hull, count, firstChain, sorted[i]);
        return count > 1 && hull[count - 1] == hull[0] ? count - 1 : count;
    }

    private static int Push(Span<Point> hull, int count, int floor, Point point)
    {
        while (count > floor && Turn(hull[count - 2], hull[count - 1], point) <= 0)
            count--;
        if (count == floor && hull[count - 1] == point)
            return count;
        hull[count] = point;
        return count + 1;
    }

    private static double Turn(Point a, Point b, Point c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
}
