namespace LabelingGen.Annotations;

/// <summary>A growing column. It grows by chunks, so that nothing is ever copied and the peak is what is held.</summary>
internal sealed class ColumnChunks<T>
{
    private const int Bits = 14;
    private const int Length = 1 << Bits;

    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public T this[int index] =>
        (uint)index < (uint)Count ? _chunks[index >> Bits][index & (Length - 1)] : throw new ArgumentOutOfRangeException(nameof(index));

    public void Add(T value)
    {
        int at = Count & (Length - 1);
        if (at == 0)
            _chunks.Add(new T[Length]);
        _chunks[^1][at] = value;
        Count++;
    }
}
