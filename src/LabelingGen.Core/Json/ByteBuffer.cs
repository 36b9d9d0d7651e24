namespace LabelingGen.Core.Json;

/// <summary>Bytes that grow at the end.</summary>
internal struct ByteBuffer
{
    private byte[]? _bytes;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Append(byte value)
    {
        Reserve(1);
        _bytes![Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(_bytes.AsSpan(Length));
        Length += values.Length;
    }

    /// <summary>Takes back what was appended last.</summary>
    public void Truncate(int length) => Length = length;

    private void Reserve(int count)
    {
        if (_bytes is null)
            _bytes = new byte[Math.Max(count, 32)];
        else if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + count)));
    }
}
