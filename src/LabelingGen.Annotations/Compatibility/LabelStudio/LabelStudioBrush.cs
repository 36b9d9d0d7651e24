using System.Buffers.Binary;
using System.Text;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's brush exports: the alpha plane of each region as a picture or a NumPy array.</summary>
internal static class LabelStudioBrush
{
    public static IEnumerable<(string Name, byte[] Content)> Convert(IEnumerable<LabelStudioItem> items, bool asPng)
    {
        foreach (LabelStudioItem item in items)
        {
            string by = string.Concat((item.Annotator("") ?? "").Where(static c => char.IsLetterOrDigit(c) || c is '@' or '.'));
            foreach ((string control, List<LabelStudioRegion> regions) in item.Output)
            {
                Dictionary<string, int> counts = new(StringComparer.Ordinal);
                foreach (LabelStudioRegion region in regions)
                {
                    string? key = region.Type.ToUpperInvariant() switch { "BRUSHLABELS" => "brushlabels", "LABELS" => "labels", _ => null };
                    if (key is null || !region.Has("rle"))
                        continue;
                    string name = $"{control}-{string.Join('-', region.Labels(key) ?? ["no_label"])}";
                    int count = counts.GetValueOrDefault(name);
                    counts[name] = count + 1;
                    (byte[] alpha, int width, int height) = ReadAlpha(region);
                    string annotation = item.Get("id")?.ToString() ?? "None";
                    string plain = name.Replace('/', '-').Replace('\\', '-');
                    string file = $"task-{item.TaskText}-annotation-{annotation}-by-{by}-{plain}-{count}";
                    yield return asPng
                        ? (file + ".png", new PngImage(width, height, PngColorType.Grey, 8, alpha).Encode())
                        : (file + ".npy", NumpyArray(alpha, width, height));
                }
            }
        }
    }

    /// <summary>The alpha plane of a brush region, row by row.</summary>
    public static (byte[] Alpha, int Width, int Height) ReadAlpha(LabelStudioRegion region)
    {
        (double width, double height) = region.RequireSize();
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue || width * height > Mask.MaxPixels / 4.0)
            throw new AnnotationFormatException($"A picture of {width} x {height} cannot be decoded.", null, path: "result[]");
        byte[] rle = region.Get("rle") is { } list
            ? SafeJson.Bytes(list, null, "result[].value.rle")
            : throw new AnnotationFormatException("A brush has no 'rle'.", null, path: "result[].value.rle");
        byte[] alpha = new byte[(int)width * (int)height];
        try
        {
            BrushRle.DecodeAlpha(rle, alpha);
        }
        catch (MaskFormatException error)
        {
            throw new AnnotationFormatException(error.Message, null, path: "result[].value.rle", innerException: error);
        }

        return (alpha, (int)width, (int)height);
    }

    /// <summary>The NumPy format, version 1.0: unsigned bytes, row by row, the header padded to a multiple of 64 bytes.</summary>
    private static byte[] NumpyArray(byte[] values, int width, int height)
    {
        string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({height}, {width}), }}";
        int padding = 63 - (10 + header.Length) % 64;
        header += new string(' ', padding) + "\n";
        byte[] file = new byte[10 + header.Length + values.Length];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)header.Length);
        Encoding.ASCII.GetBytes(header, file.AsSpan(10));
        values.CopyTo(file.AsSpan(10 + header.Length));
        return file;
    }
}
