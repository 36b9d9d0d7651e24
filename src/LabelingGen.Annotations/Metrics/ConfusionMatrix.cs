namespace LabelingGen.Annotations;

/// <summary>
/// How often each true category was predicted as each category. The last row stands for predictions without a ground truth, the last
/// column for ground truths without a prediction.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly Dictionary<string, int> _places;

    /// <summary>Creates a matrix of zeros.</summary>
    /// <param name="categories">The categories, each once.</param>
    /// <exception cref="ArgumentException">A category is listed twice.</exception>
    public ConfusionMatrix(ValueList<string> categories)
    {
        Categories = categories;
        _places = new(StringComparer.Ordinal);
        foreach (string category in categories)
        {
            if (!_places.TryAdd(category, _places.Count))
                throw new ArgumentException($"The category '{category}' is listed twice.", nameof(categories));
        }

        _counts = new long[(categories.Count + 1) * (categories.Count + 1)];
    }

    /// <summary>The categories in the order of rows and columns.</summary>
    public ValueList<string> Categories { get; }

    /// <summary>How often a category was predicted as another.</summary>
    /// <param name="truth">The true category; <see langword="null"/> for predictions without a ground truth.</param>
    /// <param name="predicted">The predicted category; <see langword="null"/> for ground truths without a prediction.</param>
    /// <exception cref="KeyNotFoundException">A category is not in the matrix.</exception>
    public long this[string? truth, string? predicted]
    {
        get => _counts[PlaceOf(truth) * (Categories.Count + 1) + PlaceOf(predicted)];
        private set => _counts[PlaceOf(truth) * (Categories.Count + 1) + PlaceOf(predicted)] = value;
    }

    /// <summary>Counts one pair.</summary>
    /// <param name="truth">The true category; <see langword="null"/> for a prediction without a ground truth.</param>
    /// <param name="predicted">The predicted category; <see langword="null"/> for a ground truth without a prediction.</param>
    /// <exception cref="KeyNotFoundException">A category is not in the matrix.</exception>
    public void Add(string? truth, string? predicted) => this[truth, predicted]++;

    /// <summary>
    /// Counts one picture: predictions are matched with ground truths whatever their categories, greedily by score, and each pair and each
    /// one left over is counted once.
    /// </summary>
    /// <param name="truth">The ground truth; annotations without a planar shape are passed over.</param>
    /// <param name="predictions">The predictions of the same picture; those without a score come last.</param>
    /// <param name="threshold">The least intersection over union of a match.</param>
    /// <exception cref="KeyNotFoundException">A label is not among the categories.</exception>
    public void Add(AnnotatedImage truth, AnnotatedImage predictions, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        List<Annotation> expected = [.. truth.Annotations.Where(static annotation => annotation.Shape is IPlanarShape)];
        List<Annotation> found = [.. predictions.Annotations.Where(static annotation => annotation.Shape is IPlanarShape)];
        double[] overlaps = new double[expected.Count * found.Count];
        for (int i = 0; i < overlaps.Length; i++)
        {
            overlaps[i] = ShapeOverlap.IntersectionOverUnion(
                (IPlanarShape)found[i / expected.Count].Shape!, (IPlanarShape)expected[i % expected.Count].Shape!);
        }

        double[] scores = [.. found.Select(static annotation => annotation.Confidence ?? double.NegativeInfinity)];
        bool[] isExpectedMatched = new bool[expected.Count];
        bool[] isFoundMatched = new bool[found.Count];
        foreach (ShapeMatch match in Matching.Greedy(overlaps, scores, expected.Count, threshold))
        {
            isExpectedMatched[match.Truth] = isFoundMatched[match.Prediction] = true;
            Add(expected[match.Truth].Label ?? "", found[match.Prediction].Label ?? "");
        }

        for (int i = 0; i < expected.Count; i++)
        {
            if (!isExpectedMatched[i])
                Add(expected[i].Label ?? "", null);
        }

        for (int i = 0; i < found.Count; i++)
        {
            if (!isFoundMatched[i])
                Add(null, found[i].Label ?? "");
        }
    }

    /// <summary>Precision, recall and their harmonic mean for a category.</summary>
    /// <exception cref="KeyNotFoundException">The category is not in the matrix.</exception>
    public PrecisionRecall Of(string category)
    {
        int place = PlaceOf(category);
        int side = Categories.Count + 1;
        long predicted = 0;
        long expected = 0;
        for (int i = 0; i < side; i++)
        {
            predicted += _counts[i * side + place];
            expected += _counts[place * side + i];
        }

        long hits = _counts[place * side + place];
        return new PrecisionRecall(hits, predicted - hits, expected - hits);
    }

    /// <summary>Precision, recall and their harmonic mean over all categories together.</summary>
    public PrecisionRecall Total()
    {
        PrecisionRecall total = default;
        foreach (string category in Categories)
        {
            PrecisionRecall one = Of(category);
            total = new(
                total.TruePositives + one.TruePositives, total.FalsePositives + one.FalsePositives,
                total.FalseNegatives + one.FalseNegatives);
        }

        return total;
    }

    private int PlaceOf(string? category)
    {
        if (category is null)
            return Categories.Count;
        return _places.TryGetValue(category, out int place)
            ? place : throw new KeyNotFoundException($"The category '{category}' is not in the matrix.");
    }
}
