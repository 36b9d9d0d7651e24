namespace LabelingGen.Annotations;

/// <summary>A segment of a panoptic picture.</summary>
/// <param name="Id">The number of its pixels.</param>
/// <param name="Category">What it is called.</param>
/// <param name="IsCrowd">Whether it is a group that is not told apart.</param>
public readonly record struct PanopticSegment(int Id, string Category, bool IsCrowd = false);

/// <summary>The panoptic quality of one category or of several.</summary>
/// <param name="Quality">Segmentation quality times recognition quality.</param>
/// <param name="SegmentationQuality">The mean intersection over union of the matches.</param>
/// <param name="RecognitionQuality">The harmonic mean of precision and recall of the segments.</param>
public readonly record struct PanopticQuality(double Quality, double SegmentationQuality, double RecognitionQuality);

/// <summary>
/// Judges panoptic segmentation as COCO's panoptic task does (Kirillov et al., CVPR 2019): a predicted segment matches the true one of
/// its category that it overlaps by more than half, of which there is at most one. Pixels whose truth is 0 are void: they leave the union,
/// and a prediction that lies mostly on void or on a crowd of its category is not a false positive.
/// </summary>
public sealed class PanopticEvaluator
{
    private const int Void = 0;

    private readonly SortedDictionary<string, (double Overlap, int Hits, int Wrong, int Missed)> _categories = new(StringComparer.Ordinal);

    /// <summary>The categories that occur, with their quality.</summary>
    public ValueMap<PanopticQuality> Categories => ValueMap<PanopticQuality>.Create(
        _categories.Select(static pair => new KeyValuePair<string, PanopticQuality>(pair.Key, Of(pair.Value))));

    /// <summary>The mean of the categories' numbers; 0 if none occurs.</summary>
    public PanopticQuality Mean
    {
        get
        {
            if (_categories.Count == 0)
                return default;
            PanopticQuality[] all = [.. _categories.Values.Select(Of)];
            return new(
                all.Average(static one => one.Quality), all.Average(static one => one.SegmentationQuality),
                all.Average(static one => one.RecognitionQuality));
        }
    }

    /// <summary>Counts the segments of one picture.</summary>
    /// <param name="truth">The true picture; 0 is void.</param>
    /// <param name="truthSegments">What its numbers stand for.</param>
    /// <param name="prediction">The predicted picture; 0 is void.</param>
    /// <param name="predictionSegments">What its numbers stand for.</param>
    /// <exception cref="ArgumentException">The pictures differ in size, or a number has no segment.</exception>
    public void Add(
        LabelMap truth, ValueList<PanopticSegment> truthSegments, LabelMap prediction, ValueList<PanopticSegment> predictionSegments)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(prediction);
        if (truth.Width != prediction.Width || truth.Height != prediction.Height)
            throw new ArgumentException("The true and the predicted picture differ in size.", nameof(prediction));
        Dictionary<(int Truth, int Prediction), long> shared = [];
        Dictionary<int, long> truthAreas = [];
        Dictionary<int, long> predictionAreas = [];
        ReadOnlySpan<int> expected = truth.Values;
        ReadOnlySpan<int> found = prediction.Values;
        for (int i = 0; i < expected.Length; i++)
        {
            shared[(expected[i], found[i])] = shared.GetValueOrDefault((expected[i], found[i])) + 1;
            truthAreas[expected[i]] = truthAreas.GetValueOrDefault(expected[i]) + 1;
            predictionAreas[found[i]] = predictionAreas.GetValueOrDefault(found[i]) + 1;
        }

        Dictionary<int, PanopticSegment> truths = Index(truthSegments, truthAreas.Keys, "true");
        Dictionary<int, PanopticSegment> predictions = Index(predictionSegments, predictionAreas.Keys, "predicted");
        HashSet<int> matchedTruths = [];
        HashSet<int> matchedPredictions = [];
        foreach (((int wanted, int got), long count) in shared)
        {
            if (wanted == Void || got == Void || truths[wanted].IsCrowd || truths[wanted].Category != predictions[got].Category)
                continue;
            double union = truthAreas[wanted] + predictionAreas[got] - count - shared.GetValueOrDefault((Void, got));
            double overlap = count / union;
            if (overlap <= 0.5)
                continue;
            matchedTruths.Add(wanted);
            matchedPredictions.Add(got);
            Count(truths[wanted].Category, overlap, hits: 1);
        }

        foreach (PanopticSegment segment in truths.Values)
        {
            if (!segment.IsCrowd && !matchedTruths.Contains(segment.Id))
                Count(segment.Category, missed: 1);
        }

        foreach (PanopticSegment segment in predictions.Values)
        {
            if (matchedPredictions.Contains(segment.Id))
                continue;
            long excused = shared.GetValueOrDefault((Void, segment.Id)) + truths.Values
                .Where(crowd => crowd.IsCrowd && crowd.Category == segment.Category)
                    .Sum(crowd => shared.GetValueOrDefault((crowd.Id, segment.Id)));
            if ((double)excused / predictionAreas[segment.Id] <= 0.5)
                Count(segment.Category, wrong: 1);
        }
    }

    private static Dictionary<int, PanopticSegment> Index(ValueList<PanopticSegment> segments, IEnumerable<int> numbers, string which)
    {
        Dictionary<int, PanopticSegment> byId = [];
        foreach (PanopticSegment segment in segments)
            byId[segment.Id] = segment;
        Dictionary<int, PanopticSegment> used = [];
        foreach (int number in numbers)
        {
            if (number == Void)
                continue;
            used[number] = byId.TryGetValue(number, out PanopticSegment segment)
                ? segment
                : throw new ArgumentException($"The {which} picture has pixels of {number}, which no segment names.", nameof(segments));
        }

        return used;
    }

    private static PanopticQuality Of((double Overlap, int Hits, int Wrong, int Missed) counts)
    {
        double denominator = counts.Hits + counts.Wrong / 2.0 + counts.Missed / 2.0;
        if (denominator == 0)
            return default;
        return new(
            counts.Overlap / denominator, counts.Hits == 0 ? 0 : counts.Overlap / counts.Hits, counts.Hits / denominator);
    }

    private void Count(string category, double overlap = 0, int hits = 0, int wrong = 0, int missed = 0)
    {
        (double Overlap, int Hits, int Wrong, int Missed) counts = _categories.GetValueOrDefault(category);
        _categories[category] = (counts.Overlap + overlap, counts.Hits + hits, counts.Wrong + wrong, counts.Missed + missed);
    }
}
