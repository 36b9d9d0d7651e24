using System.Buffers.Binary;
using System.Text;

namespace LabelingGen.FastLabel.Tests;

/// <summary>Small files, and large ones that hold nothing.</summary>
internal static class TestFiles
{
    /// <summary>A picture of one pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==");

    /// <summary>The boxes of a video with one track of a codec, behind so many bytes of data.</summary>
    public static byte[] Mp4(string codec, string handler = "vide", int dataBytes = 0)
    {
        byte[] entries = [.. new byte[4], .. Number(1), .. Number(16), .. Encoding.ASCII.GetBytes(codec)];
        byte[] table = Box("minf", Box("stbl", Box("stsd", entries)));
        byte[] handlerBox = Box("hdlr", [.. new byte[8], .. Encoding.ASCII.GetBytes(handler), .. new byte[12]]);
        byte[] track = Box("trak", Box("mdia", [.. handlerBox, .. table]));
        return
        [
            .. Box("ftyp", "isom"u8.ToArray()), .. Box("free", new byte[40]), .. Box("mdat", new byte[dataBytes]), .. Box("moov", track),
        ];
    }

    /// <summary>A file of a length whose content takes no place on the disk.</summary>
    public static string Sparse(string folder, string name, long length)
    {
        string path = Path.Combine(folder, name);
        using FileStream file = new(path, FileMode.Create);
        file.SetLength(length);
        return path;
    }

    public static string TemporaryFolder() => Directory.CreateTempSubdirectory("fastlabel-").FullName;

    private static byte[] Box(string name, byte[] content) =>
        [.. Number(content.Length + 8), .. Encoding.ASCII.GetBytes(name), .. content];

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
