using System.Runtime.CompilerServices;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// Items with their annotations, and what holds for all of them. The items are a stream that can be read again and again: from memory or,
/// through a reader, from files of any size.
/// </summary>
public sealed class AnnotatedDataset
{
    private readonly Func<CancellationToken, IAsyncEnumerable<AnnotatedImage>> _source;
    private readonly IProgress<int>? _progress;

    /// <summary>Creates a data set over a stream.</summary>
    /// <param name="source">Starts to read the items from the beginning; called once for each enumeration.</param>
    public AnnotatedDataset(Func<CancellationToken, IAsyncEnumerable<AnnotatedImage>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
    }

    /// <summary>Creates a data set from items in memory.</summary>
    public AnnotatedDataset(IEnumerable<AnnotatedImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        _source = cancellationToken => Enumerate(images, cancellationToken);
        ImageCount = images.TryGetNonEnumeratedCount(out int count) ? count : null;
    }

    private AnnotatedDataset(AnnotatedDataset other, IProgress<int>? progress)
    {
        _source = other._source;
        _progress = progress;
        Detections = other.Detections;
        Name = other.Name;
        ImageCount = other.ImageCount;
        Categories = other.Categories;
        HasAllCategories = other.HasAllCategories;
        Skeletons = other.Skeletons;
        Extra = other.Extra;
    }

    /// <summary>The items as rows, where the source has them that way.</summary>
    internal DetectionSource? Detections { get; init; }

    /// <summary>What the data set is called, if it has a name.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// How many items there are, where that is known before they are read; of files that cannot be read, it counts every one.
    /// </summary>
    public int? ImageCount { get; init; }

    /// <summary>
    /// The categories that the data set declares, in its order. Formats that declare none leave it empty; then
    /// <see cref="FindCategoriesAsync"/> reads all items to collect them.
    /// </summary>
    public ValueList<Category> Categories { get; init; }

    /// <summary>
    /// Whether <see cref="Categories"/> has every label that an annotation names, so that nobody has to read all items to find out.
    /// </summary>
    public bool HasAllCategories { get; init; }

    /// <summary>The skeletons that the data set declares apart from those of its categories.</summary>
    public ValueList<Skeleton> Skeletons { get; init; }

    /// <summary>What the format said about the whole (COCO's <c>info</c> and <c>licenses</c>) and no property holds.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;

    /// <summary>Reads the items one after the other.</summary>
    /// <exception cref="FormatException">The source is a file that does not follow its format.</exception>
    public IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(CancellationToken cancellationToken = default) =>
        _progress is null ? _source(cancellationToken) : Watch(_progress, cancellationToken);

    /// <summary>Reads all items into memory.</summary>
    public async Task<IReadOnlyList<AnnotatedImage>> ToListAsync(CancellationToken cancellationToken = default)
    {
        List<AnnotatedImage> images = [];
        await foreach (AnnotatedImage image in ReadImagesAsync(cancellationToken).ConfigureAwait(false))
            images.Add(image);
        return images;
    }

    /// <summary>The same data set with every item replaced as it is read.</summary>
    public AnnotatedDataset Select(Func<AnnotatedImage, AnnotatedImage> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new AnnotatedDataset(cancellationToken => Change(change, cancellationToken))
        {
            Name = Name,
            ImageCount = ImageCount,
            Categories = Categories,
            Skeletons = Skeletons,
            Extra = Extra,
        };
    }

    /// <summary>The same items with these as all their categories: formats that write classes do not look for more.</summary>
    public AnnotatedDataset WithAllCategories(ValueList<Category> categories) =>
        new(this, _progress) { Categories = categories, HasAllCategories = true };

    /// <summary>The same data set, which tells how many items have been read and used in each enumeration.</summary>
    /// <param name="progress">Is told after each item, on the thread that reads the items; replaces one that was given before.</param>
    public AnnotatedDataset WithProgress(IProgress<int> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return new AnnotatedDataset(this, progress);
    }

    /// <summary>
    /// The declared categories followed by those that only annotations name, in the order in which they are met. Reads all items unless
    /// <see cref="HasAllCategories"/>.
    /// </summary>
    public async Task<ValueList<Category>> FindCategoriesAsync(CancellationToken cancellationToken = default)
    {
        if (HasAllCategories)
            return Categories;
        List<Category> categories = [.. Categories];
        HashSet<string> names = new(categories.Select(static category => category.Name), StringComparer.Ordinal);
        await foreach (AnnotatedImage image in ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (Annotation annotation in image.Annotations)
            {
                foreach (string label in annotation.Labels)
                {
                    if (names.Add(label))
                        categories.Add(new Category(label));
                }
            }
        }

        return categories.ToValueList();
    }

    /// <summary>Reads the items in batches: as rows and ahead of their use where the source has them that way.</summary>
    internal async IAsyncEnumerable<DetectionBatch> ReadBatchesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Detections is null)
        {
            DetectionBatch single = new(default);
            await foreach (AnnotatedImage image in ReadImagesAsync(cancellationToken).ConfigureAwait(false))
            {
                single.Add(image);
                yield return single;
                single.Clear();
            }

            yield break;
        }

        int items = 0;
        await foreach (DetectionBatch batch in Detections.ReadBatchesAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
            for (int i = 0; i < batch.Count; i++)
                _progress?.Report(++items);
        }
    }

    private async IAsyncEnumerable<AnnotatedImage> Watch(
        IProgress<int> progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int items = 0;
        await foreach (AnnotatedImage image in _source(cancellationToken).ConfigureAwait(false))
        {
            yield return image;
            progress.Report(++items);
        }
    }

    private static async IAsyncEnumerable<AnnotatedImage> Enumerate(
        IEnumerable<AnnotatedImage> images, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (AnnotatedImage image in images)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return image;
        }
    }

    private async IAsyncEnumerable<AnnotatedImage> Change(
        Func<AnnotatedImage, AnnotatedImage> change, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AnnotatedImage image in ReadImagesAsync(cancellationToken).ConfigureAwait(false))
            yield return change(image);
    }
}
