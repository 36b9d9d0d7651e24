using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// How well predicted masks agree with annotated ones, pixel by pixel, computed here, without the server (facts, section 9.5). An item has
/// one mask on each side; where its ground truth has none, its boxes and polygons are drawn over one another in their order, which is what
/// the vendor's <c>segmentation_to_poly</c> metrics do. Items that lack a side do not count; the others weigh as much as they have pixels.
/// </summary>
/// <remarks>
/// Classes are compared by label, whatever their numbers in the two masks, and pixels whose number no segment explains are of no class.
/// (The official client compares numbers, takes those between for classes, too, and applies the threshold of instances to segments that
/// happen to have the same number.) Segments are chosen with <see cref="MetricFilters"/>.
/// </remarks>
/// <param name="loader">Reads the masks.</param>
public sealed class SegmentationMetrics(IMaskLoader loader)
{
    /// <summary>The thresholds of COCO: 0.50 to 0.95 in steps of 0.05.</summary>
    public static IReadOnlyList<double> CocoThresholds { get; } = [.. Enumerable.Range(10, 10).Select(step => step / 20.0)];

    /// <summary>The mean over classes of their intersection over union; false positives of all classes count against each.</summary>
    /// <param name="annotations">Ground truth.</param>
    /// <param name="predictions">Predictions; other shapes than masks do not count.</param>
    /// <param name="threshold">The overlap below which a class, or an instance, counts as a false positive, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">An item has two masks, or masks of two sizes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not from 0 to 1.</exception>
    public Task<MetricResult> IntersectionOverUnionAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5,
        CancellationToken cancellationToken = default) => MeasureAsync(
            annotations, predictions, [threshold],
            static confusion => Mean(confusion, place => Share(
                confusion.Hits(place),
                confusion.Row(place) + confusion.Column(place) + confusion.AllFalsePositives - confusion.Hits(place))),
            cancellationToken);

    /// <summary>The mean over classes of the share of pixels predicted as the class that are.</summary>
    /// <inheritdoc cref="IntersectionOverUnionAsync"/>
    public Task<MetricResult> PrecisionAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5,
        CancellationToken cancellationToken = default) =>
        MeasureAsync(annotations, predictions, [threshold], Precision, cancellationToken);

    /// <summary>The mean over classes of the share of the class's pixels that were predicted as it.</summary>
    /// <inheritdoc cref="IntersectionOverUnionAsync"/>
    public Task<MetricResult> RecallAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5,
        CancellationToken cancellationToken = default) => MeasureAsync(
            annotations, predictions, [threshold],
            static confusion => Mean(confusion, place => Share(
                confusion.Hits(place), confusion.Row(place) + confusion.FalsePositives(place))),
            cancellationToken);

    /// <summary>The precision of one label.</summary>
    /// <param name="annotations">Ground truth.</param>
    /// <param name="predictions">Predictions; other shapes than masks do not count.</param>
    /// <param name="label">The label; items of which a side does not have it do not count.</param>
    /// <param name="threshold">The overlap below which the class, or an instance, counts as a false positive, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidItemException">An item has two masks, or masks of two sizes.</exception>
    public Task<MetricResult> AveragePrecisionAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, string label, double threshold = 0.5,
        CancellationToken cancellationToken = default)
    {
        LabelFilter filter = LabelFilter.Any(
            [new FilterCondition("label", FilterOperator.Equal, label, FilterTarget.SegmentField)],
            [new FilterCondition("label", FilterOperator.Equal, label, allowMissing: true)]);
        return PrecisionAsync(filter.Apply(annotations), filter.Apply(predictions), threshold, cancellationToken);
    }

    /// <summary>
    /// The mean of the precisions at several thresholds, each by its distance from the one before; the last reaches to 1.
    /// </summary>
    /// <param name="annotations">Ground truth.</param>
    /// <param name="predictions">Predictions; other shapes than masks do not count.</param>
    /// <param name="thresholds">Rising, from 0 to 1. Default: <see cref="CocoThresholds"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">There is no threshold, or they do not rise.</exception>
    /// <exception cref="InvalidItemException">An item has two masks, or masks of two sizes.</exception>
    public Task<MetricResult> MeanAveragePrecisionAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, IReadOnlyList<double>? thresholds = null,
        CancellationToken cancellationToken = default)
    {
        thresholds ??= CocoThresholds;
        if (thresholds.Count == 0 || thresholds.Zip(thresholds.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException("There must be a threshold, and they must rise.", nameof(thresholds));
        return MeasureAsync(annotations, predictions, thresholds, Precision, cancellationToken);
    }

    /// <summary>The sum of the classes' intersections over union, each by its share of the predicted pixels.</summary>
    /// <inheritdoc cref="IntersectionOverUnionAsync"/>
    public Task<MetricResult> FrequencyWeightedAccuracyAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0.5,
        CancellationToken cancellationToken = default) =>
        MeasureAsync(annotations, predictions, [threshold], WeightedAccuracy, cancellationToken);

    private static double Precision(SegmentConfusion confusion) => Mean(
        confusion, place => Share(confusion.Hits(place), confusion.Column(place) + confusion.FalsePositives(place)));

    private static double WeightedAccuracy(SegmentConfusion confusion)
    {
        double predicted = confusion.Classes.Sum(confusion.Column);
        return predicted == 0 ? 0 : confusion.Classes.Sum(place => confusion.Column(place) / predicted * (Share(
            confusion.Hits(place),
            confusion.Row(place) + confusion.FalsePositives(place) + confusion.Column(place) - confusion.Hits(place)) ?? 0));
    }

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static double Mean(SegmentConfusion confusion, Func<int, double?> figure) =>
        confusion.Classes.Average(figure) ?? 0;

    private async Task<MetricResult> MeasureAsync(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, IReadOnlyList<double> thresholds,
        Func<SegmentConfusion, double> figure, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(predictions);
        if (thresholds.Any(threshold => threshold is not (>= 0 and <= 1)))
            throw new ArgumentOutOfRangeException(nameof(thresholds), "A threshold of overlap is from 0 to 1.");
        GroundTruthAnnotation[] truths = [.. annotations];
        ILookup<string, SegmentationAnnotation> masks = truths.OfType<SegmentationAnnotation>().ToLookup(mask => mask.ReferenceId ?? "");
        ILookup<string, PlanarLabel> shapes = PlanarLabel.Of(truths).ToLookup(shape => shape.ReferenceId);
        List<MetricResult> results = [];
        foreach (IGrouping<string, SegmentationPrediction> item in
            predictions.OfType<SegmentationPrediction>().GroupBy(mask => mask.ReferenceId ?? "", StringComparer.Ordinal))
        {
            if (item.Skip(1).Any() || masks[item.Key].Skip(1).Any())
                throw new InvalidItemException(item.Key, $"The item '{item.Key}' has several masks; it can have one on each side.");
            SegmentationPrediction guess = item.First();
            SegmentationAnnotation? mask = masks[item.Key].FirstOrDefault();
            if (guess.Annotations.Count == 0 || (mask is null ? !shapes[item.Key].Any() : mask.Annotations.Count == 0))
                continue;
            LabelMap found = await loader.LoadAsync(guess.MaskUrl, cancellationToken).ConfigureAwait(false);
            SegmentedPicture truth = mask is null
                ? SegmentedPicture.Draw(shapes[item.Key], found.Width, found.Height)
                : new(await loader.LoadAsync(mask.MaskUrl, cancellationToken).ConfigureAwait(false), mask.Annotations);
            if ((truth.Pixels.Width, truth.Pixels.Height) != (found.Width, found.Height))
            {
                throw new InvalidItemException(
                    item.Key, $"The masks of '{item.Key}' are of {truth.Pixels.Width} x {truth.Pixels.Height} and of {found.Width} x "
                        + $"{found.Height} pixels.");
            }

            results.Add(Measure(truth, new SegmentedPicture(found, guess.Annotations), thresholds, figure));
        }

        return MetricResult.Aggregate(results);
    }

    private static MetricResult Measure(
        SegmentedPicture truth, SegmentedPicture prediction, IReadOnlyList<double> thresholds, Func<SegmentConfusion, double> figure)
    {
        double[] figures = [.. thresholds.Select(threshold => figure(SegmentConfusion.Of(truth, prediction, threshold)))];
        double sum = figures[^1] * (1 - thresholds[^1]);
        for (int i = 0; i < figures.Length; i++)
            sum += figures[i] * (thresholds[i] - (i == 0 ? 0 : thresholds[i - 1]));
        return new MetricResult(sum, truth.Pixels.Values.Length);
    }
}
