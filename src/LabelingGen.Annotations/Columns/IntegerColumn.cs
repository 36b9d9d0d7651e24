namespace LabelingGen.Annotations;

/// <summary>
/// A growing column of whole numbers. Full chunks are kept as distances from their least number, in as few bytes as the farthest needs:
/// identifiers that count up and classes take one or two bytes instead of eight.
/// </summary>
internal sealed class IntegerColumn
{
    private const int Bits = 14;
    private const int Length = 1 << Bits;

    private readonly List<(long Base, Array Distances)> _full = [];
    private readonly long[] _open = new long[Length];
    private int _used;

    public int Count => (_full.Count << Bits) + _used;

    public long this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index));
            int at = index & (Length - 1);
            if (index >> Bits == _full.Count)
                return _open[at];
            (long least, Array distances) = _full[index >> Bits];
            return least + distances switch
            {
                byte[] narrow => narrow[at],
                ushort[] middle => middle[at],
                uint[] wide => wide[at],
                _ => ((long[])distances)[at],
            };
        }
    }

    public void Add(long value)
    {
        _open[_used++] = value;
        if (_used < Length)
            return;
        _full.Add(Pack(_open));
        _used = 0;
    }

    private static (long Base, Array Distances) Pack(long[] values)
    {
        (long least, long most) = (values[0], values[0]);
        foreach (long value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        // Beyond the range of a long the difference wraps round, and back again when it is added.
        ulong range = (ulong)most - (ulong)least;
        return (least, range switch
        {
            <= byte.MaxValue => Array.ConvertAll(values, value => (byte)(value - least)),
            <= ushort.MaxValue => Array.ConvertAll(values, value => (ushort)(value - least)),
            <= uint.MaxValue => Array.ConvertAll(values, value => (uint)(value - least)),
            _ => Array.ConvertAll(values, value => unchecked(value - least)),
        });
    }
}
