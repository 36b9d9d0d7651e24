namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// The vendor's "pixel outlines": rings of whole numbers along the edges of pixels, x and y in turn, without diagonals.
/// </summary>
internal static class FastLabelOutline
{
    /// <summary>
    /// Cuts coordinates off at the point and turns each diagonal into steps, the vertical one first. The closing edge is left alone.
    /// </summary>
    public static int[] ToStaircase(ReadOnlySpan<double> points)
    {
        if (points.Length < 2)
            return [];
        List<int> steps = [(int)points[0], (int)points[1]];
        for (int i = 2; i + 1 < points.Length; i += 2)
        {
            int fromX = (int)points[i - 2];
            int fromY = (int)points[i - 1];
            int x = (int)points[i];
            int y = (int)points[i + 1];
            if (fromX == x || fromY == y)
            {
                steps.Add(x);
                steps.Add(y);
                continue;
            }

            int count = Math.Min(Math.Abs(x - fromX), Math.Abs(y - fromY));
            for (int step = 0; step < count; step++)
            {
                int nextY = fromY + (int)((double)(y - fromY) / count * (step + 1));
                steps.Add(fromX + (int)((double)(x - fromX) / count * step));
                steps.Add(nextY);
                steps.Add(fromX + (int)((double)(x - fromX) / count * (step + 1)));
                steps.Add(nextY);
            }
        }

        return [.. steps];
    }

    /// <summary>Leaves out repeated points and the middle ones of straight runs.</summary>
    public static int[] WithoutRepeats(ReadOnlySpan<int> points)
    {
        if (points.Length < 2)
            return [];
        List<int> kept = [points[0], points[1]];
        for (int i = 2; i + 1 < points.Length; i += 2)
        {
            (int x, int y) = (points[i], points[i + 1]);
            if (kept[^2] == x && kept[^1] == y)
                continue;
            bool isStraight = kept.Count > 2 && (kept[^4] == kept[^2] && kept[^2] == x || kept[^3] == kept[^1] && kept[^1] == y);
            if (isStraight)
                kept.RemoveRange(kept.Count - 2, 2);
            kept.Add(x);
            kept.Add(y);
        }

        return [.. kept];
    }

    public static int[] Close(int[] ring) =>
        ring.Length < 2 || ring[0] == ring[^2] && ring[1] == ring[^1] ? ring : [.. ring, ring[0], ring[1]];

    public static int[] Reverse(ReadOnlySpan<int> ring)
    {
        int[] reversed = new int[ring.Length];
        for (int i = 0; i + 1 < ring.Length; i += 2)
            (reversed[^(i + 2)], reversed[^(i + 1)]) = (ring[i], ring[i + 1]);
        return reversed;
    }

    /// <summary>Whether the edges that are listed (without a closing one) run clockwise on the screen, by the trapezoid sum.</summary>
    public static bool IsClockwise(ReadOnlySpan<int> ring)
    {
        double sum = 0;
        for (int i = 2; i + 1 < ring.Length; i += 2)
            sum += (double)(ring[i] - ring[i - 2]) * (ring[i + 1] + ring[i - 1]);
        return sum < 0;
    }

    /// <summary>Drops the first point, begins at the top-left vertex and closes the ring by repeating it.</summary>
    public static int[] BeginTopLeft(ReadOnlySpan<int> ring)
    {
        if (ring.Length < 4)
            return [.. ring];
        ReadOnlySpan<int> rest = ring[2..];
        int best = 0;
        for (int i = 2; i + 1 < rest.Length; i += 2)
        {
            if (rest[i + 1] <= rest[best + 1] && rest[i] <= rest[best])
                best = i;
        }

        return [.. rest[best..], .. rest[..best], rest[best], rest[best + 1]];
    }

    /// <summary>
    /// Moves right and bottom edges in by one, so that filling a ring with its border covers the pixels that the edges enclose. Meant for
    /// clockwise rings; others come out a pixel larger at the far edges, as with the vendor's converter.
    /// </summary>
    public static (int X, int Y)[] ForFilling(ReadOnlySpan<int> ring)
    {
        (int X, int Y)[] byX = new (int, int)[ring.Length / 2];
        (int X, int Y)[] byY = new (int, int)[ring.Length / 2];
        for (int i = 0; i < byX.Length; i++)
        {
            (int x, int y) = (ring[2 * i], ring[2 * i + 1]);
            byX[i] = (x, y);
            byY[i] = (x, y);
            if (i > 0 && y > byX[i - 1].Y)
            {
                byX[i - 1].X--;
                byX[i].X--;
            }

            if (i > 0 && x < byY[i - 1].X)
            {
                byY[i - 1].Y--;
                byY[i].Y--;
            }
        }

        return [.. byX.Zip(byY, static (a, b) => (a.X, b.Y))];
    }
}
