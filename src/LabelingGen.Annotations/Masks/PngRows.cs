using System.Numerics;
using System.Runtime.InteropServices;

namespace LabelingGen.Annotations;

/// <summary>Takes the rows of a PNG picture out of their stream: undoes the filters and unpacks samples of less than a byte.</summary>
internal sealed class PngRows(PngHeader header, Stream stream)
{
    private readonly int _pixelBytes = Math.Max(1, header.BitsPerPixel / 8);
    private readonly byte[] _filter = new byte[1];

    /// <summary>Reads one pass, which is the whole picture when it is not interlaced.</summary>
    public void ReadPass(byte[] samples, int startX, int startY, int stepX, int stepY)
    {
        int columns = (header.Width - startX + stepX - 1) / stepX;
        if (columns <= 0 || header.Height <= startY)
            return;
        int rowBytes = (int)PngLayout.RowBytes(columns, header.BitsPerPixel);
        byte[] previous = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        for (long y = startY; y < header.Height; y += stepY)
        {
            Fill(_filter);
            Fill(row);
            Unfilter(_filter[0], row, previous);
            Scatter(row, samples, columns, startX, stepX, y);
            (previous, row) = (row, previous);
        }
    }

    /// <summary>Reads on to the end of the stream, so that its checksum is compared.</summary>
    public void CheckEnd()
    {
        if (stream.Read(_filter) != 0)
            throw new PngFormatException("The PNG file has more data than pixels.");
    }

    private void Fill(byte[] buffer)
    {
        if (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
            throw new PngFormatException("The compressed data of the PNG file ends too early.");
    }

    private void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        int step = _pixelBytes;
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = step; i < row.Length; i++)
                    row[i] += row[i - step];
                break;
            case 2:
                AddAbove(row, above);
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) / 2);
                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                    row[i] += i < step ? above[i] : Paeth(row[i - step], above[i], above[i - step]);
                break;
            default:
                throw new PngFormatException($"The PNG file uses filter {filter}, which does not exist.");
        }
    }

    private static void AddAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        Span<Vector<byte>> wideRow = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        ReadOnlySpan<Vector<byte>> wideAbove = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        for (int i = 0; i < wideRow.Length; i++)
            wideRow[i] += wideAbove[i];
        for (int i = wideRow.Length * Vector<byte>.Count; i < row.Length; i++)
            row[i] += above[i];
    }

    /// <summary>Whichever of the three neighbours is nearest to left + above - upper left; ties in this order.</summary>
    internal static byte Paeth(byte left, byte above, byte upperLeft)
    {
        int toLeft = Math.Abs(above - upperLeft);
        int toAbove = Math.Abs(left - upperLeft);
        int toUpperLeft = Math.Abs(left + above - 2 * upperLeft);
        if (toLeft <= toAbove && toLeft <= toUpperLeft)
            return left;
        return toAbove <= toUpperLeft ? above : upperLeft;
    }

    private void Scatter(ReadOnlySpan<byte> row, byte[] samples, int columns, int startX, int stepX, long y)
    {
        int depth = header.BitDepth;
        if (depth >= 8)
        {
            long line = y * header.Width * _pixelBytes;
            if (stepX == 1)
            {
                row.CopyTo(samples.AsSpan((int)line));
                return;
            }

            for (int i = 0; i < columns; i++)
                row.Slice(i * _pixelBytes, _pixelBytes).CopyTo(samples.AsSpan((int)(line + (startX + (long)i * stepX) * _pixelBytes)));
            return;
        }

        int perByte = 8 / depth;
        int mask = (1 << depth) - 1;
        long target = y * header.Width + startX;
        for (int i = 0; i < columns; i++)
            samples[target + (long)i * stepX] = (byte)(row[i / perByte] >> (8 - depth - i % perByte * depth) & mask);
    }
}
