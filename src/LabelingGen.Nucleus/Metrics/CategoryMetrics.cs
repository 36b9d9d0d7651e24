namespace LabelingGen.Nucleus;

/// <summary>
/// How well predicted categories agree with annotated ones, computed here, without the server (facts, section 9.6). Labels are compared
/// as sets per item, so that several labels on an item are counted right, where the official client pairs them in no order.
/// </summary>
public static class CategoryMetrics
{
    /// <summary>The F1 score, of the taxonomies that both sides use.</summary>
    /// <param name="annotations">Ground truth; other annotations than categories do not count.</param>
    /// <param name="predictions">Predictions; other predictions than categories do not count.</param>
    /// <param name="average">How the labels' scores become one.</param>
    /// <param name="confidenceThreshold">Predictions below it do not count; those without confidence do.</param>
    public static MetricResult F1(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions,
        CategoryAverage average = CategoryAverage.Macro,
        double confidenceThreshold = 0)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(predictions);
        CategoryAnnotation[] truths = [.. annotations.OfType<CategoryAnnotation>()];
        CategoryPrediction[] guesses = [.. predictions.OfType<CategoryPrediction>()
            .Where(guess => guess.Confidence is null || guess.Confidence >= confidenceThreshold)];
        HashSet<string> shared = [.. truths.Select(truth => truth.TaxonomyName ?? "")];
        shared.IntersectWith(guesses.Select(guess => guess.TaxonomyName ?? ""));
        ILookup<string, string> there = truths.Where(truth => shared.Contains(truth.TaxonomyName ?? ""))
            .ToLookup(truth => truth.ReferenceId ?? "", truth => Name(truth.TaxonomyName, truth.Label));
        ILookup<string, string> here = guesses.Where(guess => shared.Contains(guess.TaxonomyName ?? ""))
            .ToLookup(guess => guess.ReferenceId ?? "", guess => Name(guess.TaxonomyName, guess.Label));
        Dictionary<string, Counts> byLabel = new(StringComparer.Ordinal);
        List<double> byItem = [];
        foreach (string item in there.Select(g => g.Key).Union(here.Select(g => g.Key)))
        {
            HashSet<string> wanted = [.. there[item]];
            HashSet<string> found = [.. here[item]];
            Counts counts = default;
            foreach (string label in wanted.Union(found))
            {
                Counts one = (wanted.Contains(label), found.Contains(label)) switch
                {
                    (true, true) => new(1, 0, 0),
                    (false, true) => new(0, 1, 0),
                    _ => new(0, 0, 1),
                };
                byLabel[label] = byLabel.GetValueOrDefault(label).Plus(one);
                counts = counts.Plus(one);
            }

            byItem.Add(counts.F1);
        }

        Counts all = byLabel.Values.Aggregate(default(Counts), (sum, counts) => sum.Plus(counts));
        double value = average switch
        {
            _ when byLabel.Count == 0 => 0,
            CategoryAverage.Micro => all.F1,
            CategoryAverage.Weighted => all.Wanted == 0 ? 0 : byLabel.Values.Sum(counts => counts.F1 * counts.Wanted) / all.Wanted,
            CategoryAverage.Samples => byItem.Average(),
            _ => byLabel.Values.Average(counts => counts.F1),
        };
        return new MetricResult(value, byItem.Count);
    }

    private static string Name(string? taxonomy, string? label) => taxonomy is null ? label ?? "" : $"{taxonomy}->{label}";

    private readonly record struct Counts(int Right, int Wrong, int Missed)
    {
        public int Wanted => Right + Missed;

        public double F1 => Right == 0 ? 0 : 2.0 * Right / ((2 * Right) + Wrong + Missed);

        public Counts Plus(Counts other) => new(Right + other.Right, Wrong + other.Wrong, Missed + other.Missed);
    }
}
