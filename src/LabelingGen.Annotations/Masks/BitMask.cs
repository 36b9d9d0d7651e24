using System.Globalization;
using System.Numerics;

namespace LabelingGen.Annotations;

/// <summary>
/// A set of pixels of a picture with one bit each, for drawing and for fast set operations. Bits are in column-major order without gaps,
/// as COCO's runs are. It can be changed, and is not safe for several threads that change it; <see cref="Mask"/> is the immutable form.
/// </summary>
public sealed class BitMask
{
    private readonly ulong[] _bits;

    /// <summary>Creates a mask without a pixel inside.</summary>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative, or there are more than 2^31 - 1 pixels.</exception>
    public BitMask(int width, int height)
    {
        long pixels = Mask.CheckSize(width, height);
        Width = width;
        Height = height;
        _bits = new ulong[(pixels + 63) / 64];
    }

    /// <summary>The picture's width in pixels.</summary>
    public int Width { get; }

    /// <summary>The picture's height in pixels.</summary>
    public int Height { get; }

    /// <summary>The bits, column by column, the lowest bit of the first word first; bits beyond the last pixel are 0.</summary>
    internal Span<ulong> Bits => _bits;

    /// <summary>Whether a pixel is inside.</summary>
    /// <param name="x">The column, from 0.</param>
    /// <param name="y">The row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies beyond the picture.</exception>
    public bool this[int x, int y]
    {
        get
        {
            long at = IndexOf(x, y);
            return (_bits[at >> 6] >> (int)(at & 63) & 1) != 0;
        }

        set
        {
            long at = IndexOf(x, y);
            ulong bit = 1UL << (int)(at & 63);
            _bits[at >> 6] = value ? _bits[at >> 6] | bit : _bits[at >> 6] & ~bit;
        }
    }

    /// <summary>The number of pixels inside.</summary>
    public long PixelCount => BitRuns.Count(_bits);

    /// <summary>Whether no pixel is inside.</summary>
    public bool IsEmpty => !_bits.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>Creates a mask from its immutable form.</summary>
    public static BitMask FromMask(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        BitMask bits = new(mask.Width, mask.Height);
        RunLengths.Decode(mask.Counts, bits._bits);
        return bits;
    }

    /// <summary>Creates a mask from pixels in the order of pictures: row by row, one byte each.</summary>
    /// <param name="pixels">Width times height bytes; 0 is outside, anything else inside.</param>
    /// <exception cref="ArgumentException">There are not exactly width times height bytes.</exception>
    public static BitMask FromPixels(int width, int height, ReadOnlySpan<byte> pixels)
    {
        BitMask mask = new(width, height);
        mask.CheckLength(pixels.Length, nameof(pixels));
        BitTransposition.FromRows(pixels, mask._bits, width, height);
        return mask;
    }

    /// <summary>Writes the pixels row by row, one byte each: <paramref name="inside"/> or 0.</summary>
    /// <exception cref="ArgumentException">The buffer is not exactly width times height long.</exception>
    public void CopyPixelsTo(Span<byte> pixels, byte inside = 1)
    {
        CheckLength(pixels.Length, nameof(pixels));
        BitTransposition.ToRows(_bits, pixels, Width, Height, inside);
    }

    /// <summary>The immutable form.</summary>
    public Mask ToMask()
    {
        long pixels = (long)Width * Height;
        long changes = CountChanges();
        uint[] counts = new uint[changes + 1];
        RunLengths.TryEncode(_bits, pixels, counts, out _);
        return Mask.FromTrusted(Width, Height, counts);
    }

    /// <summary>Makes this the intersection of the two masks.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public void And(BitMask other) => Apply<AndRule>(other);

    /// <summary>Makes this the union of the two masks.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public void Or(BitMask other) => Apply<OrRule>(other);

    /// <summary>Makes this the pixels that are inside exactly one of the two masks.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public void Xor(BitMask other) => Apply<XorRule>(other);

    /// <summary>Takes the other mask's pixels out of this one.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public void AndNot(BitMask other) => Apply<AndNotRule>(other);

    /// <summary>Turns inside to outside and outside to inside.</summary>
    public void Not()
    {
        for (int i = 0; i < _bits.Length; i++)
            _bits[i] = ~_bits[i];
        int used = (int)((long)Width * Height % 64);
        if (used != 0)
            _bits[^1] &= (1UL << used) - 1;
    }

    /// <summary>Takes every pixel out.</summary>
    public void Clear() => Array.Clear(_bits);

    /// <summary>How many pixels are inside both masks.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public long IntersectionCount(BitMask other)
    {
        CheckSameSize(other);
        long count = 0;
        for (int i = 0; i < _bits.Length; i++)
            count += BitOperations.PopCount(_bits[i] & other._bits[i]);
        return count;
    }

    /// <summary>Intersection over union, from 0 to 1; 0 if the masks share no pixel, also when both are empty.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public double IntersectionOverUnion(BitMask other)
    {
        CheckSameSize(other);
        long shared = 0;
        long all = 0;
        for (int i = 0; i < _bits.Length; i++)
        {
            shared += BitOperations.PopCount(_bits[i] & other._bits[i]);
            all += BitOperations.PopCount(_bits[i] | other._bits[i]);
        }

        return shared == 0 ? 0 : (double)shared / all;
    }

    /// <summary>Copies the part of another mask that begins at a place of it; what lies beyond either is left as it is.</summary>
    /// <param name="source">The mask to copy from.</param>
    /// <param name="left">The column of <paramref name="source"/> that becomes column 0.</param>
    /// <param name="top">The row of <paramref name="source"/> that becomes row 0.</param>
    public void CopyFrom(BitMask source, int left, int top)
    {
        ArgumentNullException.ThrowIfNull(source);
        int firstRow = (int)Math.Max(0L, -(long)top);
        int rows = (int)Math.Min(Height, (long)source.Height - top) - firstRow;
        int firstColumn = (int)Math.Max(0L, -(long)left);
        int columns = (int)Math.Min(Width, (long)source.Width - left) - firstColumn;
        for (int x = firstColumn; rows > 0 && x < firstColumn + columns; x++)
        {
            long from = (long)(x + left) * source.Height + firstRow + top;
            BitRuns.Copy(source._bits, from, _bits, (long)x * Height + firstRow, rows);
        }
    }

    /// <summary>Sets pixels of one column.</summary>
    internal void FillColumn(int x, int top, int bottom) => BitRuns.Set(_bits, (long)x * Height + top, bottom - top);

    private long CountChanges()
    {
        long changes = 0;
        ulong last = 0;
        foreach (ulong word in _bits)
        {
            changes += BitOperations.PopCount(word ^ (word << 1 | last));
            last = word >> 63;
        }

        // The zero bits after the last pixel make one change too many if that pixel is inside.
        long pixels = (long)Width * Height;
        return pixels % 64 != 0 && BitRuns.Get(_bits, pixels - 1, 1) != 0 ? changes - 1 : changes;
    }

    private void Apply<TRule>(BitMask other)
        where TRule : IBitRule
    {
        CheckSameSize(other);
        IBitRule.Apply<TRule>(_bits, other._bits);
    }

    private long IndexOf(int x, int y)
    {
        if ((uint)x >= (uint)Width)
            throw new ArgumentOutOfRangeException(nameof(x), x, string.Create(CultureInfo.InvariantCulture, $"There are {Width} columns."));
        if ((uint)y >= (uint)Height)
            throw new ArgumentOutOfRangeException(nameof(y), y, string.Create(CultureInfo.InvariantCulture, $"There are {Height} rows."));
        return (long)x * Height + y;
    }

    private void CheckLength(int length, string name)
    {
        if (length != (long)Width * Height)
            throw new ArgumentException($"{Width} x {Height} pixels need {(long)Width * Height} bytes, not {length}.", name);
    }

    private void CheckSameSize(BitMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Width != Width || other.Height != Height)
            throw new ArgumentException($"A mask of {other.Width} x {other.Height} does not fit one of {Width} x {Height}.", nameof(other));
    }
}
