using System.Buffers;

namespace LabelingGen.Annotations;

/// <summary>Intersections of rotated boxes, without allocating.</summary>
public static class RotatedBoxOverlap
{
    /// <summary>The area that two rotated boxes share, in square pixels.</summary>
    public static double IntersectionArea(RotatedBox first, RotatedBox second) => IntersectionArea(new Frame(first), new Frame(second));

    /// <summary>Intersection over union, from 0 to 1; 0 if the boxes share no area, also when both have none.</summary>
    public static double IntersectionOverUnion(RotatedBox first, RotatedBox second) => Ratio(new Frame(first), new Frame(second));

    /// <summary>Intersection over union of every box of one list with every box of another. Scratch memory is pooled.</summary>
    /// <param name="first">The boxes of the rows.</param>
    /// <param name="second">The boxes of the columns.</param>
    /// <param name="result">Row by row: the value for first i and second j is at i * second.Length + j.</param>
    /// <exception cref="ArgumentException"><paramref name="result"/> is not exactly as long as both lengths multiplied.</exception>
    public static void IntersectionOverUnion(ReadOnlySpan<RotatedBox> first, ReadOnlySpan<RotatedBox> second, Span<double> result)
    {
        if (result.Length != (long)first.Length * second.Length)
            throw new ArgumentException($"The result needs {(long)first.Length * second.Length} places, not {result.Length}.",
                nameof(result));
        Frame[] frames = ArrayPool<Frame>.Shared.Rent(second.Length);
        try
        {
            for (int j = 0; j < second.Length; j++)
                frames[j] = new Frame(second[j]);
            for (int i = 0; i < first.Length; i++)
            {
                Frame row = new(first[i]);
                Span<double> target = result.Slice(i * second.Length, second.Length);
                for (int j = 0; j < target.Length; j++)
                    target[j] = Ratio(row, frames[j]);
            }
        }
        finally
        {
            ArrayPool<Frame>.Shared.Return(frames);
        }
    }

    private static double Ratio(in Frame first, in Frame second)
    {
        double shared = IntersectionArea(first, second);
        return shared > 0 ? Math.Min(1, shared / (first.Area + second.Area - shared)) : 0;
    }

    private static double IntersectionArea(in Frame first, in Frame second)
    {
        double dx = second.CenterX - first.CenterX;
        double dy = second.CenterY - first.CenterY;
        double reach = first.Radius + second.Radius;
        if (dx * dx + dy * dy >= reach * reach)
            return 0;

        // In the first box's own axes that box is upright, and a cut along one of its sides compares a single coordinate.
        double x = dx * first.Cosine + dy * first.Sine;
        double y = dy * first.Cosine - dx * first.Sine;
        double cosine = second.Cosine * first.Cosine + second.Sine * first.Sine;
        double sine = second.Sine * first.Cosine - second.Cosine * first.Sine;
        double alongX = second.HalfWidth * cosine, alongY = second.HalfWidth * sine;
        double acrossX = -second.HalfHeight * sine, acrossY = second.HalfHeight * cosine;
        Span<double> xs = stackalloc double[8];
        Span<double> ys = stackalloc double[8];
        Span<double> otherXs = stackalloc double[8];
        Span<double> otherYs = stackalloc double[8];
        (xs[0], ys[0]) = (x - alongX - acrossX, y - alongY - acrossY);
        (xs[1], ys[1]) = (x + alongX - acrossX, y + alongY - acrossY);
        (xs[2], ys[2]) = (x + alongX + acrossX, y + alongY + acrossY);
        (xs[3], ys[3]) = (x - alongX + acrossX, y - alongY + acrossY);
        int count = CutBelow(xs[..4], ys, otherXs, otherYs, first.HalfWidth, 1);
        count = CutBelow(otherXs[..count], otherYs, xs, ys, first.HalfWidth, -1);
        count = CutBelow(ys[..count], xs, otherYs, otherXs, first.HalfHeight, 1);
        count = CutBelow(otherYs[..count], otherXs, ys, xs, first.HalfHeight, -1);
        double twice = 0;
        for (int i = 2; i < count; i++)
            twice += (xs[i - 1] - xs[0]) * (ys[i] - ys[0]) - (xs[i] - xs[0]) * (ys[i - 1] - ys[0]);
        return Math.Abs(twice) / 2;
    }

    /// <summary>Keeps the part of a convex outline whose cut coordinate times a sign is at most a limit.</summary>
    private static int CutBelow(ReadOnlySpan<double> cut, ReadOnlySpan<double> other, Span<double> cutResult, Span<double> otherResult,
        double limit, double sign)
    {
        int written = 0;
        if (cut.IsEmpty)
            return 0;
        double previous = limit - sign * cut[^1];
        int last = cut.Length - 1;
        for (int i = 0; i < cut.Length; i++)
        {
            double distance = limit - sign * cut[i];
            if (distance >= 0 != previous >= 0 && written < 8)
            {
                otherResult[written] = other[last] + (other[i] - other[last]) * (previous / (previous - distance));
                cutResult[written++] = sign * limit;
            }

            if (distance >= 0 && written < 8)
            {
                cutResult[written] = cut[i];
                otherResult[written++] = other[i];
            }

            previous = distance;
            last = i;
        }

        return written;
    }

    /// <summary>What is needed of a box again and again.</summary>
    private readonly struct Frame
    {
        public readonly double CenterX, CenterY, HalfWidth, HalfHeight, Sine, Cosine, Radius, Area;

        public Frame(RotatedBox box)
        {
            (CenterX, CenterY, HalfWidth, HalfHeight, Area) = (box.CenterX, box.CenterY, box.Width / 2, box.Height / 2, box.Area);
            (Sine, Cosine) = Angles.SinCosDegrees(box.AngleDegrees);
            Radius = Math.Sqrt(HalfWidth * HalfWidth + HalfHeight * HalfHeight);
        }
    }
}
