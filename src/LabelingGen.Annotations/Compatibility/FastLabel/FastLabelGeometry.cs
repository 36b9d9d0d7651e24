namespace LabelingGen.Annotations.Compatibility;

/// <summary>How the vendor's converters measure outlines, to the last digit.</summary>
internal static class FastLabelGeometry
{
    private const int Digits = 6;

    /// <summary>x, y, width and height around coordinates, each of which is first rounded to six digits.</summary>
    public static double[] BoundingBox(ReadOnlySpan<double> points)
    {
        double left = double.PositiveInfinity;
        double top = double.PositiveInfinity;
        double right = double.NegativeInfinity;
        double bottom = double.NegativeInfinity;
        for (int i = 0; i + 1 < points.Length; i += 2)
        {
            double x = PythonNumber.Round(points[i], Digits);
            double y = PythonNumber.Round(points[i + 1], Digits);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return [left, top, right - left, bottom - top];
    }

    /// <summary>The product of the sides as they are given: negative when one axis is swapped.</summary>
    public static double BoxArea(ReadOnlySpan<double> corners) => (corners[0] - corners[2]) * (corners[1] - corners[3]);

    /// <summary>The shoelace formula as two sums.</summary>
    public static double RingArea(ReadOnlySpan<double> ring)
    {
        double forward = 0;
        double backward = 0;
        int count = ring.Length / 2;
        for (int i = 0; i < count; i++)
        {
            int before = (i + count - 1) % count;
            forward += ring[2 * i] * ring[2 * before + 1];
            backward += ring[2 * i + 1] * ring[2 * before];
        }

        return 0.5 * Math.Abs(forward - backward);
    }
}
