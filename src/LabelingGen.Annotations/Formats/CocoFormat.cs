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
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        CocoIndex index = await Task.Run(() => CocoIndex.Create(path), cancellationToken).ConfigureAwait(false);
        Dictionary<long, Category> categories = [];
        using (SliceReader slices = new(path))
        {
            for (int i = 0; i < index.Categories.Count; i++)
            {
                string place = index.Categories.PathOf(i);
                using JsonDocument document = slices.Parse(index.Categories, i);
                Category category = SafeJson.Decode(path, place, document.RootElement,
                    () => CocoReader.ReadCategory(document.RootElement, path, place));
                if (category.Id is int id)
                    categories.TryAdd(id, category);
            }
        }

        CocoReader reader = new(path, categories);
        return new AnnotatedDataset(token => ReadImages(index, reader, options, token))
        {
            ImageCount = index.Images.Count,
            Categories = categories.Values.ToValueList(),
            HasAllCategories = true,
            Skeletons = categories.Values.Select(static category => category.Skeleton).OfType<Skeleton>().ToValueList(),
            Extra = index.Extra,
        };
    }

    private static async IAsyncEnumerable<AnnotatedImage> ReadImages(
        CocoIndex index, CocoReader reader, FormatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using SliceReader images = new(reader.File);
        using SliceReader annotations = new(reader.File);
        for (int i = 0; i < index.Images.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (options.Try(() => ReadImage(index, i, reader, images, annotations, options), reader.File) is { } read)
                yield return read;
        }
    }

    private static AnnotatedImage ReadImage(
        CocoIndex index, int number, CocoReader reader, SliceReader images, SliceReader slices, FormatOptions options)
    {
        string place = index.Images.PathOf(number);
        using JsonDocument document = images.Parse(index.Images, number);
        AnnotatedImage image = SafeJson.Decode(reader.File, place, document.RootElement,
            () => reader.ReadImage(document.RootElement, place));
        Annotation[] annotations = new Annotation[index.CountOf(number)];
        int count = 0;
        for (int i = 0; i < annotations.Length; i++)
        {
            int owned = index.AnnotationOf(number, i);
            ReadOnlyMemory<byte> text = slices.Read(index.Annotations.StartOf(owned), index.Annotations.LengthOf(owned));
            if ((reader.Plain.TryRead(text.Span) ?? TryReadAnnotation(index, owned, reader, slices, options)) is { } annotation)
                annotations[count++] = annotation;
        }

        return image with { Annotations = new ValueList<Annotation>(count == annotations.Length ? annotations : annotations[..count]) };
    }

    private static Annotation? TryReadAnnotation(
        CocoIndex index, int number, CocoReader reader, SliceReader slices, FormatOptions options) =>
        options.Try(() => ReadAnnotation(index, number, reader, slices), reader.File);

    private static Annotation ReadAnnotation(CocoIndex index, int number, CocoReader reader, SliceReader slices)
    {
        string path = index.Annotations.PathOf(number);
        using JsonDocument annotation = slices.Parse(index.Annotations, number);
        return SafeJson.Decode(reader.File, path, annotation.RootElement, () => reader.ReadAnnotation(annotation.RootElement, path));
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
        using CocoWriter coco = new(context);
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
