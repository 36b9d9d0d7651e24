namespace LabelingGen.Annotations;

/// <summary>A range of areas in square pixels; both ends belong to it.</summary>
/// <param name="Name">What the range is called, for instance <c>small</c>.</param>
/// <param name="Minimum">The smallest area.</param>
/// <param name="Maximum">The largest area.</param>
public sealed record AreaRange(string Name, double Minimum, double Maximum);

/// <summary>What COCO's evaluation leaves open. The defaults are COCO's for the kind.</summary>
public sealed record CocoEvaluationOptions
{
    private const double Everything = 1e10;

    /// <summary>The options of an evaluation.</summary>
    public CocoEvaluationOptions(EvaluationKind kind = EvaluationKind.Boxes)
    {
        Kind = kind;
        bool isKeypoints = kind == EvaluationKind.Keypoints;
        AreaRange all = new("all", 0, Everything);
        AreaRange medium = new("medium", 32 * 32, 96 * 96);
        AreaRange large = new("large", 96 * 96, Everything);
        AreaRanges = kind is EvaluationKind.Cuboids or EvaluationKind.BirdsEyeCuboids ? [all with { Maximum = double.PositiveInfinity }]
            : isKeypoints ? [all, medium, large]
            : [all, new AreaRange("small", 0, 32 * 32), medium, large];
        MaxDetections = isKeypoints ? [20] : [1, 10, 100];
    }

    /// <summary>How a prediction is compared with a ground truth.</summary>
    public EvaluationKind Kind { get; }

    /// <summary>The least similarities of a match, rising: 0.5, 0.55, … 0.95.</summary>
    public ValueList<double> Thresholds { get; init; } = Linear(0.5, 0.95, 10);

    /// <summary>The recalls at which precision is read: 0, 0.01, … 1.</summary>
    public ValueList<double> RecallThresholds { get; init; } = Linear(0, 1, 101);

    /// <summary>The ranges of areas for which numbers are given; the first is the one that holds everything.</summary>
    public ValueList<AreaRange> AreaRanges { get; init; }

    /// <summary>How many predictions with the highest scores count for each picture and category, rising.</summary>
    public ValueList<int> MaxDetections { get; init; }

    /// <summary>Whether a prediction must have the category of the ground truth; without it all are one category.</summary>
    public bool UseCategories { get; init; } = true;

    /// <summary>
    /// The standard deviation of each landmark relative to object size; empty for those of COCO's 17 landmarks of persons.
    /// </summary>
    public ValueList<double> KeypointSigmas { get; init; }

    /// <summary>
    /// Whether to repeat two defects of pycocotools: a match with the ground truth whose identifier is 0 counts as none, and
    /// <see cref="AnnotationFlags.Ignore"/> is not looked at. By default the match counts, and such a ground truth is ignored.
    /// </summary>
    public bool ReproduceDefects { get; init; }

    /// <summary>The standard deviations of COCO's 17 landmarks of persons, from nose to ankles.</summary>
    public static ValueList<double> CocoPersonSigmas { get; } = new double[]
        { .26, .25, .25, .35, .35, .79, .79, .72, .72, .62, .62, 1.07, 1.07, .87, .87, .89, .89 }.Select(static sigma => sigma / 10.0)
            .ToValueList();

    /// <summary>Evenly spaced numbers by the arithmetic of numpy's <c>linspace</c>, so that they are the same to the last bit.</summary>
    internal static ValueList<double> Linear(double start, double stop, int count)
    {
        double step = (stop - start) / (count - 1);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
            values[i] = i * step + start;
        values[^1] = stop;
        return new ValueList<double>(values);
    }
}
