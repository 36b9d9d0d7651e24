namespace LabelingGen.Annotations;

/// <summary>How well the pixels of one class were found.</summary>
/// <param name="Class">The class's number in the maps.</param>
/// <param name="Counts">Pixels found, found wrongly and missed.</param>
public readonly record struct ClassPixels(int Class, PrecisionRecall Counts)
{
    /// <summary>Intersection over union of the class's pixels.</summary>
    public double IntersectionOverUnion
    {
        get
        {
            long union = Counts.TruePositives + Counts.FalsePositives + Counts.FalseNegatives;
            return union == 0 ? 0 : (double)Counts.TruePositives / union;
        }
    }

    /// <summary>The Dice coefficient of the class's pixels, which is the harmonic mean of precision and recall.</summary>
    public double Dice => Counts.F1;
}

/// <summary>
/// Judges semantic segmentation: pictures whose pixels are numbers of classes. Pixels whose truth is the void number (255 in Pascal VOC)
/// count for nobody. Pictures are added one by one; the numbers are over the pixels of all.
/// </summary>
public sealed class SegmentationEvaluator
{
    private readonly SortedDictionary<int, (long Hits, long Wrong, long Missed)> _classes = [];
    private readonly int? _voidClass;
    private long _pixels;
    private long _right;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="voidClass">The number of pixels that do not count, or <see langword="null"/> if all do.</param>
    public SegmentationEvaluator(int? voidClass = 255) => _voidClass = voidClass;

    /// <summary>The classes that occur in a truth or a prediction, by number.</summary>
    public ValueList<ClassPixels> Classes => _classes
        .Select(static pair => new ClassPixels(pair.Key, new PrecisionRecall(pair.Value.Hits, pair.Value.Wrong, pair.Value.Missed)))
            .ToValueList();

    /// <summary>The part of the pixels that have the right class; 0 if none was counted.</summary>
    public double PixelAccuracy => _pixels == 0 ? 0 : (double)_right / _pixels;

    /// <summary>The mean of the classes' intersections over union; 0 if there is no class.</summary>
    public double MeanIntersectionOverUnion => Mean(static pixels => pixels.IntersectionOverUnion);

    /// <summary>The mean of the classes' Dice coefficients; 0 if there is no class.</summary>
    public double MeanDice => Mean(static pixels => pixels.Dice);

    /// <summary>Counts the pixels of one picture.</summary>
    /// <exception cref="ArgumentException">The two maps differ in size.</exception>
    public void Add(LabelMap truth, LabelMap prediction)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(prediction);
        if (truth.Width != prediction.Width || truth.Height != prediction.Height)
        {
            throw new ArgumentException(
                $"The truth is {truth.Width} x {truth.Height}, the prediction {prediction.Width} x {prediction.Height}.",
                nameof(prediction));
        }

        Dictionary<(int Truth, int Prediction), long> pairs = [];
        ReadOnlySpan<int> expected = truth.Values;
        ReadOnlySpan<int> found = prediction.Values;
        for (int i = 0; i < expected.Length;)
        {
            // Neighbours mostly agree: count runs of equal pairs.
            int start = i;
            while (i < expected.Length && expected[i] == expected[start] && found[i] == found[start])
                i++;
            (int, int) pair = (expected[start], found[start]);
            pairs[pair] = pairs.GetValueOrDefault(pair) + (i - start);
        }

        foreach (((int wanted, int got), long count) in pairs)
        {
            if (wanted == _voidClass)
                continue;
            _pixels += count;
            (long hits, long wrong, long missed) = _classes.GetValueOrDefault(wanted);
            if (wanted == got)
            {
                _right += count;
                _classes[wanted] = (hits + count, wrong, missed);
                continue;
            }

            _classes[wanted] = (hits, wrong, missed + count);
            (hits, wrong, missed) = _classes.GetValueOrDefault(got);
            _classes[got] = (hits, wrong + count, missed);
        }
    }

    private double Mean(Func<ClassPixels, double> of) => _classes.Count == 0 ? 0 : Classes.Average(of);
}
