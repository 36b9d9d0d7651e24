using LabelingGen.Annotations;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>
/// COCO's evaluation from labels in memory, per detection. pycocotools needed 10.62 s for 31,342 detections of such a set, loading
/// included; the goal is a 25th of that.
/// </summary>
internal static class EvaluationRatios
{
    private const int Images = 5000;
    private const int Classes = 80;
    private const int Rounds = 5;
    private const double GoalMicroseconds = 13.4;

    public static IEnumerable<Ratio> Measure()
    {
        Random random = new(4);
        List<AnnotatedImage> truths = [];
        List<AnnotatedImage> predictions = [];
        for (int i = 0; i < Images; i++)
        {
            Annotation[] objects = [.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => new Annotation(
                new Box(random.NextDouble() * 1000, random.NextDouble() * 500, 5 + (random.NextDouble() * 250),
                    5 + (random.NextDouble() * 200)),
                $"class {random.Next(Classes)}") { Flags = random.Next(80) == 0 ? AnnotationFlags.Crowd : AnnotationFlags.None })];
            truths.Add(new AnnotatedImage($"{i}.png", new ImageSize(1280, 720), objects.ToValueList()));
            predictions.Add(new AnnotatedImage($"{i}.png", new ImageSize(1280, 720), objects.Where(_ => random.Next(10) > 0).Select(truth =>
            {
                Box box = (Box)truth.Shape!;
                return new Annotation(new Box(box.X + (random.NextDouble() * 10), box.Y, box.Width, box.Height * 0.9), truth.Label)
                {
                    Confidence = random.NextDouble(),
                };
            }).ToValueList()));
        }

        int detections = predictions.Sum(image => image.Annotations.Count);
        (Measurement ours, _) = Measurement.Compare(
            () => CocoEvaluator.Evaluate(truths, predictions), () => { }, Rounds, warmUps: 2);
        yield return new Ratio($"coco-evaluation-us-a-detection-of-{detections}", ours.Milliseconds * 1000 / detections, GoalMicroseconds);
    }
}
