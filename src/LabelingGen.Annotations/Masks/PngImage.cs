namespace LabelingGen.Annotations;

/// <summary>What the samples of a PNG picture mean; the numbers are those of the PNG specification (section 11.2.1).</summary>
public enum PngColorType
{
    /// <summary>One sample per pixel: grey.</summary>
    Grey = 0,

    /// <summary>Three samples per pixel: red, green, blue.</summary>
    Rgb = 2,

    /// <summary>One sample per pixel: a place in the palette. The form of index masks.</summary>
    Palette = 3,

    /// <summary>Two samples per pixel: grey, alpha.</summary>
    GreyAlpha = 4,

    /// <summary>Four samples per pixel: red, green, blue, alpha.</summary>
    Rgba = 6,
}

/// <summary>A picture as a PNG file holds it: samples as they are stored, without a conversion of colours.</summary>
public sealed class PngImage
{
    /// <summary>Creates a picture.</summary>
    /// <param name="width">The number of columns, from 1.</param>
    /// <param name="height">The number of rows, from 1.</param>
    /// <param name="colorType">What the samples mean.</param>
    /// <param name="bitDepth">The bits of a sample: 1, 2, 4, 8 or 16, as the colour type allows.</param>
    /// <param name="samples"> Row by row, pixel by pixel: one byte per sample, not scaled up for depths below 8; two bytes, high byte
    /// first, for depth 16. Not copied.
    /// </param>
    /// <param name="palette">Red, green and blue of each palette entry; needed for <see cref="PngColorType.Palette"/>.</param>
    /// <param name="transparency">The contents of the file's <c>tRNS</c> chunk; for palettes the alpha of the first entries.</param>
    /// <exception cref="ArgumentException">A part does not fit the others.</exception>
    public PngImage(
        int width, int height, PngColorType colorType, int bitDepth, ReadOnlyMemory<byte> samples,
        ReadOnlyMemory<byte> palette = default, ReadOnlyMemory<byte> transparency = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (!PngLayout.IsAllowed(colorType, bitDepth))
            throw new ArgumentException($"PNG has no {colorType} pictures with {bitDepth} bits per sample.", nameof(bitDepth));
        if (palette.Length % 3 != 0 || palette.Length > 3 * 256)
            throw new ArgumentException("A palette has three bytes for each of at most 256 entries.", nameof(palette));
        if (colorType == PngColorType.Palette && palette.IsEmpty)
            throw new ArgumentException("A palette picture needs a palette.", nameof(palette));
        long wanted = (long)width * height * PngLayout.Channels(colorType) * (bitDepth == 16 ? 2 : 1);
        if (samples.Length != wanted)
            throw new ArgumentException($"The picture needs {wanted} bytes of samples, not {samples.Length}.", nameof(samples));
        Width = width;
        Height = height;
        ColorType = colorType;
        BitDepth = bitDepth;
        Samples = samples;
        Palette = palette;
        Transparency = transparency;
    }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>What the samples mean.</summary>
    public PngColorType ColorType { get; }

    /// <summary>The bits of a sample.</summary>
    public int BitDepth { get; }

    /// <summary>The samples per pixel.</summary>
    public int Channels => PngLayout.Channels(ColorType);

    /// <summary>
    /// The samples, row by row, pixel by pixel: one byte each and not scaled up for depths below 8; two bytes each, high byte first, for
    /// depth 16.
    /// </summary>
    public ReadOnlyMemory<byte> Samples { get; }

    /// <summary>Red, green and blue of each palette entry; empty if there is no palette.</summary>
    public ReadOnlyMemory<byte> Palette { get; }

    /// <summary>The contents of the file's <c>tRNS</c> chunk; empty if there is none.</summary>
    public ReadOnlyMemory<byte> Transparency { get; }

    /// <summary>Reads a PNG file.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="maxPixels">The most pixels that are read; a file that claims more is refused before any memory is taken.</param>
    /// <exception cref="PngFormatException">The file is damaged, cut off, not a PNG picture or too large.</exception>
    public static PngImage Decode(ReadOnlyMemory<byte> file, long maxPixels = 1L << 28) => PngReader.Read(file, maxPixels);

    /// <summary>Writes the picture as a PNG file, not interlaced, the same bytes every time on one version of .NET.</summary>
    /// <param name="stream">Where the file goes; stays open.</param>
    public void Encode(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngWriter.Write(this, stream);
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] Encode()
    {
        using MemoryStream stream = new();
        Encode(stream);
        return stream.ToArray();
    }

    /// <summary>Writes red, green, blue and alpha of every pixel, eight bits each, row by row.</summary>
    /// <exception cref="ArgumentException">The buffer is not exactly four bytes per pixel long.</exception>
    /// <exception cref="PngFormatException">A pixel names a palette entry that does not exist.</exception>
    public void CopyRgbaTo(Span<byte> rgba)
    {
        if (rgba.Length != 4L * Width * Height)
            throw new ArgumentException($"{Width} x {Height} pixels need {4L * Width * Height} bytes, not {rgba.Length}.", nameof(rgba));
        PngColors.Convert(this, rgba);
    }
}
