using LabelingGen.Annotations;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>
/// COCO's evaluation from labels in memory, per detection: against a part of the time of pycocotools, loading included, which is the goal.
/// It needed 10.62 s for 31,342 boxes (a 25th), 48.38 s for 500,000 (a 25th) and 12.99 s for 31,311 masks (a 20th). Its time for keypoints
/// was not measured; theirs is held against that of boxes.
/// </summary>
internal static class EvaluationRatios
{
    private const int Images = 5000;
    private const int Classes = 80;
    private const int Rounds = 5;
    private const int Landmarks = 17;
    private const double BoxMicroseconds = 13.4;
    private const double ManyBoxMicroseconds = 3.8;
    private const double MaskMicroseconds = 20.7;

    private static readonly ImageSize Size = new(1280, 720);

    public static IEnumerable<Ratio> Measure() =>
    [
        Evaluate("boxes", EvaluationKind.Boxes, perTruth: 1, BoxMicroseconds),
        Evaluate("boxes", EvaluationKind.Boxes, perTruth: 16, ManyBoxMicroseconds),
        Evaluate("masks", EvaluationKind.Masks, perTruth: 1, MaskMicroseconds),
        Evaluate("keypoints", EvaluationKind.Keypoints, perTruth: 1, BoxMicroseconds),
    ];

    private static Ratio Evaluate(string name, EvaluationKind kind, int perTruth, double goal)
    {
        Random random = new(4);
        List<AnnotatedImage> truths = [];
        List<AnnotatedImage> predictions = [];
        for (int i = 0; i < Images; i++)
        {
            Annotation[] objects = [.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => Truth(random, kind))];
            truths.Add(new AnnotatedImage($"{i}.png", Size, objects.ToValueList()));
            predictions.Add(new AnnotatedImage($"{i}.png", Size, objects.Where(_ => random.Next(10) > 0)
                .SelectMany(truth => Enumerable.Range(0, perTruth).Select(_ => Prediction(random, kind, truth))).ToValueList()));
        }

        int detections = predictions.Sum(image => image.Annotations.Count);
        CocoEvaluationOptions options = new(kind);
        (Measurement ours, _) = Measurement.Compare(
            () => CocoEvaluator.Evaluate(truths, predictions, options: options), () => { }, Rounds, warmUps: 2);
        return new Ratio($"coco-evaluation-{name}-us-a-detection-of-{detections}", ours.Milliseconds * 1000 / detections, goal);
    }

    private static Annotation Truth(Random random, EvaluationKind kind)
    {
        Box box = new(random.NextDouble() * 1000, random.NextDouble() * 500, 5 + (random.NextDouble() * 250),
            5 + (random.NextDouble() * 200));
        return new Annotation(ShapeOf(box, kind), $"class {random.Next(Classes)}")
        {
            StoredBox = box,
            Keypoints = kind == EvaluationKind.Keypoints ? Pose(random, box) : null,
            Flags = random.Next(80) == 0 ? AnnotationFlags.Crowd : AnnotationFlags.None,
        };
    }

    private static Annotation Prediction(Random random, EvaluationKind kind, Annotation truth)
    {
        Box box = truth.StoredBox!.Value;
        Box found = new(box.X + (random.NextDouble() * 10), box.Y, box.Width, box.Height * 0.9);
        return new Annotation(ShapeOf(found, kind), truth.Label)
        {
            StoredBox = found,
            Keypoints = kind == EvaluationKind.Keypoints ? Pose(random, found) : null,
            Confidence = random.NextDouble(),
        };
    }

    private static IPlanarShape ShapeOf(Box box, EvaluationKind kind) => kind == EvaluationKind.Masks
        ? Mask.FromShape(new Ellipse(box.Center.X, box.Center.Y, box.Width / 2, box.Height / 2, 0), Size.Width, Size.Height) : box;

    private static Keypoints Pose(Random random, Box box) => new(Enumerable.Range(0, Landmarks)
        .Select(_ => new Keypoint(box.X + (random.NextDouble() * box.Width), box.Y + (random.NextDouble() * box.Height)))
        .ToValueList());
}
