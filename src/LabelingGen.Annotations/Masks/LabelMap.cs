namespace LabelingGen.Annotations;

/// <summary>
/// A picture whose pixels are numbers that stand for classes or objects: the form of semantic, instance and panoptic segmentation. It
/// can be changed, and is not safe for several threads that change it.
/// </summary>
public sealed class LabelMap
{
    private readonly int[] _values;

    /// <summary>Creates a map of zeros.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is negative or there are more than 2^28 pixels.</exception>
    public LabelMap(int width, int height)
    {
        if (Mask.CheckSize(width, height) > MaxPixels)
            throw new ArgumentOutOfRangeException(nameof(width),
                $"{width} x {height} pixels are more than the {MaxPixels} of a label map.");
        Width = width;
        Height = height;
        _values = new int[width * height];
    }

    /// <summary>The largest number of pixels.</summary>
    public const long MaxPixels = 1L << 28;

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>The numbers, row by row.</summary>
    public Span<int> Values => _values;

    /// <summary>The number of a pixel.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pixel lies beyond the picture.</exception>
    public int this[int x, int y]
    {
        get => _values[IndexOf(x, y)];
        set => _values[IndexOf(x, y)] = value;
    }

    /// <summary>
    /// Reads the numbers of a PNG picture: the place in the palette, the grey value, or for colours red + 256 green + 65536 blue, which
    /// is how COCO's panoptic pictures hold their identifiers. Alpha is not looked at.
    /// </summary>
    /// <exception cref="PngFormatException">The picture has colours of 16 bits, which have no such number.</exception>
    public static LabelMap FromPng(PngImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        bool isColor = image.ColorType is PngColorType.Rgb or PngColorType.Rgba;
        if (isColor && image.BitDepth == 16)
            throw new PngFormatException("Colours of 16 bits do not stand for numbers.");
        LabelMap map = new(image.Width, image.Height);
        ReadOnlySpan<byte> samples = image.Samples.Span;
        int size = image.BitDepth == 16 ? 2 : 1;
        int step = image.Channels * size;
        for (int i = 0; i < map._values.Length; i++)
        {
            ReadOnlySpan<byte> pixel = samples.Slice(i * step, step);
            map._values[i] = isColor ? pixel[0] | pixel[1] << 8 | pixel[2] << 16 : size == 2 ? pixel[0] << 8 | pixel[1] : pixel[0];
        }

        return map;
    }

    /// <summary>The numbers as an index mask: a PNG picture of eight bits with a palette.</summary>
    /// <param name="palette">Red, green and blue of each entry, up to 256; see <see cref="VocPalette"/> for the usual one.</param>
    /// <exception cref="InvalidOperationException">A number has no place in the palette.</exception>
    public PngImage ToIndexedPng(ReadOnlyMemory<byte> palette)
    {
        byte[] samples = new byte[_values.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            if ((uint)_values[i] >= (uint)palette.Length / 3)
                throw new InvalidOperationException($"The number {_values[i]} is not among the {palette.Length / 3} palette entries.");
            samples[i] = (byte)_values[i];
        }

        return new PngImage(Width, Height, PngColorType.Palette, 8, samples, palette);
    }

    /// <summary>The numbers as colours, red + 256 green + 65536 blue, as COCO's panoptic pictures hold them.</summary>
    /// <exception cref="InvalidOperationException">A number is negative or does not fit into 24 bits.</exception>
    public PngImage ToPanopticPng()
    {
        byte[] samples = new byte[checked(3 * _values.Length)];
        for (int i = 0; i < _values.Length; i++)
        {
            int value = _values[i];
            if (value is < 0 or > 0xffffff)
                throw new InvalidOperationException($"The number {value} does not fit into 24 bits.");
            (samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
        }

        return new PngImage(Width, Height, PngColorType.Rgb, 8, samples);
    }

    /// <summary>Sets the number of every pixel inside a mask.</summary>
    /// <exception cref="ArgumentException">The mask has another size.</exception>
    public void Paint(Mask mask, int value)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Width != Width || mask.Height != Height)
            throw new ArgumentException($"A mask of {mask.Width} x {mask.Height} does not fit a map of {Width} x {Height}.", nameof(mask));
        long at = 0;
        ReadOnlySpan<uint> counts = mask.Counts;
        for (int i = 0; i < counts.Length; i++)
        {
            for (long place = at; (i & 1) != 0 && place < at + counts[i]; place++)
                _values[place % Height * Width + place / Height] = value;
            at += counts[i];
        }
    }

    /// <summary>The pixels that have a number.</summary>
    public Mask ToMask(int value)
    {
        BitMask mask = new(Width, Height);
        for (int i = 0; i < _values.Length; i++)
        {
            if (_values[i] == value)
                mask[i % Width, i / Width] = true;
        }

        return mask.ToMask();
    }

    /// <summary>The numbers that occur, in rising order.</summary>
    public ValueList<int> DistinctValues()
    {
        HashSet<int> seen = [];
        foreach (int value in _values)
            seen.Add(value);
        return seen.Order().ToValueList();
    }

    /// <summary>
    /// The palette that Pascal VOC and most others use: the bits of the index are dealt out to red, green and blue from the highest bit on.
    /// </summary>
    public static byte[] VocPalette()
    {
        byte[] palette = new byte[3 * 256];
        for (int i = 0; i < 256; i++)
        {
            for (int bit = 0; bit < 8; bit++)
                palette[3 * i + bit % 3] |= (byte)((i >> bit & 1) << (7 - bit / 3));
        }

        return palette;
    }

    private int IndexOf(int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return y * Width + x;
    }
}
