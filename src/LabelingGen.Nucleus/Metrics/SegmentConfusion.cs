using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// How many pixels of each true class were predicted as each class, and how many of a class count as false positives although they have its
/// label: those of classes or instances that overlap too little with what they are matched with. The last row and column are pixels of no
/// segment.
/// </summary>
internal sealed class SegmentConfusion
{
    private readonly long[,] _counts;
    private readonly long[] _falsePositives;

    private SegmentConfusion(int size)
    {
        _counts = new long[size, size];
        _falsePositives = new long[size];
    }

    /// <summary>The classes that count in means: those that occur and that both sides know; see <see cref="Of"/>.</summary>
    public IReadOnlyList<int> Classes { get; private set; } = [];

    public long AllFalsePositives => _falsePositives.Sum();

    private int Size => _falsePositives.Length;

    public long Hits(int place) => _counts[place, place];

    public long FalsePositives(int place) => _falsePositives[place];

    /// <summary>Pixels of a true class, but for its false positives.</summary>
    public long Row(int place) => Enumerable.Range(0, Size).Sum(column => _counts[place, column]);

    /// <summary>Pixels predicted as a class, but for its false positives.</summary>
    public long Column(int place) => Enumerable.Range(0, Size).Sum(row => _counts[row, place]);

    /// <summary>
    /// Compares two pictures of one size. Where no label is given twice on a side, segments are classes, and those that the prediction does
    /// not know count in no mean; otherwise they are instances, whose labels both sides must know.
    /// </summary>
    /// <param name="truth">The ground truth.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="threshold">The least overlap of a class with itself, or of an instance with the best match, 0 to 1.</param>
    public static SegmentConfusion Of(SegmentedPicture truth, SegmentedPicture prediction, double threshold)
    {
        List<string?> labels = [.. truth.Labels.Union(prediction.Labels, StringComparer.Ordinal)];
        labels.Add(null);
        bool areInstances = truth.HasInstances || prediction.HasInstances;
        Dictionary<(int Truth, int Prediction), long> pairs = CountPairs(truth, prediction);
        SegmentConfusion confusion = new(labels.Count);
        if (areInstances)
            confusion.AddInstances(pairs, truth, prediction, labels, threshold);
        else
            confusion.AddClasses(pairs, truth, prediction, labels, threshold);
        confusion.Classes =
        [
            .. Enumerable.Range(0, labels.Count - 1).Where(place => prediction.Labels.Contains(labels[place])
                && (!areInstances || truth.Labels.Contains(labels[place]))
                && confusion.Row(place) + confusion.FalsePositives(place) + confusion.Column(place) > 0),
        ];
        return confusion;
    }

    private static Dictionary<(int Truth, int Prediction), long> CountPairs(SegmentedPicture truth, SegmentedPicture prediction)
    {
        Dictionary<(int Truth, int Prediction), long> pairs = [];
        ReadOnlySpan<int> wanted = truth.Pixels.Values;
        ReadOnlySpan<int> found = prediction.Pixels.Values;
        for (int i = 0; i < wanted.Length;)
        {
            // Neighbours mostly agree.
            int start = i;
            while (i < wanted.Length && wanted[i] == wanted[start] && found[i] == found[start])
                i++;
            (int, int) pair = (wanted[start], found[start]);
            pairs[pair] = pairs.GetValueOrDefault(pair) + (i - start);
        }

        return pairs;
    }

    private void AddClasses(
        Dictionary<(int Truth, int Prediction), long> pairs, SegmentedPicture truth, SegmentedPicture prediction, List<string?> labels,
        double threshold)
    {
        foreach (((int wanted, int found), long pixels) in pairs)
            _counts[labels.IndexOf(truth.LabelOf(wanted)), labels.IndexOf(prediction.LabelOf(found))] += pixels;
        double[] costs = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
                costs[(i * Size) + j] = -Overlap(_counts[i, j], Row(i), Column(j));
        }

        int[] matches = Assignment.Solve(costs, Size, Size);
        for (int i = 0; i < Size - 1; i++)
        {
            if (-costs[(i * Size) + i] >= threshold && matches[i] == i)
                continue;
            _falsePositives[i] = _counts[i, i];
            _counts[i, i] = 0;
        }
    }

    private void AddInstances(
        Dictionary<(int Truth, int Prediction), long> pairs, SegmentedPicture truth, SegmentedPicture prediction, List<string?> labels,
        double threshold)
    {
        Dictionary<int, long> sizes = pairs.GroupBy(pair => pair.Key.Prediction, pair => pair.Value)
            .ToDictionary(group => group.Key, group => group.Sum());
        foreach (var instance in pairs.GroupBy(pair => pair.Key.Truth))
        {
            string? label = truth.LabelOf(instance.Key);
            int row = labels.IndexOf(label);
            long size = instance.Sum(pair => pair.Value);
            int best = instance.MaxBy(pair => pair.Value).Key.Prediction;
            foreach (((_, int piece), long pixels) in instance)
            {
                string? other = prediction.LabelOf(piece);
                bool isMatch = piece == best && Overlap(pixels, size, sizes[piece]) >= threshold;
                if (other == label && label is not null && !isMatch)
                    _falsePositives[row] += pixels;
                else
                    _counts[row, labels.IndexOf(other)] += pixels;
            }
        }
    }

    private static double Overlap(long both, long one, long other) => both == 0 ? 0 : (double)both / (one + other - both);
}
