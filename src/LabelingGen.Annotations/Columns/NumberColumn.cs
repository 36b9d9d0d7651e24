namespace LabelingGen.Annotations;

/// <summary>
/// A growing column of numbers. A full chunk whose numbers all have at most two decimals, as most tools write them, is kept as whole
/// hundredths in half the bytes; the quotient is the very number that was added.
/// </summary>
internal sealed class NumberColumn
{
    private const int Bits = 14;
    private const int Length = 1 << Bits;
    private const double Hundredths = 100;

    private readonly List<Array> _full = [];
    private readonly double[] _open = new double[Length];
    private int _used;

    public int Count => (_full.Count << Bits) + _used;

    public double this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index));
            int at = index & (Length - 1);
            if (index >> Bits == _full.Count)
                return _open[at];
            return _full[index >> Bits] is int[] packed ? packed[at] / Hundredths : ((double[])_full[index >> Bits])[at];
        }
    }

    public void Add(double value)
    {
        _open[_used++] = value;
        if (_used < Length)
            return;
        _full.Add(TryPack(_open) ?? (Array)_open.Clone());
        _used = 0;
    }

    private static int[]? TryPack(double[] values)
    {
        int[] packed = new int[Length];
        for (int i = 0; i < Length; i++)
        {
            double scaled = Math.Round(values[i] * Hundredths);
            // Equal to the last bit, so that a negative zero stays one.
            if (!(Math.Abs(scaled) <= int.MaxValue)
                || BitConverter.DoubleToInt64Bits((int)scaled / Hundredths) != BitConverter.DoubleToInt64Bits(values[i]))
                return null;
            packed[i] = (int)scaled;
        }

        return packed;
    }
}
