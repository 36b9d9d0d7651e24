using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// How well predicted cuboids cover annotated ones, computed here, without the server (facts, section 9.4). Predictions and annotations of
/// an item are paired one to one so that the sum of overlaps in space is greatest; the official client lets one prediction serve several
/// annotations, turns footprints by a right angle for precision and recall, and takes cuboids 25 m apart for disjoint whatever their size.
/// </summary>
public static class CuboidMetrics
{
    /// <summary>The mean overlap: the sum of the pairs' intersection over union, divided by the greater number of cuboids.</summary>
    /// <param name="annotations">Ground truth; other shapes than cuboids do not count.</param>
    /// <param name="predictions">Predictions; other shapes than cuboids do not count.</param>
    /// <param name="threshold">The least overlap in space of a pair, 0 to 1.</param>
    /// <param name="enforceLabelMatch">Whether only cuboids of one label are paired.</param>
    /// <param name="birdsEye">Whether the overlap of the pairs is measured seen from above.</param>
    public static MetricResult IntersectionOverUnion(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0,
        bool enforceLabelMatch = true, bool birdsEye = false) =>
        ByLabel(annotations, predictions, enforceLabelMatch, (truths, guesses) =>
        {
            double weight = Math.Max(truths.Count, guesses.Count);
            double sum = Pairs(truths, guesses, threshold)
                .Sum(pair => birdsEye ? CuboidOverlap.BirdsEyeIntersectionOverUnion(pair.Prediction, pair.Truth) : pair.Overlap);
            return new MetricResult(sum / weight, weight);
        });

    /// <summary>The share of predictions that are paired.</summary>
    /// <inheritdoc cref="IntersectionOverUnion"/>
    public static MetricResult Precision(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0,
        bool enforceLabelMatch = true) =>
        ByLabel(annotations, predictions, enforceLabelMatch, (truths, guesses) =>
            Share(Pairs(truths, guesses, threshold).Count, guesses.Count));

    /// <summary>The share of annotations that are paired.</summary>
    /// <inheritdoc cref="IntersectionOverUnion"/>
    public static MetricResult Recall(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, double threshold = 0,
        bool enforceLabelMatch = true) =>
        ByLabel(annotations, predictions, enforceLabelMatch, (truths, guesses) =>
            Share(Pairs(truths, guesses, threshold).Count, truths.Count));

    /// <summary>The geometry as a shape: position is the centre, yaw the turn about +z in radians.</summary>
    public static Cuboid ToCuboid(CuboidGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return new Cuboid(
            new(geometry.Position.X, geometry.Position.Y, geometry.Position.Z),
            new(geometry.Dimensions.X, geometry.Dimensions.Y, geometry.Dimensions.Z), geometry.Yaw);
    }

    private static MetricResult Share(int part, int whole) => new(whole == 0 ? 0 : (double)part / whole, whole);

    private static MetricResult ByLabel(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions, bool enforceLabelMatch,
        Func<IReadOnlyList<Labelled>, IReadOnlyList<Labelled>, MetricResult> measure)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(predictions);
        Labelled[] truths = [.. annotations.OfType<CuboidAnnotation>()
            .Select(c => new Labelled(c.Label, c.ReferenceId, ToCuboid(c.Geometry)))];
        Labelled[] guesses = [.. predictions.OfType<CuboidPrediction>()
            .Select(c => new Labelled(c.Label, c.ReferenceId, ToCuboid(c.Geometry)))];
        if (truths.Length == 0 && guesses.Length == 0)
            return default;
        if (!enforceLabelMatch)
            return measure(truths, guesses);
        return MetricResult.Aggregate(truths.Concat(guesses).Select(cuboid => cuboid.Label).Distinct().Select(label =>
            measure([.. truths.Where(truth => truth.Label == label)], [.. guesses.Where(guess => guess.Label == label)])));
    }

    private static List<(Cuboid Prediction, Cuboid Truth, double Overlap)> Pairs(
        IReadOnlyList<Labelled> truths, IReadOnlyList<Labelled> guesses, double threshold)
    {
        if (threshold is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold of overlap is from 0 to 1.");
        List<(Cuboid Prediction, Cuboid Truth, double Overlap)> pairs = [];
        ILookup<string, Labelled> byItem = truths.ToLookup(truth => truth.ReferenceId ?? "", StringComparer.Ordinal);
        foreach (IGrouping<string, Labelled> item in guesses.GroupBy(guess => guess.ReferenceId ?? "", StringComparer.Ordinal))
        {
            Labelled[] here = [.. item];
            Labelled[] there = [.. byItem[item.Key]];
            double[] overlaps = new double[here.Length * there.Length];
            for (int i = 0; i < here.Length; i++)
            {
                for (int j = 0; j < there.Length; j++)
                    overlaps[(i * there.Length) + j] = CuboidOverlap.IntersectionOverUnion(here[i].Cuboid, there[j].Cuboid);
            }

            foreach (ShapeMatch match in Matching.Optimal(overlaps, here.Length, there.Length, threshold))
                pairs.Add((here[match.Prediction].Cuboid, there[match.Truth].Cuboid, match.Overlap));
        }

        return pairs;
    }

    private readonly record struct Labelled(string? Label, string? ReferenceId, Cuboid Cuboid);
}
