using System.Buffers.Binary;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Formats;

/// <summary>Sizes of pictures, by hand-made headers.</summary>
public sealed class ImageHeaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-headers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("474946383961" + "2C01C800")]
    [InlineData("424D" + "0000000000000000000000000000" + "00000000" + "2C01000038FFFFFF")]
    [InlineData("52494646" + "00000000" + "57454250" + "56503858" + "0A00000000000000" + "2B0100C70000")]
    [InlineData("52494646" + "00000000" + "57454250" + "5650384C" + "00000000" + "2F" + "2BC13100" + "0000000000")]
    [InlineData("52494646" + "00000000" + "57454250" + "56503820" + "00000000" + "0000009D012A" + "2C01C800")]
    public void Every_format_tells_its_size(string header)
    {
        // The header of a Windows bitmap stands 14 bytes before its size, at byte 18.
        byte[] bytes = Convert.FromHexString(header);
        if (bytes[0] == (byte)'B')
            bytes = [.. bytes[..14], .. new byte[4], .. bytes[^8..]];
        ImageHeader.TryReadSize(bytes).ShouldBe(new ImageSize(300, 200));
    }

    [Fact]
    public void Png_and_jpeg_tell_their_size_and_others_none()
    {
        ImageHeader.TryReadSize(new PngImage(3, 2, PngColorType.Grey, 8, new byte[6]).Encode()).ShouldBe(new ImageSize(3, 2));
        ImageHeader.TryReadSize(Jpeg(0, true)).ShouldBe(new ImageSize(300, 200));
        ImageHeader.TryReadSize("not a picture at all, whatever its name says"u8).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, true)]
    public async Task A_picture_lying_on_its_side_has_the_size_it_is_displayed_with(int orientation, bool isTurned)
    {
        foreach (bool little in new[] { true, false })
        {
            string path = Path.Combine(_folder, $"{little}.jpg");
            await File.WriteAllBytesAsync(path, Jpeg(orientation, little));
            (await ImageHeader.TryReadSizeAsync(path)).ShouldBe(isTurned ? new ImageSize(200, 300) : new ImageSize(300, 200));
            (await ImageHeader.TryReadStoredSizeAsync(path)).ShouldBe(new ImageSize(300, 200));
        }
    }

    /// <summary>The head of a JPEG file of 300 x 200 with an orientation, or without EXIF for 0.</summary>
    internal static byte[] Jpeg(int orientation, bool little)
    {
        byte[] exif = [];
        if (orientation > 0)
        {
            byte[] tiff = new byte[26];
            (little ? "II"u8 : "MM"u8).CopyTo(tiff);
            Word(tiff.AsSpan(2), 42);
            Long(tiff.AsSpan(4), 8);
            Word(tiff.AsSpan(8), 1);
            Word(tiff.AsSpan(10), 0x0112);
            Word(tiff.AsSpan(12), 3);
            Long(tiff.AsSpan(14), 1);
            Word(tiff.AsSpan(18), orientation);
            exif = [0xFF, 0xE1, 0, (byte)(2 + 6 + tiff.Length), .. "Exif\0\0"u8, .. tiff];
        }

        return [0xFF, 0xD8, .. exif, 0xFF, 0xDB, 0, 3, 0, 0xFF, 0xC2, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0];

        void Word(Span<byte> at, int value)
        {
            if (little)
                BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)value);
            else
                BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)value);
        }

        void Long(Span<byte> at, uint value)
        {
            if (little)
                BinaryPrimitives.WriteUInt32LittleEndian(at, value);
            else
                BinaryPrimitives.WriteUInt32BigEndian(at, value);
        }
    }
}
