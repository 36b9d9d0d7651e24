using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Core;

namespace LabelingGen.Nucleus;

/// <summary>
/// Cuts exported images into chips for training, with their boxes clipped. PNG images are read here; for other formats the options take a
/// decoder, and without one they are an error that names the item. Chips are PNG, where the official client loses pixels to JPEG, and an
/// image smaller than a stride is one chip, where the official client leaves it out.
/// </summary>
public static class ImageChips
{
    /// <summary>
    /// Where chips begin along a side of an image: at every stride, the last one moved so that it ends with the image (facts, section 9.8).
    /// </summary>
    /// <param name="length">Length of the side, in pixels.</param>
    /// <param name="size">Length of a chip, in pixels.</param>
    /// <param name="stride">Distance of the beginnings, in pixels.</param>
    public static IReadOnlyList<int> Offsets(int length, int size, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        List<int> offsets = [0];
        for (int start = stride; start < length - stride; start += stride)
            offsets.Add(start);
        if (offsets.Count == 1)
            return offsets;
        double scale = Math.Max(0, length - size) / (double)offsets[^1];
        return [.. offsets.Select(offset => (int)Math.Round(offset * scale, MidpointRounding.ToEven))];
    }

    /// <summary>
    /// Writes the chips of exported items to a folder: <c>{reference}_{x0}_{y0}_{x1}_{y1}.png</c>, and a JSON file of the same name where
    /// boxes are. Boxes are clipped to the chip and shifted to its corner. Files that are there are not written again.
    /// </summary>
    /// <param name="rows">The items with their annotations; see
    /// <see cref="DatasetsClient.ExportItemsAndAnnotationsAsync(string, string?, bool, bool?, int, CancellationToken)"/>.</param>
    /// <param name="folder">Where the files go; it is made when it is absent. No name of an item leads out of it.</param>
    /// <param name="pipeline">Downloads the images; see <see cref="NucleusClient.Pipeline"/>.</param>
    /// <param name="options">Size and stride; the defaults without.</param>
    /// <param name="cancellationToken">Ends the work; chips that are written stay.</param>
    /// <exception cref="InvalidItemException">
    /// An item has no image that can be opened, or one of another format that nothing was given to decode, or a damaged one, or its
    /// reference id cannot be a file name.
    /// </exception>
    public static async IAsyncEnumerable<ImageChip> ExportAsync(
        IAsyncEnumerable<ExportRow> rows, string folder, ApiPipeline pipeline, ImageChipOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(pipeline);
        ImageChipOptions given = options ?? new ImageChipOptions();
        Directory.CreateDirectory(folder);
        await foreach (ExportRow row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            PngImage image = await ReadAsync(row.Item, pipeline, given, cancellationToken).ConfigureAwait(false);
            foreach (int y in Offsets(image.Height, given.Size, given.Stride))
            {
                foreach (int x in Offsets(image.Width, given.Size, given.Stride))
                    yield return await CutAsync(row, image, x, y, folder, given.Size, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<PngImage> ReadAsync(
        DatasetItem item, ApiPipeline pipeline, ImageChipOptions options, CancellationToken cancellationToken)
    {
        using MemoryStream content = new();
        if (options.OpenImage is { } open)
        {
            Stream stream = await open(item, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
                await stream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            if (!Uri.TryCreate(item.ImageLocation, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            {
                throw new InvalidItemException(
                    item.Reference, $"The image of '{item.Reference}' is at '{item.ImageLocation}'; give a function that opens it.");
            }

            string file = Path.Combine(Path.GetTempPath(), $"labelinggen-{Guid.NewGuid():N}.png");
            try
            {
                await pipeline.DownloadAsync(address, file, cancellationToken: cancellationToken).ConfigureAwait(false);
                await content.WriteAsync(await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false), cancellationToken)
                    .ConfigureAwait(false);
            }
            finally
            {
                File.Delete(file);
            }
        }

        return Decode(item, content.GetBuffer().AsMemory(0, (int)content.Length), options);
    }

    private static PngImage Decode(DatasetItem item, ReadOnlyMemory<byte> file, ImageChipOptions options)
    {
        bool isPng = PngSignature.Begins(file.Span);
        if (!isPng && options.DecodeImage is { } decode)
            return decode(item, file);
        if (!isPng)
        {
            throw new InvalidItemException(
                item.Reference, $"The image of '{item.Reference}' is no PNG picture; give a function that decodes it.");
        }

        try
        {
            return PngImage.Decode(file);
        }
        catch (PngFormatException damaged)
        {
            throw new InvalidItemException(item.Reference, $"The image of '{item.Reference}' is damaged: {damaged.Message}", damaged);
        }
    }

    private static async Task<ImageChip> CutAsync(
        ExportRow row, PngImage image, int x, int y, string folder, int size, CancellationToken cancellationToken)
    {
        int width = Math.Min(size, image.Width - x);
        int height = Math.Min(size, image.Height - y);
        string reference = row.Item.Reference
            ?? throw new InvalidItemException(null, "An exported item has no reference id, so that its chips have no name.");
        string name = string.Create(CultureInfo.InvariantCulture, $"{reference}_{x}_{y}_{x + width}_{y + height}");
        if (!SafePath.TryJoin(folder, name + ".png", out string? imagePath)
            || !SafePath.TryJoin(folder, name + ".json", out string? labelPath))
            throw new InvalidItemException(reference, $"The reference id '{reference}' cannot be the name of a file.");
        if (!File.Exists(imagePath))
            await WriteAsync(imagePath, stream => Crop(image, x, y, width, height).Encode(stream), cancellationToken).ConfigureAwait(false);
        List<(string? Label, Box Box)> boxes = [.. Clip(row, new Box(x, y, width, height))];
        if (boxes.Count > 0 && !File.Exists(labelPath))
            await WriteAsync(labelPath, stream => WriteBoxes(stream, boxes), cancellationToken).ConfigureAwait(false);
        return new ImageChip(reference, x, y, width, height, imagePath, boxes.Count > 0 ? labelPath : null);
    }

    private static PngImage Crop(PngImage image, int x, int y, int width, int height)
    {
        int pixel = image.Channels * (image.BitDepth == 16 ? 2 : 1);
        byte[] samples = new byte[width * height * pixel];
        for (int line = 0; line < height; line++)
        {
            image.Samples.Span.Slice((((y + line) * image.Width) + x) * pixel, width * pixel)
                .CopyTo(samples.AsSpan(line * width * pixel));
        }

        return new PngImage(width, height, image.ColorType, image.BitDepth, samples, image.Palette, image.Transparency);
    }

    private static IEnumerable<(string? Label, Box Box)> Clip(ExportRow row, Box chip)
    {
        foreach (BoxAnnotation label in row.Box ?? [])
        {
            BoxGeometry box = label.Geometry;
            double left = Math.Max(box.X, chip.Left);
            double top = Math.Max(box.Y, chip.Top);
            double right = Math.Min(box.X + box.Width, chip.Right);
            double bottom = Math.Min(box.Y + box.Height, chip.Bottom);
            if (right > left && bottom > top)
                yield return (label.Label, new Box(left - chip.X, top - chip.Y, right - left, bottom - top));
        }
    }

    private static void WriteBoxes(Stream stream, List<(string? Label, Box Box)> boxes)
    {
        using Utf8JsonWriter writer = new(stream);
        writer.WriteStartArray();
        foreach ((string? label, Box box) in boxes)
        {
            writer.WriteStartObject();
            writer.WriteString("label", label);
            writer.WriteString("type", "box");
            writer.WriteStartObject("geometry");
            writer.WriteNumber("x", box.X);
            writer.WriteNumber("y", box.Y);
            writer.WriteNumber("width", box.Width);
            writer.WriteNumber("height", box.Height);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static async Task WriteAsync(string path, Action<Stream> write, CancellationToken cancellationToken)
    {
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            write(file.Stream);
            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
