namespace LabelingGen.Annotations;

/// <summary>
/// Sums in the order in which numpy adds: halves of long lists, eight running sums in short ones. Floating-point addition depends on the
/// order, and the means of COCO's evaluation are to be the same to the last bit.
/// </summary>
internal static class NumpySum
{
    private const int Block = 128;

    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    public static double Sum(ReadOnlySpan<double> values)
    {
        if (values.Length < 8)
        {
            double sum = 0;
            foreach (double value in values)
                sum += value;
            return sum;
        }

        if (values.Length > Block)
        {
            int half = values.Length / 2;
            half -= half % 8;
            return Sum(values[..half]) + Sum(values[half..]);
        }

        Span<double> sums = stackalloc double[8];
        values[..8].CopyTo(sums);
        int i = 8;
        for (; i < values.Length - values.Length % 8; i += 8)
        {
            for (int lane = 0; lane < 8; lane++)
                sums[lane] += values[i + lane];
        }

        double result = sums[0] + sums[1] + (sums[2] + sums[3]) + (sums[4] + sums[5] + (sums[6] + sums[7]));
        for (; i < values.Length; i++)
            result += values[i];
        return result;
    }
}
