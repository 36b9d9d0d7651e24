using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace LabelingGen.Annotations;

/// <summary>Reads PNG files: every colour type and depth, interlaced or not, with all checksums.</summary>
internal static class PngReader
{
    /// <summary>Deflate cannot blow a byte up to more than about this many; a file that claims more is lying.</summary>
    private const long MaxInflation = 1040;

    public static PngImage Read(ReadOnlyMemory<byte> file, long maxPixels)
    {
        if (!file.Span.StartsWith(PngLayout.Signature))
            throw new PngFormatException("The file does not begin with the PNG signature.");
        PngHeader? header = null;
        ReadOnlyMemory<byte> palette = default;
        ReadOnlyMemory<byte> transparency = default;
        List<ReadOnlyMemory<byte>> data = [];
        ReadOnlyMemory<byte> rest = file[PngLayout.Signature.Length..];
        while (true)
        {
            ReadOnlyMemory<byte> content = ReadChunk(ref rest, out string type);
            if (header is null && type != "IHDR")
                throw new PngFormatException($"The first chunk of the PNG file is {type}, not IHDR.");
            switch (type)
            {
                case "IHDR":
                    if (header is not null)
                        throw new PngFormatException("The PNG file has two IHDR chunks.");
                    header = PngHeader.Read(content.Span, maxPixels);
                    break;
                case "PLTE":
                    if (content.Length % 3 != 0 || content.Length is 0 or > 768 || !palette.IsEmpty || data.Count > 0)
                        throw new PngFormatException("The palette of the PNG file is not valid.");
                    palette = content;
                    break;
                case "tRNS":
                    transparency = content;
                    break;
                case "IDAT":
                    data.Add(content);
                    break;
                case "IEND":
                    return Decode(header!.Value, palette, transparency, data);
                default:
                    // A capital first letter marks a chunk without which the picture cannot be understood.
                    if (char.IsAsciiLetterUpper(type[0]))
                        throw new PngFormatException($"The PNG file has a critical chunk {type} that is not known.");
                    break;
            }
        }
    }

    private static ReadOnlyMemory<byte> ReadChunk(ref ReadOnlyMemory<byte> rest, out string type)
    {
        if (rest.Length < 12)
            throw new PngFormatException("The PNG file is cut off.");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
        ReadOnlyMemory<byte> typeBytes = rest.Slice(4, 4);
        foreach (byte letter in typeBytes.Span)
        {
            if (!char.IsAsciiLetter((char)letter))
                throw new PngFormatException("The PNG file has a chunk whose type is not four letters.");
        }

        type = Encoding.ASCII.GetString(typeBytes.Span);
        if (length > (uint)rest.Length - 12)
            throw new PngFormatException($"The PNG file is cut off within its chunk {type}.");
        ReadOnlyMemory<byte> content = rest.Slice(8, (int)length);
        uint crc = BinaryPrimitives.ReadUInt32BigEndian(rest.Span[(8 + (int)length)..]);
        if (crc != Crc32.Compute(typeBytes.Span, content.Span))
            throw new PngFormatException($"The checksum of the PNG file's chunk {type} is wrong.");
        rest = rest[(12 + (int)length)..];
        return content;
    }

    private static PngImage Decode(
        PngHeader header, ReadOnlyMemory<byte> palette, ReadOnlyMemory<byte> transparency, List<ReadOnlyMemory<byte>> data)
    {
        if (header.ColorType == PngColorType.Palette && palette.IsEmpty)
            throw new PngFormatException("The PNG file has pixels that name palette entries, but no palette.");
        long compressed = data.Sum(static part => (long)part.Length);
        if (compressed == 0 || compressed * MaxInflation < header.PackedBytes)
            throw new PngFormatException(
                $"The PNG file claims {header.Width} x {header.Height} pixels but has {compressed} bytes of data.");
        byte[] samples = new byte[checked((int)header.SampleBytes)];
        using MemoryStream joined = Join(data);
        using ZLibStream inflated = new(joined, CompressionMode.Decompress);
        PngRows rows = new(header, inflated);
        try
        {
            if (header.IsInterlaced)
            {
                foreach ((int x, int y, int stepX, int stepY) in PngLayout.Passes)
                    rows.ReadPass(samples, x, y, stepX, stepY);
            }
            else
            {
                rows.ReadPass(samples, 0, 0, 1, 1);
            }

            rows.CheckEnd();
        }
        catch (Exception error) when (error is InvalidDataException or IOException) // the latter where a dictionary is asked for
        {
            throw new PngFormatException("The compressed data of the PNG file is damaged.", error);
        }

        return new PngImage(header.Width, header.Height, header.ColorType, header.BitDepth, samples, palette, transparency);
    }

    private static MemoryStream Join(List<ReadOnlyMemory<byte>> parts)
    {
        if (parts.Count == 1 && MemoryMarshal.TryGetArray(parts[0], out ArraySegment<byte> whole))
            return new MemoryStream(whole.Array!, whole.Offset, whole.Count, writable: false);
        MemoryStream joined = new((int)parts.Sum(static part => (long)part.Length));
        foreach (ReadOnlyMemory<byte> part in parts)
            joined.Write(part.Span);
        joined.Position = 0;
        return joined;
    }
}
