namespace LabelingGen.Annotations.Drawing;

/// <summary>
/// Fills a polygon by the even-odd rule at the middles of rows, from the pixel nearest to one edge to the pixel nearest to the next one,
/// with its corners and level edges: what the drawing library of FastLabel's client fills, but for some corners of slivers.
/// </summary>
internal static class PolygonFill
{
    public static void Fill(LabelMap map, ReadOnlySpan<(int X, int Y)> ring, int value)
    {
        List<double> crossings = [];
        for (int y = 0; y < map.Height; y++)
        {
            crossings.Clear();
            for (int i = 0; i < ring.Length; i++)
            {
                (int x1, int y1) = ring[i];
                (int x2, int y2) = ring[(i + 1) % ring.Length];
                if (y1 <= y != y2 <= y)
                    crossings.Add(x1 + ((y - y1) * ((double)x2 - x1) / (y2 - y1)));
                if (y1 == y)
                    FillRow(map, y, y2 == y ? Math.Min(x1, x2) : x1, y2 == y ? Math.Max(x1, x2) : x1, value);
            }

            crossings.Sort();
            for (int i = 0; i + 1 < crossings.Count; i += 2)
                FillRow(map, y, Math.Floor(crossings[i] + 0.5), Math.Ceiling(crossings[i + 1] - 0.5), value);
        }
    }

    private static void FillRow(LabelMap map, int y, double from, double to, int value)
    {
        int left = (int)Math.Max(from, 0);
        int right = (int)Math.Min(to, map.Width - 1);
        if (left <= right)
            map.Values.Slice((y * map.Width) + left, right - left + 1).Fill(value);
    }
}
