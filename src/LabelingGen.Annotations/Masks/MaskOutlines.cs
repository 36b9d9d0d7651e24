namespace LabelingGen.Annotations;

/// <summary>
/// Walks along the edges between the pixels inside and outside of a mask. The outlines lie on pixel corners, so a polygon made of them
/// covers exactly the pixels: its area is their number, and rasterising it gives the mask back.
/// </summary>
internal static class MaskOutlines
{
    public static ValueList<Polygon> Trace(Mask mask, PixelConnectivity connectivity)
    {
        BitMask bits = BitMask.FromMask(mask);
        ConnectedRuns pieces = new(mask, connectivity);
        List<Point>?[] exteriors = new List<Point>?[pieces.PieceCount];
        List<ValueList<Point>>?[] holes = new List<ValueList<Point>>?[pieces.PieceCount];

        // Every outline has an edge with the inside below it; each such edge is walked once.
        BitMask walked = new(mask.Width, mask.Height);
        foreach ((long start, long end) in pieces.Runs)
        {
            int x = (int)(start / mask.Height);
            int y = (int)(start % mask.Height);
            if (walked[x, y])
                continue;
            List<Point> ring = Walk(bits, walked, x, y, connectivity);
            int piece = pieces.PieceAt(x, y);
            if (Rings.SignedArea(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ring)) > 0)
                exteriors[piece] = ring;
            else
                (holes[piece] ??= []).Add(ring.ToValueList());
        }

        Polygon[] polygons = new Polygon[pieces.PieceCount];
        for (int i = 0; i < polygons.Length; i++)
            polygons[i] = new Polygon(exteriors[i]!.ToValueList(), holes[i]?.ToValueList() ?? default);
        return new ValueList<Polygon>(polygons);
    }

    /// <summary>Walks one outline with the inside on the right hand, beginning eastwards along the top of a pixel.</summary>
    private static List<Point> Walk(BitMask bits, BitMask walked, int startX, int startY, PixelConnectivity connectivity)
    {
        List<Point> ring = [];
        (int x, int y) = (startX, startY);
        (int dx, int dy) = (1, 0);
        do
        {
            if (dx == 1)
                walked[x, y] = true;
            x += dx;
            y += dy;

            // The two pixels ahead of the corner: to the right and to the left of the way.
            bool right = IsInside(bits, x + (dx - dy - 1) / 2, y + (dx + dy - 1) / 2);
            bool left = IsInside(bits, x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2);
            bool turnsLeft = left && (right || connectivity == PixelConnectivity.Eight);
            if (right && !left)
                continue;
            ring.Add(new Point(x, y));
            (dx, dy) = turnsLeft ? (dy, -dx) : (-dy, dx);
        }
        while (x != startX || y != startY || dx != 1 || dy != 0);
        return ring;
    }

    private static bool IsInside(BitMask bits, int x, int y) =>
        (uint)x < (uint)bits.Width && (uint)y < (uint)bits.Height && bits[x, y];
}
