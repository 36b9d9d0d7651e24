using System.Buffers;

namespace LabelingGen.Annotations;

/// <summary>
/// Fills outlines exactly as COCO's tools do, so that areas and intersections agree with pycocotools to the pixel. Coordinates are
/// rounded to fifths of a pixel, the outline is walked on that finer grid, and a column's run begins and ends where the walk crosses the
/// column's middle. Within one outline the even-odd rule holds: an outline drawn twice covers nothing.
/// </summary>
public static class PolygonRasterizer
{
    private const double Scale = 5;

    /// <summary>Beyond this, in fifths of a pixel, coordinates are pulled in; integers up to it are exact as doubles.</summary>
    private const double Farthest = 1L << 50;

    /// <summary>Finds the runs that one outline covers. Scratch memory is pooled: nothing is allocated in the long run.</summary>
    /// <param name="ring">The outline's vertices, in pixels; closed by itself.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <param name="counts">Where the runs go, in COCO's order.</param>
    /// <param name="written">How many runs there are; 0 if the buffer is too short.</param>
    /// <returns>Whether the runs fitted into the buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or beyond <see cref="Mask.MaxPixels"/>.</exception>
    public static bool TryEncode(ReadOnlySpan<Point> ring, int width, int height, Span<uint> counts, out int written)
    {
        uint pixels = (uint)Mask.CheckSize(width, height);
        CrossingList crossings = new(ring.Length, height);
        Collect(ring, width, height, ref crossings);
        bool fits = TryWrite(crossings.SortAndCancel(), pixels, counts, out written);
        crossings.Return();
        return fits;
    }

    /// <summary>The borders that are left alternate between entering and leaving the outline.</summary>
    private static bool TryWrite(ReadOnlySpan<uint> borders, uint pixels, Span<uint> counts, out int written)
    {
        written = 0;
        uint at = 0;
        foreach (uint border in borders)
        {
            if (border == pixels)
                break;
            if (written == counts.Length)
                return Fail(out written);
            counts[written++] = border - at;
            at = border;
        }

        if (written == counts.Length)
            return Fail(out written);
        counts[written++] = pixels - at;
        return true;
    }

    /// <summary>The mask of one outline.</summary>
    internal static Mask Rasterize(ReadOnlySpan<Point> ring, int width, int height)
    {
        uint[] buffer = ArrayPool<uint>.Shared.Rent(1024);
        int written;
        while (!TryEncode(ring, width, height, buffer, out written))
        {
            int longer = checked(buffer.Length * 4);
            ArrayPool<uint>.Shared.Return(buffer);
            buffer = ArrayPool<uint>.Shared.Rent(longer);
        }

        Mask mask = Mask.FromTrusted(width, height, buffer.AsSpan(0, written).ToArray());
        ArrayPool<uint>.Shared.Return(buffer);
        return mask;
    }

    private static bool Fail(out int written)
    {
        written = 0;
        return false;
    }

    private static void Collect(ReadOnlySpan<Point> ring, int width, int height, ref CrossingList crossings)
    {
        if (ring.IsEmpty || width == 0 || height == 0)
            return;
        (long x, long y) first = Upsample(ring[0]);
        (long x, long y) from = first;
        for (int i = 1; i <= ring.Length; i++)
        {
            (long x, long y) to = i < ring.Length ? Upsample(ring[i]) : first;
            long dx = Math.Abs(to.x - from.x);
            long dy = Math.Abs(to.y - from.y);
            if (dx >= dy && dx > 0)
                CollectFlat(from.x < to.x ? from : to, from.x < to.x ? to : from, width, height, ref crossings);
            else if (dx > 0)
                CollectSteep(from.y < to.y ? from : to, from.y < to.y ? to : from, width, height, ref crossings);
            from = to;
        }
    }

    private static (long X, long Y) Upsample(Point point) =>
        ((long)Math.Clamp(Scale * point.X + .5, -Farthest, Farthest), (long)Math.Clamp(Scale * point.Y + .5, -Farthest, Farthest));

    /// <summary>A side that is at least as wide as high: each step goes one to the right; those over a column's middle count.</summary>
    private static void CollectFlat((long X, long Y) left, (long X, long Y) right, int width, int height, ref CrossingList crossings)
    {
        double slope = (double)(right.Y - left.Y) / (right.X - left.X);
        long firstColumn = Math.Max(0, CeilingDivide(left.X - 2, 5));
        long lastColumn = Math.Min(width - 1, FloorDivide(right.X - 1 - 2, 5));
        for (long column = firstColumn; column <= lastColumn; column++)
        {
            long step = column * 5 + 2 - left.X;
            long before = (long)(left.Y + slope * step + .5);
            long after = (long)(left.Y + slope * (step + 1) + .5);
            crossings.Add(column, Math.Min(before, after));
        }
    }

    /// <summary>A side that is higher than wide: each step goes one down, and only some change the column on the finer grid.</summary>
    private static void CollectSteep((long X, long Y) top, (long X, long Y) bottom, int width, int height, ref CrossingList crossings)
    {
        double slope = (double)(bottom.X - top.X) / (bottom.Y - top.Y);
        double inverse = 1 / slope;
        bool rising = slope > 0;
        long steps = bottom.Y - top.Y;
        long At(long step) => (long)(top.X + slope * step + .5);
        long start = At(0);
        long end = At(steps);
        long firstColumn = Math.Max(0, CeilingDivide(Math.Min(start, end) - 2, 5));
        long lastColumn = Math.Min(width - 1, FloorDivide(Math.Max(start, end) - 1 - 2, 5));
        for (long column = firstColumn; column <= lastColumn; column++)
        {
            // The first step after which the fine column has gone past the middle; the estimate is off by rounding only.
            long fine = column * 5 + 2;
            long step = Math.Clamp((long)Math.Ceiling((fine + .5 - top.X) * inverse), 1, steps);
            while (step > 1 && (At(step - 1) > fine) == rising)
                step--;
            while (step < steps && (At(step) > fine) != rising)
                step++;
            crossings.Add(column, top.Y + step - 1);
        }
    }

    private static long FloorDivide(long value, long divisor) =>
        value / divisor - (value % divisor < 0 ? 1 : 0);

    private static long CeilingDivide(long value, long divisor) => -FloorDivide(-value, divisor);
}
