using System.Buffers;

namespace LabelingGen.Core;

/// <summary>A growing run of bytes in pooled memory; what is written stays in one piece.</summary>
internal sealed class PooledBuffer(int initialCapacity = 1024) : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(initialCapacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public void Clear() => Length = 0;

    public void RemoveBeginning(int count)
    {
        if (count == 0)
            return;
        _array.AsSpan(count, Length - count).CopyTo(_array);
        Length -= count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsSpan(Length);
    }

    public void Dispose()
    {
        byte[] array = _array;
        _array = [];
        Length = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void Reserve(int count)
    {
        if (_array.Length - Length >= count)
            return;
        long wanted = Math.Min(Math.Max((long)_array.Length * 2, (long)Length + count), Array.MaxLength);
        if (wanted < (long)Length + count)
            throw new InvalidOperationException("A body in memory is larger than 2 GB; stream it instead.");
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)wanted);
        _array.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
