using System.Buffers.Binary;

namespace LabelingGen.Emulator;

/// <summary>Reads width and height from the head of a PNG or JPEG file, without decoding it.</summary>
internal static class ImageSize
{
    private const int Largest = 100_000;

    public static (int Width, int Height)? Read(ReadOnlySpan<byte> file)
    {
        (int width, int height) = file.Length >= 24 && file[0] == 0x89 && file[12..16].SequenceEqual("IHDR"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
            : file.Length > 4 && file[0] == 0xFF && file[1] == 0xD8 ? Jpeg(file) : default;
        return width is > 0 and <= Largest && height is > 0 and <= Largest ? (width, height) : null;
    }

    private static (int Width, int Height) Jpeg(ReadOnlySpan<byte> file)
    {
        int at = 2;
        while (at + 9 < file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            // The frame headers SOF0..SOF15, without the tables DHT, JPG and DAC among them.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return default;
    }
}
