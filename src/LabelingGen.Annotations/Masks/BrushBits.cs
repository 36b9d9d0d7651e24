using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Annotations;

/// <summary>Reads the blocks of a brush mask from its bits, the highest bit of the first byte first.</summary>
internal ref struct BrushBlocks
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _bitCount;
    private readonly int _wordBits;
    private readonly uint _widths;
    private long _position;

    /// <summary>Reads the header; the caller has checked that there is one.</summary>
    public BrushBlocks(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _bitCount = 8L * bytes.Length;
        _position = 32;
        _wordBits = (int)Read(5) + 1;
        _widths = Read(16);
        if (_wordBits > 8)
            throw new MaskFormatException($"The brush mask has words of {_wordBits} bits; at most 8 can be read.");
    }

    public void ReadBlock(out bool isRun, out int length)
    {
        uint head = Read(3);
        isRun = head >= 4;
        int width = (int)(_widths >> (int)(4 * (3 - (head & 3))) & 15) + 1;
        length = (int)Read(width) + 1;
    }

    public byte ReadWord() => (byte)Read(_wordBits);

    private uint Read(int count)
    {
        if (_position + count > _bitCount)
            ThrowEnd();
        int at = (int)(_position >> 3);
        ulong window;
        if (at + 8 <= _bytes.Length)
        {
            window = BinaryPrimitives.ReadUInt64BigEndian(_bytes[at..]);
        }
        else
        {
            window = 0;
            for (int i = 0; i < 8; i++)
                window = window << 8 | (at + i < _bytes.Length ? _bytes[at + i] : 0u);
        }

        uint value = (uint)(window << (int)(_position & 7) >> (64 - count));
        _position += count;
        return value;
    }

    [DoesNotReturn]
    private static void ThrowEnd() => throw new MaskFormatException("The brush mask ends before all of its values are read.");
}

/// <summary>Collects bits, the highest bit of the first byte first.</summary>
internal struct BrushBits(int capacity)
{
    private byte[] _bytes = new byte[capacity];
    private int _count;
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Appends the low <paramref name="count"/> bits, at most 32.</summary>
    public void Write(uint value, int count)
    {
        _pending = _pending << count | value;
        _pendingBits += count;
        if (_count + 8 > _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        while (_pendingBits >= 8)
        {
            _pendingBits -= 8;
            _bytes[_count++] = (byte)(_pending >> _pendingBits);
        }
    }

    /// <summary>The bytes, filled up with zero bits: to the next byte, or by a whole byte if the bits end with one.</summary>
    public readonly byte[] ToArray()
    {
        byte[] result = new byte[_count + 1];
        _bytes.AsSpan(0, _count).CopyTo(result);
        result[^1] = (byte)(_pending << (8 - _pendingBits));
        return result;
    }
}
