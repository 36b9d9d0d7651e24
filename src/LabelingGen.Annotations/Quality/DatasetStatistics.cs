namespace LabelingGen.Annotations;

/// <summary>Counts over a data set.</summary>
public sealed class DatasetStatistics
{
    private readonly SortedDictionary<string, long> _labels = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _shapes = new(StringComparer.Ordinal);

    private DatasetStatistics()
    {
    }

    /// <summary>How many images there are.</summary>
    public long Images { get; private set; }

    /// <summary>Images without an annotation.</summary>
    public long EmptyImages { get; private set; }

    /// <summary>How many annotations there are.</summary>
    public long Annotations { get; private set; }

    /// <summary>The most annotations of one image.</summary>
    public int MostPerImage { get; private set; }

    /// <summary>Annotations of crowds.</summary>
    public long Crowds { get; private set; }

    /// <summary>Annotations by area as COCO sorts them: below 32², up to 96², above, in square pixels.</summary>
    public (long Small, long Medium, long Large) Areas { get; private set; }

    /// <summary>Annotations by label; those without one under the empty text.</summary>
    public IReadOnlyDictionary<string, long> Labels => _labels;

    /// <summary>Annotations by kind of shape; those without one under <c>None</c>.</summary>
    public IReadOnlyDictionary<string, long> Shapes => _shapes;

    /// <summary>Counts; the images are read once and not kept.</summary>
    public static async Task<DatasetStatistics> CountAsync(AnnotatedDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        DatasetStatistics statistics = new();
        foreach (Category category in dataset.Categories)
            statistics._labels.TryAdd(category.Name, 0);
        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
            statistics.Add(image);
        return statistics;
    }

    private void Add(AnnotatedImage image)
    {
        Images++;
        EmptyImages += image.Annotations.IsEmpty ? 1 : 0;
        MostPerImage = Math.Max(MostPerImage, image.Annotations.Count);
        foreach (Annotation annotation in image.Annotations)
        {
            Annotations++;
            Crowds += annotation.Has(AnnotationFlags.Crowd) ? 1 : 0;
            string label = annotation.Label ?? "";
            _labels[label] = _labels.GetValueOrDefault(label) + 1;
            string kind = annotation.Shape?.Kind.ToString() ?? "None";
            _shapes[kind] = _shapes.GetValueOrDefault(kind) + 1;
            if ((annotation.StoredArea ?? (annotation.Shape as IPlanarShape)?.Area) is not double area)
                continue;
            (long small, long medium, long large) = Areas;
            Areas = area < 32 * 32 ? (small + 1, medium, large) : area <= 96 * 96 ? (small, medium + 1, large) : (small, medium, large + 1);
        }
    }
}
