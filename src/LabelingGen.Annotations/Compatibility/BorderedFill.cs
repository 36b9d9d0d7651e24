namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Fills a polygon and its border on a map, by the even-odd rule at the middles of rows, with 8-connected border lines: what OpenCV's
/// <c>fillPoly</c> draws.
/// </summary>
internal static class BorderedFill
{
    public static void Fill(LabelMap map, ReadOnlySpan<(int X, int Y)> ring, int value)
    {
        if (ring.IsEmpty)
            return;
        for (int i = 0; i < ring.Length; i++)
            DrawLine(map, ring[i], ring[(i + 1) % ring.Length], value);
        int top = int.MaxValue;
        int bottom = int.MinValue;
        foreach ((_, int y) in ring)
        {
            top = Math.Min(top, y);
            bottom = Math.Max(bottom, y);
        }

        List<double> crossings = [];
        for (int y = Math.Max(top, 0); y < Math.Min(bottom, map.Height); y++)
        {
            crossings.Clear();
            for (int i = 0; i < ring.Length; i++)
            {
                (int x1, int y1) = ring[i];
                (int x2, int y2) = ring[(i + 1) % ring.Length];
                if (y1 <= y != y2 <= y)
                    crossings.Add(x1 + (double)(y - y1) * (x2 - (double)x1) / (y2 - (double)y1));
            }

            crossings.Sort();
            for (int i = 0; i + 1 < crossings.Count; i += 2)
                FillRow(map, y, crossings[i], crossings[i + 1], value);
        }
    }

    private static void FillRow(LabelMap map, int y, double from, double to, int value)
    {
        int left = (int)Math.Max(Math.Ceiling(from), 0);
        int right = (int)Math.Min(Math.Floor(to), map.Width - 1);
        if (left <= right)
            map.Values.Slice(y * map.Width + left, right - left + 1).Fill(value);
    }

    /// <summary>A line from left to right, so that both directions give the same pixels. What lies far outside is not walked.</summary>
    private static void DrawLine(LabelMap map, (int X, int Y) from, (int X, int Y) to, int value)
    {
        if (to.X < from.X)
            (from, to) = (to, from);
        long width = (long)to.X - from.X;
        long height = Math.Abs((long)to.Y - from.Y);
        int down = to.Y < from.Y ? -1 : 1;
        bool isSteep = height > width;
        (long major, long minor) = isSteep ? (height, width) : (width, height);
        // The first step at which the longer axis is inside, and the last one.
        (long start, long end) = isSteep
            ? down > 0 ? (-(long)from.Y, map.Height - 1L - from.Y) : (from.Y - (map.Height - 1L), (long)from.Y)
            : (-(long)from.X, map.Width - 1L - from.X);
        for (long step = Math.Max(start, 0); step <= Math.Min(end, major); step++)
        {
            // Bresenham's error term in closed form: the minor axis moves when twice the error reaches the major length.
            long aside = major == 0 ? 0 : (2 * minor * step + major - 1) / (2 * major);
            long x = from.X + (isSteep ? aside : step);
            long y = from.Y + down * (isSteep ? step : aside);
            if ((ulong)x < (ulong)map.Width && (ulong)y < (ulong)map.Height)
                map.Values[(int)(y * map.Width + x)] = value;
        }
    }
}
