namespace LabelingGen.Annotations;

/// <summary>The smallest rotated box around points.</summary>
public static class MinimumAreaBox
{
    /// <summary>
    /// The rotated box of least area around points. One of its sides lies along a side of the convex hull, so each is tried. Fit boxes in
    /// pixels: in coordinates scaled unevenly, as YOLO's are, another box is the smallest.
    /// </summary>
    /// <param name="points">Points in pixels.</param>
    /// <returns>The box, with an angle in [0, 90) degrees; for equal areas the one with the smallest angle.</returns>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static RotatedBox Around(ReadOnlySpan<Point> points)
    {
        if (points.IsEmpty)
            throw new ArgumentException("A box needs at least one point.", nameof(points));
        ReadOnlySpan<Point> hull = ConvexHull.Of(points).AsSpan();
        RotatedBox best = default;
        double smallest = double.MaxValue;
        for (int i = 0; i < hull.Length; i++)
        {
            Point from = hull[i];
            Point to = hull[(i + 1) % hull.Length];
            (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
            double length = double.Hypot(dx, dy);
            (double cosine, double sine) = length > 0 ? (dx / length, dy / length) : (1, 0);

            // Bring the direction into [0, 90) degrees by quarter turns, so that width and height are always told apart alike.
            while (cosine <= 0 || sine < 0)
                (cosine, sine) = (sine, -cosine);
            if (Fit(hull, cosine, sine) is not { } box)
                continue;
            double tie = 1e-12 * box.Area;
            if (box.Area < smallest - tie || box.Area <= smallest + tie && box.AngleDegrees < best.AngleDegrees)
                (best, smallest) = (box, Math.Min(smallest, box.Area));
        }

        return smallest < double.MaxValue ? best : RotatedBox.FromBox(Box.Around(points));
    }

    /// <summary>The box around the hull in a direction; nothing if it reaches beyond the largest coordinate.</summary>
    private static RotatedBox? Fit(ReadOnlySpan<Point> hull, double cosine, double sine)
    {
        double left = double.PositiveInfinity, top = double.PositiveInfinity;
        double right = double.NegativeInfinity, bottom = double.NegativeInfinity;
        foreach ((double px, double py) in hull)
        {
            double along = px * cosine + py * sine;
            double across = py * cosine - px * sine;
            left = Math.Min(left, along);
            right = Math.Max(right, along);
            top = Math.Min(top, across);
            bottom = Math.Max(bottom, across);
        }

        double x = (left + right) / 2;
        double y = (top + bottom) / 2;
        (double centerX, double centerY) = (x * cosine - y * sine, x * sine + y * cosine);
        bool isWithin = Math.Max(Math.Abs(centerX), Math.Abs(centerY)) <= Require.MaxCoordinate
            && Math.Max(right - left, bottom - top) <= 2 * Require.MaxCoordinate;
        return isWithin
            ? new RotatedBox(centerX, centerY, right - left, bottom - top, Math.Atan2(sine, cosine) * (180 / Math.PI)) : null;
    }
}
