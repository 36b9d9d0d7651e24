using System.Buffers.Binary;
using LabelingGen.Annotations;

namespace LabelingGen.Clarifai;

/// <summary>Reads the size of a TIFF picture from its first directory, which may stand anywhere in the file. Nothing is decoded.</summary>
internal static class TiffHeader
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const ushort Magic = 42;
    private const ushort WidthTag = 256;
    private const ushort HeightTag = 257;
    private const ushort ShortType = 3;

    /// <exception cref="ClarifaiFileException">It is no TIFF, or tells no size.</exception>
    public static ImageSize ReadSize(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            throw NoTiff(path);
        bool isLittle = header is [(byte)'I', (byte)'I', ..];
        if ((!isLittle && header is not [(byte)'M', (byte)'M', ..]) || Short(header.AsSpan(2), isLittle) != Magic)
            throw NoTiff(path);
        uint offset = Long(header.AsSpan(4), isLittle);
        if (offset < HeaderLength || offset + 2L > file.Length)
            throw NoTiff(path);
        file.Position = offset;
        byte[] count = new byte[2];
        file.ReadExactly(count);
        byte[] entries = new byte[Short(count, isLittle) * EntryLength];
        if (file.ReadAtLeast(entries, entries.Length, throwOnEndOfStream: false) < entries.Length)
            throw NoTiff(path);
        (int width, int height) = (0, 0);
        for (int at = 0; at < entries.Length; at += EntryLength)
        {
            ReadOnlySpan<byte> entry = entries.AsSpan(at, EntryLength);
            ushort tag = Short(entry, isLittle);
            if (tag is not (WidthTag or HeightTag))
                continue;
            uint value = Short(entry[2..], isLittle) == ShortType ? Short(entry[8..], isLittle) : Long(entry[8..], isLittle);
            if (value is 0 or > int.MaxValue)
                throw NoTiff(path);
            (width, height) = tag == WidthTag ? ((int)value, height) : (width, (int)value);
        }

        return width > 0 && height > 0 ? new ImageSize(width, height) : throw NoTiff(path);
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static ClarifaiFileException NoTiff(string path) => new(path, null, "it is no TIFF picture that tells its size");
}
