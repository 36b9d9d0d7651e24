using System.Buffers.Binary;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Reads the size of a picture from its header: PNG, JPEG, GIF, BMP and WebP. Nothing is decoded and nothing is allocated by what the
/// header claims. For JPEG the EXIF orientation is applied, so that the size is that of the picture as displayed: the frame labels live in.
/// </summary>
public static class ImageHeader
{
    private const int HeaderLength = 64 * 1024;

    /// <summary>Reads a size, or <see langword="null"/> if the file is none of these formats.</summary>
    public static Task<ImageSize?> TryReadSizeAsync(string path, CancellationToken cancellationToken = default) =>
        ReadAsync(path, upright: true, cancellationToken);

    /// <summary>
    /// Reads the size of the rows as they are stored, whatever EXIF says of the orientation: what programs see that do not look at it.
    /// </summary>
    public static Task<ImageSize?> TryReadStoredSizeAsync(string path, CancellationToken cancellationToken = default) =>
        ReadAsync(path, upright: false, cancellationToken);

    /// <summary>Reads a size as <see cref="TryReadSizeAsync"/> does, for readers that hand out one item after the other.</summary>
    internal static ImageSize? TryReadSize(string path)
    {
        byte[] header = new byte[HeaderLength];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return TryReadSize(header.AsSpan(0, file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)));
    }

    private static async Task<ImageSize?> ReadAsync(string path, bool upright, CancellationToken cancellationToken)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            byte[] header = new byte[HeaderLength];
            int length = await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return Read(header.AsSpan(0, length), upright);
        }
    }

    /// <summary>
    /// Reads a size from the first bytes of a file (64 KiB are always enough but for JPEG files with very large metadata).
    /// </summary>
    public static ImageSize? TryReadSize(ReadOnlySpan<byte> header) => Read(header, upright: true);

    private static ImageSize? Read(ReadOnlySpan<byte> header, bool upright)
    {
        if (header.Length >= 24 && header.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return Size(BinaryPrimitives.ReadUInt32BigEndian(header[16..]), BinaryPrimitives.ReadUInt32BigEndian(header[20..]));
        if (header.Length >= 4 && header[0] == 0xFF && header[1] == 0xD8)
            return Jpeg(header, upright);
        if (header.Length >= 10 && (header.StartsWith("GIF87a"u8) || header.StartsWith("GIF89a"u8)))
            return Size(BinaryPrimitives.ReadUInt16LittleEndian(header[6..]), BinaryPrimitives.ReadUInt16LittleEndian(header[8..]));
        if (header.Length >= 26 && header.StartsWith("BM"u8))
        {
            int height = BinaryPrimitives.ReadInt32LittleEndian(header[22..]);
            return Size(BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), (uint)Math.Abs((long)height));
        }

        return header.Length >= 30 && header.StartsWith("RIFF"u8) && header[8..].StartsWith("WEBP"u8) ? WebP(header) : null;
    }

    private static ImageSize? Size(uint width, uint height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new ImageSize((int)width, (int)height) : null;

    private static ImageSize? Jpeg(ReadOnlySpan<byte> data, bool upright)
    {
        bool turned = false;
        int position = 2;
        while (position + 4 <= data.Length)
        {
            if (data[position] != 0xFF)
                return null;
            byte marker = data[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }

            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                position += 2;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(data[(position + 2)..]);
            if (length < 2)
                return null;
            ReadOnlySpan<byte> segment = data[(position + 4)..];
            // Frame headers: SOF0 to SOF15 but for DHT (C4), JPG (C8) and DAC (CC).
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                if (segment.Length < 5)
                    return null;
                uint height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
                uint width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
                return turned ? Size(height, width) : Size(width, height);
            }

            if (upright && marker == 0xE1 && segment.Length >= length - 2)
                turned |= IsTurned(segment[..(length - 2)]);
            position += 2 + length;
        }

        return null;
    }

    /// <summary>Whether EXIF says that the picture lies on its side (orientations 5 to 8).</summary>
    private static bool IsTurned(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8))
            return false;
        ReadOnlySpan<byte> tiff = exif[6..];
        bool little = tiff[0] == (byte)'I';
        uint offset = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (offset > tiff.Length - 2)
            return false;
        ReadOnlySpan<byte> directory = tiff[(int)offset..];
        int count = Word(directory, little);
        for (int i = 0; i < count && directory.Length >= 2 + (i + 1) * 12; i++)
        {
            ReadOnlySpan<byte> entry = directory[(2 + i * 12)..];
            if (Word(entry, little) == 0x0112)
                return Word(entry[8..], little) is >= 5 and <= 8;
        }

        return false;

        static int Word(ReadOnlySpan<byte> bytes, bool little) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    private static ImageSize? WebP(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> chunk = data[12..];
        if (chunk.StartsWith("VP8X"u8))
            return Size(1 + UInt24(data[24..]), 1 + UInt24(data[27..]));
        if (chunk.StartsWith("VP8L"u8))
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(data[21..]);
            return Size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
        }

        return chunk.StartsWith("VP8 "u8)
            ? Size(BinaryPrimitives.ReadUInt16LittleEndian(data[26..]) & 0x3FFFu,
                BinaryPrimitives.ReadUInt16LittleEndian(data[28..]) & 0x3FFFu)
            : null;

        static uint UInt24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16);
    }
}
