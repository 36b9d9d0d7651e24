using System.Buffers;
using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// Label Studio's run-length form of brush masks, bit-exact with its Python converter. It is not COCO's: it packs a plane of bytes, four
/// equal ones per pixel (red, green, blue, alpha), row by row, as blocks of equal or literal words in a bit stream. The mask is the
/// alpha plane, mostly 0 and 255; anything above 0 counts as inside.
/// </summary>
/// <remarks>
/// The stream begins with 32 bits for the number of values, 5 for the word size less 1 and four times 4 for the widths, less 1, of
/// length fields. A block is a bit that tells runs (1) from literals (0), 2 bits that choose a width, the length less 1, and one word or
/// as many words as the length says. Bits are written highest first. A block that is longer than the values that remain is cut, as the
/// converter does.
/// </remarks>
public static class BrushRle
{
    private const int WordBits = 8;
    private const int LongestBlock = 1 << 16;
    private const int HeaderBytes = 7;

    /// <summary>The largest number of pixels a picture may have: 2^30 - 1, since the header has 32 bits for four values each.</summary>
    public const long MaxPixels = uint.MaxValue / 4;

    /// <summary>How many values the header announces: four for each pixel. The number is not to be trusted.</summary>
    /// <exception cref="MaskFormatException">There are fewer than the 7 bytes of a header.</exception>
    public static uint ReadValueCount(ReadOnlySpan<byte> rle)
    {
        if (rle.Length < HeaderBytes)
            throw new MaskFormatException($"A brush mask begins with a header of {HeaderBytes} bytes, but there are {rle.Length}.");
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(rle);
    }

    /// <summary>Reads the values as they are, four for each pixel, without allocating.</summary>
    /// <param name="rle">The bytes of the stream.</param>
    /// <param name="values">Where the values go; as long as <see cref="ReadValueCount"/> says.</param>
    /// <exception cref="MaskFormatException">The stream announces another number of values, ends too early or has words of more than 8
    /// bits.</exception>
    public static void DecodeValues(ReadOnlySpan<byte> rle, Span<byte> values)
    {
        CheckCount(ReadValueCount(rle), values.Length);
        BrushBlocks blocks = new(rle);
        for (int at = 0; at < values.Length;)
        {
            blocks.ReadBlock(out bool isRun, out int length);
            length = Math.Min(length, values.Length - at);
            if (isRun)
            {
                values.Slice(at, length).Fill(blocks.ReadWord());
            }
            else
            {
                foreach (ref byte value in values.Slice(at, length))
                    value = blocks.ReadWord();
            }

            at += length;
        }
    }

    /// <summary>Reads the alpha plane, row by row, without allocating.</summary>
    /// <param name="rle">The bytes of the stream.</param>
    /// <param name="alpha">Where the plane goes: one byte for each pixel of the picture.</param>
    /// <exception cref="MaskFormatException">The stream is not for as many pixels, ends too early or has words of more than 8 bits; the
    /// buffer may be written in part.
    /// </exception>
    public static void DecodeAlpha(ReadOnlySpan<byte> rle, Span<byte> alpha)
    {
        long total = 4L * alpha.Length;
        CheckCount(ReadValueCount(rle), total);
        BrushBlocks blocks = new(rle);
        for (long at = 0; at < total;)
        {
            blocks.ReadBlock(out bool isRun, out int length);
            length = (int)Math.Min(length, total - at);
            if (isRun)
            {
                // Of the values at..at+length, those at 3, 7, 11, … are alpha.
                int first = (int)(at >> 2);
                int end = (int)((at + length) >> 2);
                alpha[first..end].Fill(blocks.ReadWord());
            }
            else
            {
                for (long i = at; i < at + length; i++)
                {
                    byte word = blocks.ReadWord();
                    if ((i & 3) == 3)
                        alpha[(int)(i >> 2)] = word;
                }
            }

            at += length;
        }
    }

    /// <summary>Reads a mask: the pixels whose alpha is above 0.</summary>
    /// <param name="rle">The bytes of the stream.</param>
    /// <param name="width">The picture's width in pixels (<c>original_width</c>).</param>
    /// <param name="height">The picture's height in pixels (<c>original_height</c>).</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or beyond <see cref="Mask.MaxPixels"/>.</exception>
    /// <exception cref="MaskFormatException">The stream is not for this size, ends too early or has words of more than 8 bits.</exception>
    public static Mask DecodeMask(ReadOnlySpan<byte> rle, int width, int height)
    {
        int pixels = (int)Mask.CheckSize(width, height);
        CheckCount(ReadValueCount(rle), 4L * pixels);
        byte[] alpha = ArrayPool<byte>.Shared.Rent(pixels);
        try
        {
            DecodeAlpha(rle, alpha.AsSpan(0, pixels));
            return Mask.FromPixels(width, height, alpha.AsSpan(0, pixels));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(alpha);
        }
    }

    /// <summary>Writes values as they are, as Label Studio's converter does: runs of equal values, no literals but single ones.</summary>
    /// <param name="values">The values, four for each pixel.</param>
    public static byte[] EncodeValues(ReadOnlySpan<byte> values) => Encode(values, repeat: 1);

    /// <summary>Writes a picture, each pixel four times.</summary>
    /// <param name="pixels">One byte for each pixel, row by row: 0 outside, mostly 255 inside.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxPixels"/>.</exception>
    public static byte[] EncodePixels(ReadOnlySpan<byte> pixels) => Encode(pixels, repeat: 4);

    /// <summary>Writes a mask with 255 inside and 0 outside.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The picture has more than <see cref="MaxPixels"/>.</exception>
    public static byte[] EncodeMask(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        int pixels = (int)Mask.CheckSize(mask.Width, mask.Height);
        if (pixels > MaxPixels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(mask), $"{mask.Width} x {mask.Height} pixels are more than the {MaxPixels} a brush mask may have.");
        }

        byte[] plane = ArrayPool<byte>.Shared.Rent(pixels);
        try
        {
            mask.CopyPixelsTo(plane.AsSpan(0, pixels), 255);
            return EncodePixels(plane.AsSpan(0, pixels));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plane);
        }
    }

    private static byte[] Encode(ReadOnlySpan<byte> values, int repeat)
    {
        long total = (long)values.Length * repeat;
        if (total > uint.MaxValue)
            throw new ArgumentException("A brush mask holds at most 2^32 - 1 values.", nameof(values));
        BrushBits bits = new(256);
        bits.Write((uint)total, 32);
        bits.Write(WordBits - 1, 5);
        bits.Write(0b0010_0011_0111_1111, 16);
        while (!values.IsEmpty)
        {
            byte value = values[0];
            int run = values.IndexOfAnyExcept(value);
            if (run < 0)
                run = values.Length;
            WriteRun(ref bits, value, (long)run * repeat);
            values = values[run..];
        }

        return bits.ToArray();
    }

    private static void WriteRun(ref BrushBits bits, byte value, long length)
    {
        while (length > 0)
        {
            uint block = (uint)Math.Min(length, LongestBlock);
            (uint prefix, int prefixBits) = block switch
            {
                1 => (0b0_00_000u, 6),
                <= 8 => (0b1_00u << 3 | block - 1, 6),
                <= 16 => (0b1_01u << 4 | block - 1, 7),
                <= 256 => (0b1_10u << 8 | block - 1, 11),
                _ => (0b1_11u << 16 | block - 1, 19),
            };
            bits.Write(prefix << WordBits | value, prefixBits + WordBits);
            length -= block;
        }
    }

    private static void CheckCount(uint announced, long wanted)
    {
        if (announced != wanted)
        {
            throw new MaskFormatException(string.Create(
                CultureInfo.InvariantCulture, $"The brush mask announces {announced} values where {wanted} are wanted."));
        }
    }
}
