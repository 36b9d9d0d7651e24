using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// A set of pixels of a picture, immutable, as runs: COCO's run-length form. The pixels are walked column by column from the top left
/// corner (downwards first, then to the right); the runs alternate between pixels outside and inside, beginning with outside (a first
/// run of 0 when the first pixel is inside). The runs add up to width times height.
/// </summary>
/// <remarks>
/// Runs are kept as they were given, so that what was read is written unchanged; two masks are equal when they have the same size and
/// the same pixels, even if one of them has runs of length 0 in between.
/// </remarks>
public sealed partial class Mask : IPlanarShape, IEquatable<Mask>
{
    /// <summary>The largest number of pixels a mask may have: 2^31 - 1.</summary>
    public const long MaxPixels = int.MaxValue;

    private readonly uint[] _counts;

    private Mask(int width, int height, uint[] counts)
    {
        Width = width;
        Height = height;
        _counts = counts;
    }

    /// <summary>The width of the picture the mask belongs to, in pixels.</summary>
    public int Width { get; }

    /// <summary>The height of the picture the mask belongs to, in pixels.</summary>
    public int Height { get; }

    /// <summary>The lengths of the runs in pixels, outside first.</summary>
    public ReadOnlySpan<uint> Counts => _counts;

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Mask;

    /// <summary>The number of pixels inside.</summary>
    public long PixelCount
    {
        get
        {
            long inside = 0;
            for (int i = 1; i < _counts.Length; i += 2)
                inside += _counts[i];
            return inside;
        }
    }

    /// <summary>The number of pixels inside, as an area in square pixels.</summary>
    public double Area => PixelCount;

    /// <summary>Whether no pixel is inside.</summary>
    public bool IsEmpty => PixelCount == 0;

    /// <summary>Creates a mask from the lengths of its runs.</summary>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <param name="counts">The runs' lengths, column by column, outside first; they are copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or beyond <see cref="MaxPixels"/>.</exception>
    /// <exception cref="MaskFormatException">The runs do not add up to width times height.</exception>
    public static Mask FromCounts(int width, int height, ReadOnlySpan<uint> counts)
    {
        long pixels = CheckSize(width, height);
        long sum = 0;
        foreach (uint count in counts)
        {
            sum += count;
            if (sum > pixels)
                break;
        }

        if (sum != pixels)
        {
            string length = sum > pixels ? "more than" : string.Create(CultureInfo.InvariantCulture, $"{sum} of");
            throw new MaskFormatException(string.Create(
                CultureInfo.InvariantCulture, $"The runs of the mask add up to {length} the {pixels} pixels of {width} x {height}."));
        }

        return new Mask(width, height, counts.ToArray());
    }

    /// <summary>Takes over runs that are known to fill the picture.</summary>
    internal static Mask FromTrusted(int width, int height, uint[] counts) => new(width, height, counts);

    internal static long CheckSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        long pixels = (long)width * height;
        return pixels <= MaxPixels
            ? pixels
            : throw new ArgumentOutOfRangeException(nameof(width),
                $"{width} x {height} pixels are more than the {MaxPixels} a mask may have.");
    }

    /// <inheritdoc />
    public Box Bounds => ComputeBounds(_counts, Height);

    /// <inheritdoc />
    public bool Equals(Mask? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        return other is not null && Width == other.Width && Height == other.Height
            && (_counts.AsSpan().SequenceEqual(other._counts) || Canonical(_counts).AsSpan().SequenceEqual(Canonical(other._counts)));
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Mask);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Width, Height, PixelCount, Bounds);

    /// <summary>The size and the number of pixels inside.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"mask {Width} x {Height}, {PixelCount} pixels");

    /// <summary>The same runs without runs of length 0 in between or at the end.</summary>
    private static uint[] Canonical(uint[] counts)
    {
        uint[] merged = new uint[counts.Length];
        int written = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0 && i > 0)
                continue;
            if (written > 0 && (written - 1) % 2 == i % 2)
                merged[written - 1] += counts[i];
            else
                merged[written++] = counts[i];
        }

        return merged[..written];
    }

    private static Box ComputeBounds(ReadOnlySpan<uint> counts, int height)
    {
        long at = 0;
        long left = long.MaxValue, top = long.MaxValue, right = -1, bottom = -1;
        for (int i = 0; i < counts.Length; i++)
        {
            if (i % 2 == 1 && counts[i] > 0)
            {
                (long firstColumn, long firstRow) = Math.DivRem(at, height);
                (long lastColumn, long lastRow) = Math.DivRem(at + counts[i] - 1, height);
                left = Math.Min(left, firstColumn);
                right = Math.Max(right, lastColumn);
                top = Math.Min(top, lastColumn > firstColumn ? 0 : firstRow);
                bottom = Math.Max(bottom, lastColumn > firstColumn ? height - 1 : lastRow);
            }

            at += counts[i];
        }

        return right < 0 ? default : new Box(left, top, right - left + 1, bottom - top + 1);
    }
}
