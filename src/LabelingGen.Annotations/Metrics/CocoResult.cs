namespace LabelingGen.Annotations;

/// <summary>
/// The numbers of a COCO evaluation. -1 stands for "there is no ground truth", which is not the same as 0, and is left out of means.
/// </summary>
public sealed class CocoResult
{
    private readonly double[] _precision;
    private readonly double[] _recall;
    private readonly double[] _scores;

    internal CocoResult(CocoEvaluationOptions options, ValueList<string> categories, double[] precision, double[] recall, double[] scores)
    {
        Options = options;
        Categories = categories;
        _precision = precision;
        _recall = recall;
        _scores = scores;
    }

    /// <summary>What was evaluated.</summary>
    public CocoEvaluationOptions Options { get; }

    /// <summary>
    /// The categories in the order of the numbers, those that share a name followed by their own (<c>car (7)</c>); a single one with an
    /// empty name if categories were not used.
    /// </summary>
    public ValueList<string> Categories { get; }

    /// <summary>
    /// What a reader of the numbers should know: false positives that cost nothing, identifiers that are 0, and the like.
    /// </summary>
    public ValueList<string> Warnings { get; internal init; }

    /// <summary>How many predictions were looked at.</summary>
    public int PredictionCount { get; internal init; }

    /// <summary>How many ground truths were looked at.</summary>
    public int TruthCount { get; internal init; }

    /// <summary>Average precision over all thresholds and categories: COCO's primary number.</summary>
    public double AveragePrecision => MeanPrecision();

    /// <summary>Average recall over all thresholds and categories, with the most predictions allowed.</summary>
    public double AverageRecall => MeanRecall();

    /// <summary>
    /// COCO's numbers in COCO's order: for landmarks ten, else twelve. They are those of <c>stats</c> in pycocotools to the last bit.
    /// </summary>
    /// <exception cref="InvalidOperationException">The options are not COCO's own, so that a number of the list does not exist.</exception>
    public ValueList<double> Summarize()
    {
        if (Options.Kind == EvaluationKind.Keypoints)
        {
            return
            [
                MeanPrecision(), MeanPrecision(0.5), MeanPrecision(0.75), MeanPrecision(null, "medium"), MeanPrecision(null, "large"),
                MeanRecall(), MeanRecall(0.5), MeanRecall(0.75), MeanRecall(null, "medium"), MeanRecall(null, "large"),
            ];
        }

        if (Options.MaxDetections.Count < 3)
            throw new InvalidOperationException("COCO's summary needs three limits of predictions per picture.");
        return
        [
            MeanPrecision(), MeanPrecision(0.5), MeanPrecision(0.75),
            MeanPrecision(null, "small"), MeanPrecision(null, "medium"), MeanPrecision(null, "large"),
            MeanRecall(null, null, Options.MaxDetections[0]), MeanRecall(null, null, Options.MaxDetections[1]), MeanRecall(),
            MeanRecall(null, "small"), MeanRecall(null, "medium"), MeanRecall(null, "large"),
        ];
    }

    /// <summary>The mean of precisions; -1 if there is none.</summary>
    /// <param name="threshold">One of the thresholds, or <see langword="null"/> for all.</param>
    /// <param name="area">The name of a range of areas, or <see langword="null"/> for the first, which holds everything.</param>
    /// <param name="maxDetections">One of the limits, or <see langword="null"/> for the largest.</param>
    /// <param name="category">The name of a category, or <see langword="null"/> for all.</param>
    /// <exception cref="InvalidOperationException">Nothing was evaluated at this threshold, area, limit or category.</exception>
    public double MeanPrecision(double? threshold = null, string? area = null, int? maxDetections = null, string? category = null) =>
        Mean(_precision, Options.RecallThresholds.Count, threshold, area, maxDetections, category);

    /// <summary>The mean of the largest recalls; -1 if there is none.</summary>
    /// <param name="threshold">One of the thresholds, or <see langword="null"/> for all.</param>
    /// <param name="area">The name of a range of areas, or <see langword="null"/> for the first, which holds everything.</param>
    /// <param name="maxDetections">One of the limits, or <see langword="null"/> for the largest.</param>
    /// <param name="category">The name of a category, or <see langword="null"/> for all.</param>
    /// <exception cref="InvalidOperationException">Nothing was evaluated at this threshold, area, limit or category.</exception>
    public double MeanRecall(double? threshold = null, string? area = null, int? maxDetections = null, string? category = null) =>
        Mean(_recall, 1, threshold, area, maxDetections, category);

    /// <summary>The precision at every recall threshold, for a category; -1 everywhere if it has no ground truth.</summary>
    /// <param name="category">The category's position in <see cref="Categories"/>.</param>
    /// <param name="threshold">The threshold's position in <see cref="CocoEvaluationOptions.Thresholds"/>.</param>
    /// <param name="area">The range's position in <see cref="CocoEvaluationOptions.AreaRanges"/>.</param>
    /// <param name="limit">The limit's position in <see cref="CocoEvaluationOptions.MaxDetections"/>; -1 for the last.</param>
    public ValueList<double> PrecisionCurve(int category, int threshold, int area = 0, int limit = -1) =>
        Curve(_precision, category, threshold, area, limit);

    /// <summary>The score of the prediction at which each recall threshold is reached; see <see cref="PrecisionCurve"/>.</summary>
    public ValueList<double> ScoreCurve(int category, int threshold, int area = 0, int limit = -1) =>
        Curve(_scores, category, threshold, area, limit);

    private ValueList<double> Curve(double[] values, int category, int threshold, int area, int limit)
    {
        limit = limit < 0 ? Options.MaxDetections.Count - 1 : limit;
        double[] curve = new double[Options.RecallThresholds.Count];
        for (int r = 0; r < curve.Length; r++)
            curve[r] = values[IndexOf(threshold, r, curve.Length, category, area, limit)];
        return new ValueList<double>(curve);
    }

    private double Mean(double[] values, int recalls, double? threshold, string? area, int? maxDetections, string? category)
    {
        int onlyThreshold = threshold is { } value ? Place(Options.Thresholds, value, "threshold") : -1;
        int onlyCategory = category is not null ? Place(Categories, category, "category") : -1;
        int areaPlace = area is not null ? Place(Options.AreaRanges.Select(static range => range.Name).ToValueList(), area, "area") : 0;
        int limit = maxDetections is { } most
            ? Place(Options.MaxDetections, most, "limit of predictions") : Options.MaxDetections.Count - 1;
        double[] selected = new double[Options.Thresholds.Count * recalls * Categories.Count];
        int count = 0;
        for (int t = 0; t < Options.Thresholds.Count; t++)
        {
            for (int r = 0; r < recalls; r++)
            {
                for (int k = 0; k < Categories.Count; k++)
                {
                    double number = values[IndexOf(t, r, recalls, k, areaPlace, limit)];
                    if ((onlyThreshold < 0 || t == onlyThreshold) && (onlyCategory < 0 || k == onlyCategory) && number > -1)
                        selected[count++] = number;
                }
            }
        }

        return count == 0 ? -1 : NumpySum.Mean(selected.AsSpan(0, count));
    }

    private int IndexOf(int threshold, int recall, int recalls, int category, int area, int limit) =>
        (((threshold * recalls + recall) * Categories.Count + category) * Options.AreaRanges.Count + area) * Options.MaxDetections.Count
            + limit;

    private static int Place<T>(ValueList<T> values, T wanted, string what)
    {
        int place = values.AsImmutableArray().IndexOf(wanted);
        return place >= 0 ? place : throw new InvalidOperationException($"Nothing was evaluated at the {what} {wanted}.");
    }
}
