namespace LabelingGen.Annotations;

/// <summary>
/// A growing column of numbers. A full chunk whose numbers all have at most two decimals, as most tools write them, is kept as whole
/// hundredths in half the bytes; the quotient is the very number that was added.
/// </summary>
internal sealed class NumberColumn : PackedColumn<double, Array>
{
    private const double Hundredths = 100;

    private protected override Array Pack(double[] values)
    {
        int[] packed = new int[Length];
        for (int i = 0; i < Length; i++)
        {
            double scaled = Math.Round(values[i] * Hundredths);
            // Equal to the last bit, so that a negative zero stays one.
            if (!(Math.Abs(scaled) <= int.MaxValue)
                || BitConverter.DoubleToInt64Bits((int)scaled / Hundredths) != BitConverter.DoubleToInt64Bits(values[i]))
                return (double[])values.Clone();
            packed[i] = (int)scaled;
        }

        return packed;
    }

    private protected override double Unpack(Array chunk, int at) =>
        chunk is int[] packed ? packed[at] / Hundredths : ((double[])chunk)[at];
}
