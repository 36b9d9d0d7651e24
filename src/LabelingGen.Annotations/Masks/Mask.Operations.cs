using System.Buffers;
using System.Text;

namespace LabelingGen.Annotations;

public sealed partial class Mask
{
    /// <summary>Reads a mask from COCO's compressed string.</summary>
    /// <param name="width">The picture's width in pixels (the second number of COCO's <c>size</c>).</param>
    /// <param name="height">The picture's height in pixels (the first number of COCO's <c>size</c>).</param>
    /// <param name="compressed">The characters after JSON unescaping.</param>
    /// <exception cref="MaskFormatException">The characters are not runs, or the runs do not fill the picture.</exception>
    public static Mask FromCompressed(int width, int height, string compressed)
    {
        ArgumentNullException.ThrowIfNull(compressed);
        CheckSize(width, height);
        byte[] text = ArrayPool<byte>.Shared.Rent(compressed.Length);
        uint[] counts = ArrayPool<uint>.Shared.Rent(compressed.Length);
        try
        {
            // A character beyond ASCII becomes '?' (63), which is in range, so it is looked for first.
            if (!Ascii.IsValid(compressed))
                throw new MaskFormatException("The compressed runs hold a character beyond ASCII.");
            Encoding.ASCII.GetBytes(compressed, text);
            int read = CompressedCounts.Read(text.AsSpan(0, compressed.Length), counts);
            return FromCounts(width, height, counts.AsSpan(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
            ArrayPool<uint>.Shared.Return(counts);
        }
    }

    /// <summary>COCO's compressed string of the runs.</summary>
    public string ToCompressed() => CompressedCounts.ToText(_counts);

    /// <summary>Creates a mask from pixels in the order of pictures: row by row, one byte each.</summary>
    /// <param name="pixels">Width times height bytes; 0 is outside, anything else inside.</param>
    /// <exception cref="ArgumentException">There are not exactly width times height bytes.</exception>
    public static Mask FromPixels(int width, int height, ReadOnlySpan<byte> pixels) => BitMask.FromPixels(width, height, pixels).ToMask();

    /// <summary>Writes the pixels row by row, one byte each: <paramref name="inside"/> or 0.</summary>
    /// <exception cref="ArgumentException">The buffer is not exactly width times height long.</exception>
    public void CopyPixelsTo(Span<byte> pixels, byte inside = 1) => BitMask.FromMask(this).CopyPixelsTo(pixels, inside);

    /// <summary>The mask that is empty, or the one that covers the whole picture.</summary>
    public static Mask Filled(int width, int height, bool inside)
    {
        uint pixels = (uint)CheckSize(width, height);
        return new Mask(width, height, inside ? [0, pixels] : [pixels]);
    }

    /// <summary>The pixels inside both masks.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public Mask Intersect(Mask other) => Combine(other, SetOperation.And);

    /// <summary>The pixels inside one of the masks or both.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public Mask Union(Mask other) => Combine(other, SetOperation.Or);

    /// <summary>The pixels inside this mask but not the other.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public Mask Except(Mask other) => Combine(other, SetOperation.Except);

    /// <summary>The pixels inside exactly one of the masks.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public Mask SymmetricExcept(Mask other) => Combine(other, SetOperation.Xor);

    /// <summary>The pixels outside this mask.</summary>
    public Mask Complement() => Filled(Width, Height, inside: true).Except(this);

    /// <summary>How many pixels are inside both masks, without allocating.</summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public long IntersectionCount(Mask other)
    {
        CheckSameSize(other);
        return RunAlgebra.IntersectionCount(_counts, other._counts);
    }

    /// <summary>
    /// Intersection over union of the two masks, from 0 to 1; 0 if they share no pixel, also when both are empty (as in pycocotools).
    /// </summary>
    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public double IntersectionOverUnion(Mask other)
    {
        long shared = IntersectionCount(other);
        return shared == 0 ? 0 : (double)shared / (PixelCount + other.PixelCount - shared);
    }

    /// <summary>Whether a pixel is inside.</summary>
    /// <param name="x">The column, from 0.</param>
    /// <param name="y">The row, from 0.</param>
    /// <returns><see langword="false"/> also beyond the picture.</returns>
    public bool Contains(int x, int y)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
            return false;
        long wanted = (long)x * Height + y;
        long end = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            end += _counts[i];
            if (wanted < end)
                return (i & 1) != 0;
        }

        return false;
    }

    /// <summary>
    /// The mask of a picture of another size whose top left corner lies at a place of this one: what is beyond either picture is left
    /// out, what is new is outside. It crops with a smaller size, and puts a part into its whole with negative offsets.
    /// </summary>
    /// <param name="left">The new picture's left edge in this one, in pixels.</param>
    /// <param name="top">The new picture's top edge in this one, in pixels.</param>
    /// <param name="width">The new picture's width in pixels.</param>
    /// <param name="height">The new picture's height in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The new size is negative or beyond <see cref="MaxPixels"/>.</exception>
    public Mask Window(int left, int top, int width, int height)
    {
        CheckSize(width, height);
        BitMask source = BitMask.FromMask(this);
        BitMask target = new(width, height);
        target.CopyFrom(source, left, top);
        return target.ToMask();
    }

    private Mask Combine(Mask other, SetOperation operation)
    {
        CheckSameSize(other);
        uint[] buffer = ArrayPool<uint>.Shared.Rent(_counts.Length + other._counts.Length + 1);
        try
        {
            int written = RunAlgebra.Combine(_counts, other._counts, operation, (uint)CheckSize(Width, Height), buffer);
            return new Mask(Width, Height, buffer.AsSpan(0, written).ToArray());
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(buffer);
        }
    }

    private void CheckSameSize(Mask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Width != Width || other.Height != Height)
            throw new ArgumentException($"A mask of {other.Width} x {other.Height} does not fit one of {Width} x {Height}.", nameof(other));
    }
}
