namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>
/// Local metrics of generated scenes against definitions written out here as plainly as can be: every assignment is tried, overlaps are
/// products of intervals, and average precision is a sum over the right predictions.
/// </summary>
public sealed class ReferenceMetricTests
{
    private const int Scenes = 400;
    private const int Seed = 20;
    private const double Exact = 1e-9;

    private static readonly string[] Labels = ["car", "bus", "sign"];
    private static readonly string[] Items = ["a", "b"];

    [Fact]
    public void Boxes_and_polygons_are_measured_as_defined()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes; scene++)
        {
            List<Rectangle> truths = Rectangles(random, random.Next(0, 8));
            List<Rectangle> guesses = Rectangles(random, random.Next(truths.Count == 0 ? 1 : 0, 8));
            GroundTruthAnnotation[] annotations = [.. truths.Select(r => r.ToAnnotation(random.Next(2) == 0))];
            Prediction[] predictions = [.. guesses.Select(r => r.ToPrediction(random.Next(2) == 0))];
            double threshold = random.Next(1, 8) / 10.0;
            string what = $"scene {scene}, seed {Seed}";
            foreach (bool matchLabels in (bool[])[false, true])
            {
                ReferenceScene reference = new(truths, guesses, Rectangle.Overlap, threshold, matchLabels);
                OverlapMetrics.IntersectionOverUnion(annotations, predictions, threshold, matchLabels).ShouldBe(reference.Overlap, what);
                OverlapMetrics.Precision(annotations, predictions, threshold, matchLabels).ShouldBe(reference.Precision, what);
                OverlapMetrics.Recall(annotations, predictions, threshold, matchLabels).ShouldBe(reference.Recall, what);
            }

            foreach (string label in Labels)
                OverlapMetrics.AveragePrecision(annotations, predictions, label, threshold).Value
                    .ShouldBe(ReferenceScene.AveragePrecision(truths, guesses, label, threshold), Exact, what);
            string[] known = [.. truths.Select(t => t.Label).Distinct()];
            OverlapMetrics.MeanAveragePrecision(annotations, predictions, threshold).Value.ShouldBe(
                known.Length == 0 ? 0 : known.Average(label => ReferenceScene.AveragePrecision(truths, guesses, label, threshold)),
                Exact, what);
        }
    }

    /// <summary>A scene of cuboids along the axes is turned as a whole, which changes no overlap.</summary>
    [Fact]
    public void Cuboids_are_measured_as_defined_whichever_way_the_scene_is_turned()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes; scene++)
        {
            List<Rectangle> truths = Rectangles(random, random.Next(0, 6));
            List<Rectangle> guesses = Rectangles(random, random.Next(truths.Count == 0 ? 1 : 0, 6));
            double turn = random.NextDouble() * Math.Tau;
            GroundTruthAnnotation[] annotations = [.. truths.Select(r => r.ToCuboid(turn))];
            Prediction[] predictions = [.. guesses.Select(r => r.ToPredictedCuboid(turn))];
            double threshold = random.Next(1, 8) / 10.0;
            string what = $"scene {scene}, seed {Seed}";
            foreach (bool matchLabels in (bool[])[false, true])
            {
                ReferenceScene reference = new(truths, guesses, Rectangle.OverlapInSpace, threshold, matchLabels);
                CuboidMetrics.IntersectionOverUnion(annotations, predictions, threshold, matchLabels).ShouldBe(reference.Overlap, what);
                CuboidMetrics.IntersectionOverUnion(annotations, predictions, threshold, matchLabels, birdsEye: true)
                    .ShouldBe(reference.Sum(Rectangle.Overlap), what);
                CuboidMetrics.Precision(annotations, predictions, threshold, matchLabels).ShouldBe(reference.Precision, what);
                CuboidMetrics.Recall(annotations, predictions, threshold, matchLabels).ShouldBe(reference.Recall, what);
            }
        }
    }

    [Fact]
    public void Categories_are_measured_as_defined()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes; scene++)
        {
            HashSet<(string Item, string Label)> wanted = Pairs(random);
            HashSet<(string Item, string Label)> found = Pairs(random);
            GroundTruthAnnotation[] truth = [.. wanted.Select(pair => new CategoryAnnotation(pair.Label, pair.Item))];
            Prediction[] guess = [.. found.Select(pair => new CategoryPrediction(pair.Label, pair.Item))];
            string[] labels = [.. wanted.Union(found).Select(pair => pair.Label).Distinct()];
            string[] items = [.. wanted.Union(found).Select(pair => pair.Item).Distinct()];
            double[] ofLabels = [.. labels.Select(label => Score(Of(wanted, p => p.Label == label), Of(found, p => p.Label == label)))];
            int[] support = [.. labels.Select(label => wanted.Count(pair => pair.Label == label))];
            string what = $"scene {scene}, seed {Seed}";

            CategoryMetrics.F1(truth, guess, CategoryAverage.Micro).Value.ShouldBe(Score(wanted, found), Exact, what);
            CategoryMetrics.F1(truth, guess, CategoryAverage.Macro).Value.ShouldBe(ofLabels.Average(), Exact, what);
            CategoryMetrics.F1(truth, guess, CategoryAverage.Weighted).Value
                .ShouldBe(ofLabels.Zip(support, (score, count) => score * count).Sum() / support.Sum(), Exact, what);
            CategoryMetrics.F1(truth, guess, CategoryAverage.Samples).Value.ShouldBe(
                items.Average(item => Score(Of(wanted, p => p.Item == item), Of(found, p => p.Item == item))), Exact, what);
        }

        static HashSet<(string Item, string Label)> Of(
            HashSet<(string Item, string Label)> pairs, Func<(string Item, string Label), bool> which) => [.. pairs.Where(which)];

        // The harmonic mean of precision and recall.
        static double Score(HashSet<(string Item, string Label)> wanted, HashSet<(string Item, string Label)> found)
        {
            double both = wanted.Intersect(found).Count();
            return both == 0 ? 0 : 2 / ((found.Count / both) + (wanted.Count / both));
        }
    }

    [Fact]
    public void Near_duplicates_are_those_that_the_definition_drops()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes; scene++)
        {
            string[] centers = [.. Enumerable.Range(0, 4).Select(_ => new string([.. Enumerable.Range(0, 64).Select(_ => Bit(random))]))];
            DatasetItem[] items =
            [
                .. Enumerable.Range(0, 30).Select(i => new DatasetItem("https://a/b.png", $"r{i:00}")
                {
                    Phash = new string([.. centers[random.Next(4)].Select(bit => random.Next(12) == 0 ? Bit(random) : bit)]),
                }),
            ];
            int threshold = random.Next(0, 20);
            List<DatasetItem> kept = [];
            foreach (DatasetItem item in items.OrderBy(i => i.Phash, StringComparer.Ordinal)
                .ThenBy(i => i.Reference, StringComparer.Ordinal))
            {
                if (kept.All(other => other.Phash!.Zip(item.Phash!).Count(pair => pair.First != pair.Second) > threshold))
                    kept.Add(item);
            }

            random.Shuffle(items);
            PerceptualHash.Deduplicate(items, threshold).Select(i => i.Reference).ShouldBe(
                kept.Select(i => i.Reference), $"scene {scene}, seed {Seed}");
        }

        static char Bit(Random random) => random.Next(2) == 0 ? '0' : '1';
    }

    private static List<Rectangle> Rectangles(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new Rectangle(
            Labels[random.Next(Labels.Length)], Items[random.Next(Items.Length)], random.NextDouble() * 6, random.NextDouble() * 6,
            4 + (random.NextDouble() * 6), 4 + (random.NextDouble() * 6), random.NextDouble() * 2, 4 + random.NextDouble(),
            random.NextDouble())),
    ];

    /// <summary>At least one, and of one taxonomy.</summary>
    private static HashSet<(string Item, string Label)> Pairs(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => ($"i{random.Next(5)}", Labels[random.Next(Labels.Length)]))];
}
