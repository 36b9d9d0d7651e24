using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// COCO instances and keypoints: one JSON file with images, annotations and categories. Coordinates are continuous pixels from the top
/// left; a box is x, y, width, height; a segmentation is a list of rings (each a piece; there are no holes) or run-length encoded. Fields
/// the format does not define (score, attributes, track id) are kept under names of their own, as most tools do.
/// </summary>
public sealed class CocoFormat : AnnotationFormat
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal CocoFormat()
        : base("coco", "COCO instances and keypoints: one JSON file, pixels")
    {
    }

    /// <inheritdoc />
    public override bool IsFile => true;

    /// <inheritdoc />
    public override async Task<AnnotatedDataset> ReadAsync(
        string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        FileInfo file = new(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        if (file.Length > Math.Min(options.MaxFileBytes, Array.MaxLength))
            throw new AnnotationFormatException($"The file has {file.Length:N0} bytes; at most {options.MaxFileBytes:N0} are read.", path);
        CocoIndex index = CocoIndex.Create(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), path);
        Dictionary<long, Category> categories = [];
        foreach (CocoIndex.Slice slice in index.Categories)
        {
            using JsonDocument document = index.Parse(slice);
            Category category = SafeJson.Decode(path, slice.Path, document.RootElement,
                () => CocoReader.ReadCategory(document.RootElement, path, slice.Path));
            if (category.Id is int id)
                categories.TryAdd(id, category);
        }

        CocoReader reader = new(path, categories);
        return new AnnotatedDataset(token => ReadImages(index, reader, options, token))
        {
            ImageCount = index.Images.Count,
            Categories = categories.Values.ToValueList(),
            Skeletons = categories.Values.Select(static category => category.Skeleton).OfType<Skeleton>().ToValueList(),
            Extra = index.Extra,
        };
    }

    private static async IAsyncEnumerable<AnnotatedImage> ReadImages(
        CocoIndex index, CocoReader reader, FormatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (CocoIndex.ImageSlice image in index.Images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (options.Try(() => ReadImage(index, reader, image), reader.File) is { } read)
                yield return read;
        }
    }

    private static AnnotatedImage ReadImage(CocoIndex index, CocoReader reader, CocoIndex.ImageSlice image)
    {
        using JsonDocument document = index.Parse(image.Slice);
        AnnotatedImage result = SafeJson.Decode(reader.File, image.Slice.Path, document.RootElement,
            () => reader.ReadImage(document.RootElement, image.Slice.Path));
        Annotation[] annotations = new Annotation[image.Annotations.Count];
        for (int i = 0; i < annotations.Length; i++)
        {
            using JsonDocument annotation = index.Parse(image.Annotations[i]);
            string path = image.Annotations[i].Path;
            annotations[i] = SafeJson.Decode(reader.File, path, annotation.RootElement,
                () => reader.ReadAnnotation(annotation.RootElement, path));
        }

        return result with { Annotations = annotations.ToValueList() };
    }

    /// <inheritdoc />
    public override async Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        FormatContext context = await FormatContext.CreateAsync(dataset, options ?? FormatOptions.Default, cancellationToken)
            .ConfigureAwait(false);
        ConversionReport report = new();
        CocoWriter coco = new(context);
        // Annotations follow all images, but images stream: they wait in a second temporary file.
        string annotationsPath = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetRandomFileName()}.annotations");
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            FileStream later = new(annotationsPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await using (later.ConfigureAwait(false))
            {
                using Utf8JsonWriter images = new(file.Stream, WriterOptions);
                using Utf8JsonWriter annotations = new(later, WriterOptions);
                images.WriteStartObject();
                foreach (KeyValuePair<string, JsonText> extra in dataset.Extra)
                {
                    if (extra.Key is "info" or "licenses")
                    {
                        images.WritePropertyName(extra.Key);
                        images.WriteRawValue(extra.Value.Text);
                    }
                }

                images.WriteStartArray("images");
                annotations.WriteStartArray();
                await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
                {
                    coco.Write(image, images, annotations, report);
                    if (images.BytesPending > 32 * 1024)
                        await images.FlushAsync(cancellationToken).ConfigureAwait(false);
                    if (annotations.BytesPending > 32 * 1024)
                        await annotations.FlushAsync(cancellationToken).ConfigureAwait(false);
                }

                images.WriteEndArray();
                annotations.WriteEndArray();
                await annotations.FlushAsync(cancellationToken).ConfigureAwait(false);
                images.WritePropertyName("categories");
                coco.WriteCategories(images);
                await images.FlushAsync(cancellationToken).ConfigureAwait(false);
                // The rest of the root object is put together from the second file as it stands.
                await file.Stream.WriteAsync(",\"annotations\":"u8.ToArray(), cancellationToken).ConfigureAwait(false);
                later.Position = 0;
                await later.CopyToAsync(file.Stream, cancellationToken).ConfigureAwait(false);
                await file.Stream.WriteAsync("}\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }

            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
