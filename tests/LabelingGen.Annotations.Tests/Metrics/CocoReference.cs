namespace LabelingGen.Annotations.Tests.Metrics;

/// <summary>
/// COCO's evaluation as its definition has it, loop by loop: one object of each picture, class, range of areas and limit after the other.
/// It shares no code with the library.
/// </summary>
internal sealed class CocoReference(int images, int classes, bool isKeypoints)
{
    private static readonly double[] Thresholds =
        [.. Enumerable.Range(0, 10).Select(static i => i == 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9))];

    private static readonly double[] Recalls = [.. Enumerable.Range(0, 101).Select(static i => i == 100 ? 1.0 : i * (1.0 / 100))];

    private static readonly (double From, double To)[] Areas = [(0, 1e10), (0, 32 * 32), (32 * 32, 96 * 96), (96 * 96, 1e10)];

    private int[] Limits => isKeypoints ? [20] : [1, 10, 100];

    public List<Item> Truths { get; } = [];

    public List<Item> Detections { get; } = [];

    /// <summary>How alike a detection and a truth are, from 0 to 1.</summary>
    public required Func<Item, Item, double> Similarity { get; init; }

    /// <summary>The twelve numbers of boxes and masks, or the ten of landmarks.</summary>
    public double[] Summarize()
    {
        int most = Limits[^1];
        double[] precision = [Precision(null, 0), Precision(0.5, 0), Precision(0.75, 0)];
        if (isKeypoints)
        {
            return [.. precision, Precision(null, 2), Precision(null, 3),
                Recall(null, 0, most), Recall(0.5, 0, most), Recall(0.75, 0, most), Recall(null, 2, most), Recall(null, 3, most)];
        }

        return [.. precision, Precision(null, 1), Precision(null, 2), Precision(null, 3), Recall(null, 0, 1), Recall(null, 0, 10),
            Recall(null, 0, most), Recall(null, 1, most), Recall(null, 2, most), Recall(null, 3, most)];
    }

    private double Precision(double? threshold, int area) => Mean(threshold, area, Limits[^1], static outcome => outcome.Precisions);

    private double Recall(double? threshold, int area, int limit) => Mean(threshold, area, limit, static outcome => [outcome.Recall]);

    private double Mean(double? only, int area, int limit, Func<Outcome, double[]> numbers)
    {
        List<double> all = [];
        foreach (double threshold in Thresholds)
        {
            for (int category = 0; category < classes; category++)
            {
                if ((only is null || threshold == only) && Evaluate(category, threshold, Areas[area], limit) is { } outcome)
                    all.AddRange(numbers(outcome));
            }
        }

        return all.Count == 0 ? -1 : all.Average();
    }

    /// <summary>Nothing where no truth counts.</summary>
    private Outcome? Evaluate(int category, double threshold, (double From, double To) area, int limit)
    {
        List<(double Score, bool IsMatched, bool IsIgnored)> found = [];
        int expected = 0;
        for (int image = 0; image < images; image++)
            expected += Match(image, category, threshold, area, limit, found);
        if (expected == 0)
            return null;
        int hits = 0;
        int misses = 0;
        List<double> recalls = [];
        List<double> precisions = [];
        foreach ((_, bool isMatched, bool isIgnored) in found.OrderByDescending(static one => one.Score))
        {
            hits += isMatched && !isIgnored ? 1 : 0;
            misses += !isMatched && !isIgnored ? 1 : 0;
            recalls.Add((double)hits / expected);
            precisions.Add(hits / (misses + hits + Math.BitIncrement(1.0) - 1.0));
        }

        double[] read = new double[Recalls.Length];
        for (int r = 0; r < read.Length; r++)
        {
            for (int i = 0; i < recalls.Count; i++)
            {
                if (recalls[i] >= Recalls[r])
                    read[r] = Math.Max(read[r], precisions[i]);
            }
        }

        return new Outcome(read, recalls.Count == 0 ? 0 : recalls[^1]);
    }

    /// <summary>Matches the detections of a picture in the order of their scores; returns how many truths count.</summary>
    private int Match(int image, int category, double threshold, (double From, double To) area, int limit,
        List<(double Score, bool IsMatched, bool IsIgnored)> found)
    {
        Item[] truths = [.. Truths.Where(item => item.Image == image && item.Category == category)
            .OrderBy(item => IsIgnored(item) ? 1 : 0)];
        bool[] taken = new bool[truths.Length];
        Item[] best = [.. Detections.Where(item => item.Image == image && item.Category == category)
            .OrderByDescending(static item => item.Score).Take(limit)];
        foreach (Item detection in best)
        {
            int match = -1;
            double least = Math.Min(threshold, 1 - 1e-10);
            for (int g = 0; g < truths.Length; g++)
            {
                if (taken[g] && !truths[g].IsCrowd)
                    continue;
                if (match >= 0 && !IsIgnored(truths[match]) && IsIgnored(truths[g]))
                    break;
                double similarity = Similarity(detection, truths[g]);
                if (similarity < least)
                    continue;
                (least, match) = (similarity, g);
            }

            if (match >= 0)
                taken[match] = true;
            bool isOutside = detection.Area < area.From || detection.Area > area.To;
            found.Add((detection.Score, match >= 0, match >= 0 ? IsIgnored(truths[match]) : isOutside));
        }

        return truths.Count(item => !IsIgnored(item));

        bool IsIgnored(Item item) => item.IsIgnored || item.Area < area.From || item.Area > area.To;
    }

    /// <summary>A truth or a detection.</summary>
    internal sealed record Item(int Image, int Category, Annotation Annotation, double Area)
    {
        public double Score => Annotation.Confidence ?? 0;

        public bool IsCrowd => Annotation.Has(AnnotationFlags.Crowd);

        public bool IsIgnored => IsCrowd || Annotation.Confidence is null && Annotation.Keypoints is { LabeledCount: 0 };
    }

    private sealed record Outcome(double[] Precisions, double Recall);
}
