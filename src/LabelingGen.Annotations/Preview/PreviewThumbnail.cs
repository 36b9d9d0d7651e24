namespace LabelingGen.Annotations.Preview;

/// <summary>Makes a PNG picture as small as a page needs it.</summary>
internal static class PreviewThumbnail
{
    private const int MaxSide = 1280;
    private const long MaxPixels = 50_000_000;

    /// <summary>
    /// The picture with at most 1280 pixels a side, each the mean of those it stands for; the file as it is if the picture is small
    /// enough, or cannot be decoded within bounds.
    /// </summary>
    public static byte[] Of(byte[] file)
    {
        try
        {
            return Shrink(file, PngImage.Decode(file, MaxPixels));
        }
        catch (PngFormatException)
        {
            return file;
        }
    }

    private static byte[] Shrink(byte[] file, PngImage picture)
    {
        int factor = (Math.Max(picture.Width, picture.Height) + MaxSide - 1) / MaxSide;
        if (factor <= 1)
            return file;
        byte[] rgba = new byte[4 * picture.Width * picture.Height];
        picture.CopyRgbaTo(rgba);
        int width = (picture.Width + factor - 1) / factor;
        int height = (picture.Height + factor - 1) / factor;
        byte[] small = new byte[4 * width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                Average(rgba, picture.Width, picture.Height, x * factor, y * factor, factor, small.AsSpan(4 * ((y * width) + x), 4));
        }

        byte[] result = new PngImage(width, height, PngColorType.Rgba, 8, small).Encode();
        return result.Length < file.Length ? result : file;
    }

    private static void Average(byte[] rgba, int width, int height, int left, int top, int factor, Span<byte> pixel)
    {
        int right = Math.Min(width, left + factor);
        int bottom = Math.Min(height, top + factor);
        (int red, int green, int blue, int alpha) = (0, 0, 0, 0);
        for (int y = top; y < bottom; y++)
        {
            for (int at = 4 * ((y * width) + left); at < 4 * ((y * width) + right); at += 4)
            {
                red += rgba[at];
                green += rgba[at + 1];
                blue += rgba[at + 2];
                alpha += rgba[at + 3];
            }
        }

        int count = (right - left) * (bottom - top);
        (pixel[0], pixel[1], pixel[2], pixel[3]) =
            ((byte)(red / count), (byte)(green / count), (byte)(blue / count), (byte)(alpha / count));
    }
}
