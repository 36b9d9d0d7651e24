using System.Buffers.Binary;

namespace LabelingGen.Annotations;

/// <summary>The IHDR chunk of a PNG file.</summary>
internal readonly record struct PngHeader(int Width, int Height, PngColorType ColorType, int BitDepth, bool IsInterlaced)
{
    public int BitsPerPixel => PngLayout.Channels(ColorType) * BitDepth;

    /// <summary>The bytes of all unpacked samples.</summary>
    public long SampleBytes => (long)Width * Height * PngLayout.Channels(ColorType) * (BitDepth == 16 ? 2 : 1);

    /// <summary>The bytes of all rows as they are packed, at least.</summary>
    public long PackedBytes => Height * PngLayout.RowBytes(Width, BitsPerPixel);

    public static PngHeader Read(ReadOnlySpan<byte> chunk, long maxPixels)
    {
        if (chunk.Length != 13)
            throw new PngFormatException($"The header of the PNG file has {chunk.Length} bytes instead of 13.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        PngColorType colorType = (PngColorType)chunk[9];
        int bitDepth = chunk[8];
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw new PngFormatException($"The PNG file claims {width} x {height} pixels.");
        if (!PngLayout.IsAllowed(colorType, bitDepth))
            throw new PngFormatException(
                $"The PNG file claims colour type {chunk[9]} with {bitDepth} bits per sample, which does not exist.");
        if (chunk[10] != 0 || chunk[11] != 0 || chunk[12] > 1)
            throw new PngFormatException("The PNG file uses a compression, filter or interlace method that does not exist.");
        PngHeader header = new((int)width, (int)height, colorType, bitDepth, chunk[12] == 1);
        if ((long)width * height > maxPixels || header.SampleBytes > Array.MaxLength)
            throw new PngFormatException($"The PNG file claims {width} x {height} pixels, more than the {maxPixels} that are read.");
        return header;
    }
}
