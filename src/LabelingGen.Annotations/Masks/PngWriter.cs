using System.Buffers.Binary;
using System.IO.Compression;

namespace LabelingGen.Annotations;

/// <summary>Writes PNG files.</summary>
internal static class PngWriter
{
    public static void Write(PngImage image, Stream stream)
    {
        stream.Write(PngLayout.Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = (byte)image.BitDepth;
        header[9] = (byte)image.ColorType;
        header[10..].Clear();
        WriteChunk(stream, "IHDR"u8, header);
        if (!image.Palette.IsEmpty)
            WriteChunk(stream, "PLTE"u8, image.Palette.Span);
        if (!image.Transparency.IsEmpty)
            WriteChunk(stream, "tRNS"u8, image.Transparency.Span);
        using MemoryStream compressed = new();
        using (ZLibStream deflate = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
            WriteRows(image, deflate);
        WriteChunk(stream, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Compute(type, content));
        stream.Write(number);
    }

    private static void WriteRows(PngImage image, Stream deflate)
    {
        int bits = image.Channels * image.BitDepth;
        int rowBytes = checked((int)PngLayout.RowBytes(image.Width, bits));
        int sampleRow = checked(image.Width * image.Channels * (image.BitDepth == 16 ? 2 : 1));
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        byte[] filtered = new byte[rowBytes + 1];

        // Neighbouring palette indexes are not near each other in meaning, so filters would only hide their repetitions from deflate.
        bool plain = image.ColorType == PngColorType.Palette || image.BitDepth < 8;
        for (int y = 0; y < image.Height; y++)
        {
            Pack(image.Samples.Span.Slice(y * sampleRow, sampleRow), row, image.BitDepth);
            filtered[0] = plain ? (byte)0 : ChooseFilter(row, above, bits / 8, filtered);
            Filter(filtered[0], row, above, bits / 8, filtered.AsSpan(1));
            deflate.Write(filtered);
            (above, row) = (row, above);
        }
    }

    private static void Pack(ReadOnlySpan<byte> samples, Span<byte> row, int depth)
    {
        if (depth >= 8)
        {
            samples.CopyTo(row);
            return;
        }

        row.Clear();
        int perByte = 8 / depth;
        for (int i = 0; i < samples.Length; i++)
            row[i / perByte] |= (byte)(samples[i] << (8 - depth - i % perByte * depth));
    }

    /// <summary>The filter whose result has the smallest sum of distances from 0: the specification's own advice.</summary>
    private static byte ChooseFilter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, byte[] scratch)
    {
        byte best = 0;
        long bestSum = long.MaxValue;
        Span<byte> filtered = scratch.AsSpan(1);
        for (byte filter = 0; filter <= 4; filter++)
        {
            Filter(filter, row, above, step, filtered);
            long sum = 0;
            foreach (byte value in filtered)
                sum += Math.Abs((int)(sbyte)value);
            if (sum < bestSum)
                (best, bestSum) = (filter, sum);
        }

        return best;
    }

    private static void Filter(byte filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step, Span<byte> result)
    {
        for (int i = 0; i < row.Length; i++)
        {
            byte left = i < step ? (byte)0 : row[i - step];
            byte upperLeft = i < step ? (byte)0 : above[i - step];
            result[i] = (byte)(row[i] - filter switch
            {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => PngRows.Paeth(left, above[i], upperLeft),
            });
        }
    }
}
