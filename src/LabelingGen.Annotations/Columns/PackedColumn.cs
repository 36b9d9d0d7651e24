namespace LabelingGen.Annotations;

/// <summary>A growing column whose full chunks are kept in less room than the values take that are still to fill one.</summary>
/// <typeparam name="T">The values.</typeparam>
/// <typeparam name="TChunk">A packed chunk.</typeparam>
internal abstract class PackedColumn<T, TChunk>
{
    private const int Bits = 14;

    /// <summary>The number of values in a chunk.</summary>
    protected const int Length = 1 << Bits;

    private readonly List<TChunk> _full = [];
    private readonly T[] _open = new T[Length];
    private int _used;

    public int Count => (_full.Count << Bits) + _used;

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index));
            int at = index & (Length - 1);
            return index >> Bits == _full.Count ? _open[at] : Unpack(_full[index >> Bits], at);
        }
    }

    public void Add(T value)
    {
        _open[_used++] = value;
        if (_used < Length)
            return;
        _full.Add(Pack(_open));
        _used = 0;
    }

    /// <summary>Packs the values of a full chunk, which change afterwards.</summary>
    private protected abstract TChunk Pack(T[] values);

    /// <summary>A value of a packed chunk, the same that was packed.</summary>
    private protected abstract T Unpack(TChunk chunk, int at);
}
