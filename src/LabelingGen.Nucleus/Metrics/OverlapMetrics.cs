using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// How well predicted boxes and polygons cover annotated ones, computed here, without the server (facts, section 9.3). On each item
/// predictions and annotations are paired so that the sum of overlaps is greatest. Where the official client errs, this is right: a box's x
/// and y are its top left corner, precision and recall are not exchanged in average precision, and its count of annotations is that of the
/// label.
/// </summary>
public static class OverlapMetrics
{
    /// <summary>The mean overlap: the sum of the pairs' intersection over union, divided by the greater number of shapes.</summary>
    /// <param name="annotations">Ground truth; boxes and polygons count, other shapes do not.</param>
    /// <param name="predictions">Predictions; boxes and polygons count, other shapes do not.</param>
    /// <param name="threshold">The least overlap of a pair, 0 to 1.</param>
    /// <param name="enforceLabelMatch">Whether only shapes of one label are paired.</param>
    public static MetricResult IntersectionOverUnion(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0,
        bool enforceLabelMatch = false) =>
        ByLabel(annotations, predictions, enforceLabelMatch, (truths, guesses) =>
        {
            double weight = Math.Max(truths.Count, guesses.Count);
            return new MetricResult(Pairs(truths, guesses, threshold).Sum(pair => pair.Overlap) / weight, weight);
        });

    /// <summary>The share of predictions that are paired.</summary>
    /// <inheritdoc cref="IntersectionOverUnion"/>
    public static MetricResult Precision(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5,
        bool enforceLabelMatch = false) =>
        ByLabel(annotations, predictions, enforceLabelMatch, (truths, guesses) =>
            Share(Pairs(truths, guesses, threshold).Count, guesses.Count));

    /// <summary>The share of annotations that are paired.</summary>
    /// <inheritdoc cref="IntersectionOverUnion"/>
    public static MetricResult Recall(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5,
        bool enforceLabelMatch = false) =>
        ByLabel(annotations, predictions, enforceLabelMatch, (truths, guesses) =>
            Share(Pairs(truths, guesses, threshold).Count, truths.Count));

    /// <summary>The average precision of one label: the area under its curve of precision over recall, over all points.</summary>
    /// <param name="annotations">Ground truth.</param>
    /// <param name="predictions">Predictions; they are taken by falling confidence, those without one last.</param>
    /// <param name="label">The label.</param>
    /// <param name="threshold">The least overlap of a pair, 0 to 1.</param>
    public static MetricResult AveragePrecision(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, string label, double threshold = 0.5)
    {
        List<PlanarLabel> truths = [.. PlanarLabel.Of(annotations).Where(truth => truth.Label == label)];
        List<PlanarLabel> guesses = [.. PlanarLabel.Of(predictions).Where(guess => guess.Label == label)];
        HashSet<PlanarLabel> right = [.. Pairs(truths, guesses, threshold).Select(pair => pair.Prediction)];
        List<(double Recall, double Precision)> curve = [];
        int found = 0;
        foreach (PlanarLabel guess in guesses.OrderByDescending(guess => guess.Confidence ?? double.NegativeInfinity))
        {
            if (right.Contains(guess))
                found++;
            curve.Add((truths.Count == 0 ? 0 : (double)found / truths.Count, (double)found / (curve.Count + 1)));
        }

        double area = 0;
        double precision = 0;
        for (int i = curve.Count - 1; i >= 0; i--)
        {
            precision = Math.Max(precision, curve[i].Precision);
            area += (curve[i].Recall - (i == 0 ? 0 : curve[i - 1].Recall)) * precision;
        }

        return new MetricResult(area, truths.Count);
    }

    /// <summary>The mean of the average precisions of all labels of the ground truth, each with the same weight.</summary>
    /// <param name="annotations">Ground truth.</param>
    /// <param name="predictions">Predictions.</param>
    /// <param name="threshold">The least overlap of a pair, 0 to 1.</param>
    public static MetricResult MeanAveragePrecision(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5)
    {
        GroundTruthAnnotation[] truths = [.. annotations];
        Prediction[] guesses = [.. predictions];
        string?[] labels = [.. PlanarLabel.Of(truths).Select(truth => truth.Label).Distinct()];
        return MetricResult.Aggregate(labels.OfType<string>().Select(label =>
            AveragePrecision(truths, guesses, label, threshold) with { Weight = 1 }));
    }

    private static MetricResult Share(int part, int whole) => new(whole == 0 ? 0 : (double)part / whole, whole);

    private static MetricResult ByLabel(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, bool enforceLabelMatch,
        Func<IReadOnlyList<PlanarLabel>, IReadOnlyList<PlanarLabel>, MetricResult> measure)
    {
        PlanarLabel[] truths = [.. PlanarLabel.Of(annotations)];
        PlanarLabel[] guesses = [.. PlanarLabel.Of(predictions)];
        if (truths.Length == 0 && guesses.Length == 0)
            return default;
        if (!enforceLabelMatch)
            return measure(truths, guesses);
        return MetricResult.Aggregate(truths.Concat(guesses).Select(shape => shape.Label).Distinct().Select(label =>
            measure([.. truths.Where(truth => truth.Label == label)], [.. guesses.Where(guess => guess.Label == label)])));
    }

    private static List<(PlanarLabel Prediction, double Overlap)> Pairs(
        IReadOnlyList<PlanarLabel> truths, IReadOnlyList<PlanarLabel> guesses, double threshold)
    {
        if (threshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold of overlap is from 0 to 1.");
        List<(PlanarLabel Prediction, double Overlap)> pairs = [];
        ILookup<string, PlanarLabel> byItem = truths.ToLookup(truth => truth.ReferenceId, StringComparer.Ordinal);
        foreach (IGrouping<string, PlanarLabel> item in guesses.GroupBy(guess => guess.ReferenceId, StringComparer.Ordinal))
        {
            PlanarLabel[] here = [.. item];
            PlanarLabel[] there = [.. byItem[item.Key]];
            double[] overlaps = new double[here.Length * there.Length];
            for (int i = 0; i < here.Length; i++)
            {
                for (int j = 0; j < there.Length; j++)
                    overlaps[(i * there.Length) + j] = ShapeOverlap.IntersectionOverUnion(here[i].Shape, there[j].Shape);
            }

            foreach (ShapeMatch match in Matching.Optimal(overlaps, here.Length, there.Length, threshold))
                pairs.Add((here[match.Prediction], match.Overlap));
        }

        return pairs;
    }
}
