using System.Buffers.Binary;

namespace LabelingGen.Annotations;

/// <summary>Turns the samples of a PNG picture into red, green, blue and alpha of eight bits.</summary>
internal static class PngColors
{
    public static void Convert(PngImage image, Span<byte> rgba)
    {
        ReadOnlySpan<byte> samples = image.Samples.Span;
        int channels = image.Channels;
        int size = image.BitDepth == 16 ? 2 : 1;
        int factor = image.BitDepth switch { 1 => 255, 2 => 85, 4 => 17, _ => 1 };
        ReadOnlySpan<byte> key = image.Transparency.Span;
        bool hasKey = image.ColorType is PngColorType.Grey or PngColorType.Rgb && key.Length >= 2 * channels;
        for (int pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            ReadOnlySpan<byte> at = samples.Slice(pixel * channels * size, channels * size);
            Span<byte> target = rgba.Slice(4 * pixel, 4);
            if (image.ColorType == PngColorType.Palette)
            {
                LookUp(image, at[0], target);
                continue;
            }

            bool isGrey = image.ColorType is PngColorType.Grey or PngColorType.GreyAlpha;
            target[0] = (byte)(at[0] * factor);
            target[1] = (byte)(at[isGrey ? 0 : size] * factor);
            target[2] = (byte)(at[isGrey ? 0 : 2 * size] * factor);
            target[3] = image.ColorType switch
            {
                PngColorType.GreyAlpha => at[size],
                PngColorType.Rgba => at[3 * size],
                _ => hasKey && IsKey(at, key, channels, size) ? (byte)0 : (byte)255,
            };
        }
    }

    private static void LookUp(PngImage image, byte index, Span<byte> target)
    {
        ReadOnlySpan<byte> palette = image.Palette.Span;
        if (3 * index >= palette.Length)
            throw new PngFormatException($"A pixel names palette entry {index}, but there are {palette.Length / 3}.");
        palette.Slice(3 * index, 3).CopyTo(target);
        target[3] = index < image.Transparency.Length ? image.Transparency.Span[index] : (byte)255;
    }

    /// <summary>Whether a pixel has the one colour that the file declares as transparent.</summary>
    private static bool IsKey(ReadOnlySpan<byte> pixel, ReadOnlySpan<byte> key, int channels, int size)
    {
        for (int i = 0; i < channels; i++)
        {
            int value = size == 2 ? BinaryPrimitives.ReadUInt16BigEndian(pixel[(2 * i)..]) : pixel[i];
            if (value != BinaryPrimitives.ReadUInt16BigEndian(key[(2 * i)..]))
                return false;
        }

        return true;
    }
}
