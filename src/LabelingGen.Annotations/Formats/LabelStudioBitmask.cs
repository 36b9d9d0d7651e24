using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Bitmasks of Label Studio: a PNG of the picture's size as a data URL. What is drawn are the pixels that are not transparent or, where
/// none is transparent, those that are not black (inferred: the vendor's pages say no more than that it is a PNG).
/// </summary>
internal static class LabelStudioBitmask
{
    /// <summary>The member of a value that holds it.</summary>
    public const string Key = "imageDataURL";

    private const string Prefix = "data:image/png;base64,";

    // Four bytes a pixel while it is looked at.
    private const long MaxPixels = 1 << 26;

    /// <summary>Whether a picture is not too large for one.</summary>
    public static bool Holds(ImageSize size) => size.PixelCount <= MaxPixels;

    public static bool Is(string type) => type is "bitmasklabels" or "bitmask";

    public static Mask Read(JsonElement value, ImageSize size, string file, string path)
    {
        path += "." + Key;
        if (SafeJson.Text(value, Key) is not { } url || !url.StartsWith(Prefix, StringComparison.Ordinal))
            throw LabelStudioValue.Error("A bitmask is no PNG as a data URL.", file, path);
        PngImage picture;
        try
        {
            picture = PngImage.Decode(Convert.FromBase64String(url[Prefix.Length..]), Math.Min(size.PixelCount, MaxPixels));
        }
        catch (FormatException error)
        {
            throw new AnnotationFormatException($"A bitmask cannot be read: {error.Message}", file, path: path, innerException: error);
        }

        if (picture.Width != size.Width || picture.Height != size.Height)
        {
            throw LabelStudioValue.Error(
                $"A bitmask of {picture.Width}x{picture.Height} pixels lies over a picture of {size}.", file, path);
        }

        byte[] colors = new byte[4 * size.PixelCount];
        picture.CopyRgbaTo(colors);
        return Mask.FromPixels(size.Width, size.Height, Drawn(colors));
    }

    public static void Write(Utf8JsonWriter writer, Mask mask)
    {
        byte[] drawn = new byte[mask.Width * mask.Height];
        mask.CopyPixelsTo(drawn, byte.MaxValue);
        byte[] samples = new byte[2 * drawn.Length];
        for (int i = 0; i < drawn.Length; i++)
            samples[2 * i] = samples[(2 * i) + 1] = drawn[i];
        PngImage picture = new(mask.Width, mask.Height, PngColorType.GreyAlpha, 8, samples);
        writer.WriteString(Key, Prefix + Convert.ToBase64String(picture.Encode()));
    }

    private static byte[] Drawn(ReadOnlySpan<byte> colors)
    {
        byte[] visible = new byte[colors.Length / 4];
        byte[] bright = new byte[visible.Length];
        for (int i = 0; i < visible.Length; i++)
        {
            visible[i] = colors[(4 * i) + 3];
            bright[i] = (byte)(colors[4 * i] | colors[(4 * i) + 1] | colors[(4 * i) + 2]);
        }

        return visible.AsSpan().Contains((byte)0) ? visible : bright;
    }
}
