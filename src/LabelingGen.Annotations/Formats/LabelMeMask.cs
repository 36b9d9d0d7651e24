using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>The masks of LabelMe: a grey PNG picture, not 0 inside, between two corners, the second of which is its last pixel.</summary>
internal static class LabelMeMask
{
    /// <summary>The part of a mask within its bounds.</summary>
    public static byte[] Encode(Mask mask)
    {
        Box bounds = mask.Bounds;
        (int width, int height) = ((int)bounds.Width, (int)bounds.Height);
        byte[] pixels = new byte[width * height];
        mask.Window((int)bounds.X, (int)bounds.Y, width, height).CopyPixelsTo(pixels);
        return new PngImage(width, height, PngColorType.Grey, 8, pixels).Encode();
    }

    public static Mask Read(JsonElement item, ValueList<Point> corners, ImageSize? size, string file, string path)
    {
        path += ".mask";
        if (!item.TryGetProperty("mask", out JsonElement text) || text.ValueKind != JsonValueKind.String
            || !text.TryGetBytesFromBase64(out byte[]? png))
            throw new AnnotationFormatException("A mask has no PNG picture in base64.", file, path: path);
        LabelMap map = Decode(png, file, path);
        // The tool cuts fractions of corners off.
        (double x, double y) = (Math.Truncate(corners[0].X), Math.Truncate(corners[0].Y));
        if (Math.Truncate(corners[1].X) - x + 1 != map.Width || Math.Truncate(corners[1].Y) - y + 1 != map.Height)
        {
            throw new AnnotationFormatException(
                $"The picture of the mask is {map.Width} x {map.Height}, which is not what lies between its corners.", file, path: path);
        }

        (double width, double height) = size is { } known ? (known.Width, known.Height) : (x + map.Width, y + map.Height);
        if (x < 0 || y < 0 || x + map.Width > width || y + map.Height > height || width * height > LabelMap.MaxPixels)
        {
            throw new AnnotationFormatException(
                "The mask does not lie within the picture, or the picture is too large.", file, path: path);
        }

        BitMask bits = new((int)width, (int)height);
        ReadOnlySpan<int> values = map.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] != 0)
                bits[(int)x + i % map.Width, (int)y + i / map.Width] = true;
        }

        return bits.ToMask();
    }

    private static LabelMap Decode(byte[] png, string file, string path)
    {
        try
        {
            PngImage picture = PngImage.Decode(png);
            return picture.BitDepth <= 8
                ? LabelMap.FromPng(picture)
                : throw new AnnotationFormatException("The picture of the mask has more than 8 bits a sample.", file, path: path);
        }
        catch (PngFormatException error)
        {
            throw new AnnotationFormatException(error.Message, file, path: path, innerException: error);
        }
    }
}
