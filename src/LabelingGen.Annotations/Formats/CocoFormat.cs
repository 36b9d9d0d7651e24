using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// COCO instances and keypoints: one JSON file with images, annotations and categories. Coordinates are continuous pixels from the top
/// left; a box is x, y, width, height; a segmentation is a list of rings (each a piece; there are no holes) or run-length encoded. Fields
/// the format does not define (score, attributes, track id) are kept under names of their own, as most tools do.
/// </summary>
public sealed class CocoFormat : AnnotationFormat
{
    private const int CopyLength = 1 << 18;

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
                if (category.Id is long id)
                    categories.TryAdd(id, category);
            }
        }

        CocoReader reader = new(path, categories);
        ValueList<Category> declared = categories.Values.ToValueList();
        DetectionSource images = new(declared, () => new CocoImageReader(index, reader, options));
        return new AnnotatedDataset(images.ReadImagesAsync)
        {
            // Whoever wants to hear of images that cannot be read hears of them in the course of the reading, not ahead of it.
            Detections = options.OnUnreadable is null ? images : null,
            ImageCount = index.Images.Count,
            Categories = declared,
            HasAllCategories = true,
            Skeletons = categories.Values.Select(static category => category.Skeleton).OfType<Skeleton>().ToValueList(),
            Extra = index.Extra,
        };
    }

    /// <inheritdoc />
    public override async Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        FormatContext context = await FormatContext.CreateAsync(dataset, options, cancellationToken).ConfigureAwait(false);
        ConversionReport report = new() { OnLoss = options.OnLoss };
        using CocoWriter coco = new(context, dataset.Detections?.Categories ?? default);
        // Annotations follow all images, but images stream: they wait in a second temporary file.
        string annotationsPath = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetRandomFileName()}.annotations");
        AtomicFile file = AtomicFile.Create(path);
        await using (file.ConfigureAwait(false))
        {
            FileStream later = new(annotationsPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await using (later.ConfigureAwait(false))
            {
                Utf8Output images = new();
                Utf8Output annotations = new();
                CocoWriter.WriteStart(dataset.Extra, images);
                await foreach (DetectionBatch batch in dataset.ReadBatchesAsync(cancellationToken).ConfigureAwait(false))
                {
                    for (int i = 0; i < batch.Count; i++)
                    {
                        coco.Write(batch, i, images, annotations, report);
                        await images.FlushIfFullAsync(file.Stream, cancellationToken).ConfigureAwait(false);
                        await annotations.FlushIfFullAsync(later, cancellationToken).ConfigureAwait(false);
                    }
                }

                coco.WriteEnd(images, annotations);
                await images.FlushAsync(file.Stream, cancellationToken).ConfigureAwait(false);
                await annotations.FlushAsync(later, cancellationToken).ConfigureAwait(false);
                later.Position = 0;
                await later.CopyToAsync(file.Stream, CopyLength, cancellationToken).ConfigureAwait(false);
            }

            await file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        DatasetComparison.ReportWhole(dataset, context.Found, coco.ReadCategories(), CocoWriter.Kept(dataset.Extra), report);
        return report;
    }

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
