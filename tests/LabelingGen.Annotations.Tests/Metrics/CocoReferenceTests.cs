namespace LabelingGen.Annotations.Tests.Metrics;

/// <summary>
/// A thousand small evaluations against <see cref="CocoReference"/>: equal scores and similarities, crowds, areas on the borders of ranges,
/// classes without truth or detections, more detections than count.
/// </summary>
public class CocoReferenceTests
{
    private const int Side = 24;
    private const double Tolerance = 1e-12;

    private static readonly double[] BorderAreas = [32 * 32, 96 * 96, 32 * 32 - 1, 96 * 96 + 1, 0, 1e6];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Boxes(int part) => Compare(EvaluationKind.Boxes, part * 100, 100);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Masks(int part) => Compare(EvaluationKind.Masks, part * 100, 100);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Keypoints_of_persons(int part) => Compare(EvaluationKind.Keypoints, part * 100, 100);

    private static void Compare(EvaluationKind kind, int firstSeed, int count)
    {
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            Random random = new(seed);
            int images = random.Next(1, 5);
            int classes = random.Next(1, 4);
            CocoReference reference = new(images, classes, kind == EvaluationKind.Keypoints)
            {
                Similarity = kind switch
                {
                    EvaluationKind.Boxes => BoxSimilarity,
                    EvaluationKind.Masks => MaskSimilarity,
                    _ => LandmarkSimilarity,
                },
            };
            for (int image = 0; image < images; image++)
            {
                // Some pictures have no truth, some no detections, and one class of three has next to nothing.
                for (int i = random.Next(7); i > 0; i--)
                    reference.Truths.Add(Truth(random, kind, image, random.Next(classes)));
                for (int i = random.Next(20) == 0 ? 130 : random.Next(9); i > 0; i--)
                    reference.Detections.Add(Detection(random, kind, image, random.Next(classes)));
            }

            Category[] categories = [.. Enumerable.Range(0, classes).Select(static i => new Category($"c{i}") { Id = i + 1 })];
            CocoResult result = CocoEvaluator.Evaluate(
                Pictures(images, reference.Truths), Pictures(images, reference.Detections), categories.ToValueList(),
                new CocoEvaluationOptions(kind));
            result.Summarize().ToArray().ShouldBe(reference.Summarize(), Tolerance, $"seed {seed}");
        }
    }

    private static IEnumerable<AnnotatedImage> Pictures(int images, List<CocoReference.Item> items) =>
        Enumerable.Range(0, images).Select(image => new AnnotatedImage($"{image}.png", new ImageSize(Side, Side),
            items.Where(item => item.Image == image).Select(static item => item.Annotation).ToValueList())
        {
            Id = $"{image + 1}",
        });

    private static CocoReference.Item Truth(Random random, EvaluationKind kind, int image, int category)
    {
        double? area = random.Next(3) == 0 ? BorderAreas[random.Next(BorderAreas.Length)] : null;
        // Landmarks need an area; theirs is that of the box otherwise.
        Annotation annotation = Make(random, kind, category) with
        {
            Flags = random.Next(6) == 0 ? AnnotationFlags.Crowd : AnnotationFlags.None,
            StoredArea = area,
        };
        return new CocoReference.Item(image, category, annotation, area ?? AreaOf(annotation, isTruth: true));
    }

    private static CocoReference.Item Detection(Random random, EvaluationKind kind, int image, int category)
    {
        Annotation annotation = Make(random, kind, category) with { Confidence = random.Next(1, 6) / 5.0 };
        return new CocoReference.Item(image, category, annotation, AreaOf(annotation, isTruth: false));
    }

    private static Annotation Make(Random random, EvaluationKind kind, int category)
    {
        int scale = random.Next(4) == 0 ? 30 : 1;
        Box box = new(random.Next(4) * scale, random.Next(4) * scale, random.Next(1, 6) * scale, random.Next(1, 6) * scale);
        return kind switch
        {
            EvaluationKind.Boxes => new Annotation(box, $"c{category}"),
            EvaluationKind.Masks => new Annotation(Blot(random), $"c{category}"),
            _ => new Annotation(box, $"c{category}") { Keypoints = MakeLandmarks(random, box) },
        };
    }

    private static Mask Blot(Random random)
    {
        byte[] pixels = new byte[Side * Side];
        for (int part = random.Next(1, 3); part > 0; part--)
        {
            (int left, int top) = (4 * random.Next(4), 4 * random.Next(4));
            for (int y = top; y < top + 4 * random.Next(1, 3); y++)
                pixels.AsSpan(y * Side + left, 4).Fill(1);
        }

        return Mask.FromPixels(Side, Side, pixels);
    }

    private static Keypoints MakeLandmarks(Random random, Box box)
    {
        bool isBlank = random.Next(8) == 0;
        return new Keypoints(Enumerable.Range(0, 17).Select(_ => new Keypoint(
            box.Left + random.Next(6), box.Top + random.Next(6),
            isBlank ? KeypointVisibility.NotLabeled : (KeypointVisibility)random.Next(3))).ToValueList());
    }

    private static double AreaOf(Annotation annotation, bool isTruth)
    {
        if (annotation.Shape is Mask mask)
            return Pixels(mask).Sum(static pixel => pixel);
        if (isTruth || annotation.Keypoints is not { } keypoints)
            return ((Box)annotation.Shape!).Width * ((Box)annotation.Shape!).Height;
        return (keypoints.Points.Max(static p => p.X) - keypoints.Points.Min(static p => p.X))
            * (keypoints.Points.Max(static p => p.Y) - keypoints.Points.Min(static p => p.Y));
    }

    private static double BoxSimilarity(CocoReference.Item detection, CocoReference.Item truth)
    {
        (Box d, Box g) = ((Box)detection.Annotation.Shape!, (Box)truth.Annotation.Shape!);
        double width = Math.Min(d.X + d.Width, g.X + g.Width) - Math.Max(d.X, g.X);
        double height = Math.Min(d.Y + d.Height, g.Y + g.Height) - Math.Max(d.Y, g.Y);
        if (width <= 0 || height <= 0)
            return 0;
        double shared = width * height;
        double ownArea = d.Width * d.Height;
        return shared / (truth.IsCrowd ? ownArea : ownArea + g.Width * g.Height - shared);
    }

    private static double MaskSimilarity(CocoReference.Item detection, CocoReference.Item truth)
    {
        byte[] d = Pixels((Mask)detection.Annotation.Shape!);
        byte[] g = Pixels((Mask)truth.Annotation.Shape!);
        double shared = d.Zip(g, static (a, b) => a & b).Sum();
        double all = truth.IsCrowd ? d.Sum(static pixel => pixel) : d.Zip(g, static (a, b) => a | b).Sum();
        return shared == 0 ? 0 : shared / all;
    }

    private static double LandmarkSimilarity(CocoReference.Item detection, CocoReference.Item truth)
    {
        Keypoints d = detection.Annotation.Keypoints!;
        Keypoints g = truth.Annotation.Keypoints!;
        Box box = (Box)truth.Annotation.Shape!;
        List<double> terms = [];
        for (int i = 0; i < 17; i++)
        {
            double sigma = 2 * CocoEvaluationOptions.CocoPersonSigmas[i];
            double dx = d.Points[i].X - g.Points[i].X;
            double dy = d.Points[i].Y - g.Points[i].Y;
            if (g.Points.All(static point => point.Visibility == KeypointVisibility.NotLabeled))
            {
                dx = Outside(d.Points[i].X, box.X - box.Width, box.X + 2 * box.Width);
                dy = Outside(d.Points[i].Y, box.Y - box.Height, box.Y + 2 * box.Height);
            }
            else if (g.Points[i].Visibility == KeypointVisibility.NotLabeled)
            {
                continue;
            }

            terms.Add(Math.Exp(-(dx * dx + dy * dy) / (sigma * sigma) / (truth.Area + double.BitIncrement(1.0) - 1.0) / 2));
        }

        return terms.Average();
    }

    private static double Outside(double at, double from, double to) => Math.Max(0, from - at) + Math.Max(0, at - to);

    private static byte[] Pixels(Mask mask)
    {
        byte[] pixels = new byte[mask.Width * mask.Height];
        mask.CopyPixelsTo(pixels);
        return pixels;
    }
}
