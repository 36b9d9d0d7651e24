using System.Buffers.Binary;
using System.IO.Compression;

namespace LabelingGen.Annotations.Tests.Masks;

/// <summary>
/// Writes the PNG files that the library itself never writes: interlaced, with a chosen filter, in many chunks, and damaged.
/// </summary>
internal static class PngTestWriter
{
    public static byte[] WithHeader(int width, int height) => WithData(width, height, new byte[100]);

    /// <summary>A grey picture with these compressed data.</summary>
    public static byte[] WithData(int width, int height, byte[] data)
    {
        MemoryStream stream = new();
        stream.Write(PngLayout.Signature);
        Chunk(stream, "IHDR"u8, Header(width, height, 8, 0, 0));
        Chunk(stream, "IDAT"u8, data);
        Chunk(stream, "IEND"u8, []);
        return stream.ToArray();
    }

    public static byte[] WriteInterlaced(PngImage image, int filter, int chunkSize)
    {
        MemoryStream stream = new();
        stream.Write(PngLayout.Signature);
        Chunk(stream, "IHDR"u8, Header(image.Width, image.Height, image.BitDepth, (int)image.ColorType, 1));
        Chunk(stream, "gAMA"u8, [0, 0, 1, 2]);
        if (!image.Palette.IsEmpty)
            Chunk(stream, "PLTE"u8, image.Palette.Span);
        MemoryStream compressed = new();
        using (ZLibStream deflate = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            WritePasses(image, filter, deflate);
        foreach (byte[] part in compressed.ToArray().Chunk(chunkSize))
            Chunk(stream, "IDAT"u8, part);
        Chunk(stream, "IEND"u8, []);
        return stream.ToArray();
    }

    /// <summary>Changes a few bytes within the contents of chunks and puts the checksums right again.</summary>
    public static void DamageChunks(byte[] file, Random random)
    {
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (length > 0)
                file[at + 8 + random.Next(length)] = (byte)random.Next(256);
            Span<byte> type = file.AsSpan(at + 4, 4);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + length), Crc32.Compute(type, file.AsSpan(at + 8, length)));
            at += 12 + length;
        }
    }

    private static void WritePasses(PngImage image, int filter, Stream deflate)
    {
        int pixelBytes = Math.Max(1, image.Channels * image.BitDepth / 8);
        foreach ((int startX, int startY, int stepX, int stepY) in PngLayout.Passes)
        {
            byte[]? above = null;
            for (int y = startY; y < image.Height && startX < image.Width; y += stepY)
            {
                List<byte> samples = [];
                int columns = 0;
                for (int x = startX; x < image.Width; x += stepX, columns++)
                    samples.AddRange(image.Samples.Span.Slice((y * image.Width + x) * pixelBytes, pixelBytes));
                byte[] row = Pack(samples, columns, image);
                above ??= new byte[row.Length];
                byte[] filtered = new byte[row.Length + 1];
                filtered[0] = (byte)filter;
                for (int i = 0; i < row.Length; i++)
                {
                    byte left = i < pixelBytes ? (byte)0 : row[i - pixelBytes];
                    byte upperLeft = i < pixelBytes ? (byte)0 : above[i - pixelBytes];
                    int prediction = filter switch
                    {
                        1 => left,
                        2 => above[i],
                        3 => (left + above[i]) / 2,
                        4 => new[] { left, above[i], upperLeft }.MinBy(value => Math.Abs(left + above[i] - upperLeft - value)),
                        _ => 0,
                    };
                    filtered[i + 1] = (byte)(row[i] - prediction);
                }

                deflate.Write(filtered);
                above = row;
            }
        }
    }

    private static byte[] Pack(List<byte> samples, int columns, PngImage image)
    {
        if (image.BitDepth >= 8)
            return [.. samples];
        byte[] row = new byte[PngLayout.RowBytes(columns, image.BitDepth)];
        for (int i = 0; i < columns; i++)
            row[i * image.BitDepth / 8] |= (byte)(samples[i] << (8 - image.BitDepth - i * image.BitDepth % 8));
        return row;
    }

    private static byte[] Header(int width, int height, int depth, int type, byte interlace)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)type, interlace);
        return header;
    }

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(type, content));
        stream.Write(number);
    }
}
