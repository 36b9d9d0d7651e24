using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LabelingGen.Annotations;

/// <summary>
/// Between pictures of bytes, row by row, and bits, column by column: in blocks of 8 x 8, so that neither side is walked against its grain.
/// </summary>
internal static class BitTransposition
{
    private const ulong LowBits = 0x0101010101010101;

    /// <summary>Sets the bits of pixels that are not 0; the bits must be 0 before.</summary>
    public static void FromRows(ReadOnlySpan<byte> pixels, Span<ulong> bits, int width, int height)
    {
        int wholeColumns = width & ~7;
        int wholeRows = height & ~7;
        ref byte start = ref MemoryMarshal.GetReference(pixels);
        for (int y = 0; y < wholeRows; y += 8)
        {
            for (int x = 0; x < wholeColumns; x += 8)
            {
                ulong block = 0;
                for (int row = 0; row < 8; row++)
                {
                    ref byte first = ref Unsafe.Add(ref start, (nint)(y + row) * width + x);
                    block |= GatherRow(Unsafe.ReadUnaligned<ulong>(ref first)) << (8 * row);
                }

                if (block == 0)
                    continue;
                block = Transpose(block);
                for (int column = 0; column < 8; column++)
                    Or(bits, (long)(x + column) * height + y, block >> (8 * column) & 0xff);
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = y < wholeRows ? wholeColumns : 0; x < width; x++)
            {
                if (pixels[y * width + x] != 0)
                    Or(bits, (long)x * height + y, 1);
            }
        }
    }

    /// <summary>Writes every pixel: <paramref name="inside"/> where the bit is set, else 0.</summary>
    public static void ToRows(ReadOnlySpan<ulong> bits, Span<byte> pixels, int width, int height, byte inside)
    {
        int wholeColumns = width & ~7;
        int wholeRows = height & ~7;
        ref byte start = ref MemoryMarshal.GetReference(pixels);
        for (int y = 0; y < wholeRows; y += 8)
        {
            for (int x = 0; x < wholeColumns; x += 8)
            {
                ulong block = 0;
                for (int column = 0; column < 8; column++)
                    block |= BitRuns.Get(bits, (long)(x + column) * height + y, 8) << (8 * column);
                block = Transpose(block);
                for (int row = 0; row < 8; row++)
                {
                    ulong spread = SpreadRow(block >> (8 * row) & 0xff) * inside;
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, (nint)(y + row) * width + x), spread);
                }
            }
        }

        for (int y = 0; y < height; y++)
        {
            for (int x = y < wholeRows ? wholeColumns : 0; x < width; x++)
                pixels[y * width + x] = BitRuns.Get(bits, (long)x * height + y, 1) != 0 ? inside : (byte)0;
        }
    }

    /// <summary>Eight bytes to eight bits: bit i is set where byte i is not 0.</summary>
    private static ulong GatherRow(ulong bytes)
    {
        if (!BitConverter.IsLittleEndian)
            bytes = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bytes);
        bytes |= bytes >> 4;
        bytes |= bytes >> 2;
        bytes |= bytes >> 1;
        return (bytes & LowBits) * 0x0102040810204080 >> 56;
    }

    /// <summary>Eight bits to eight bytes of 0 or 1: byte i is bit i.</summary>
    private static ulong SpreadRow(ulong bits)
    {
        ulong spread = bits * LowBits & 0x8040201008040201;
        spread = (spread + 0x7f7f7f7f7f7f7f7f | spread) >> 7 & LowBits;
        return BitConverter.IsLittleEndian ? spread : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(spread);
    }

    /// <summary>Turns an 8 x 8 matrix of bits about its diagonal.</summary>
    private static ulong Transpose(ulong block)
    {
        ulong swap = (block ^ block >> 7) & 0x00aa00aa00aa00aa;
        block ^= swap ^ swap << 7;
        swap = (block ^ block >> 14) & 0x0000cccc0000cccc;
        block ^= swap ^ swap << 14;
        swap = (block ^ block >> 28) & 0x00000000f0f0f0f0;
        return block ^ swap ^ swap << 28;
    }

    private static void Or(Span<ulong> bits, long at, ulong value)
    {
        int shift = (int)(at & 63);
        int word = (int)(at >> 6);
        bits[word] |= value << shift;
        if (shift > 56 && value >> (64 - shift) != 0)
            bits[word + 1] |= value >> (64 - shift);
    }
}
