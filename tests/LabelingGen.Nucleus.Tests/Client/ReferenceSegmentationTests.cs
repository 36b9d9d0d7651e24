using LabelingGen.Annotations;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Metrics of generated masks against definitions that count pixels one by one and try every assignment of classes.</summary>
public sealed class ReferenceSegmentationTests
{
    private const int Scenes = 300;
    private const int Seed = 21;
    private const int Side = 6;
    private const double Exact = 1e-9;

    private static readonly string[] Names = ["road", "sky", "tree"];

    [Fact]
    public async Task Classes_are_measured_as_defined()
    {
        Random random = new(Seed);
        int compared = 0;
        for (int scene = 0; scene < Scenes; scene++)
        {
            int[] wanted = Regions(random);
            int[] found = [.. wanted.Select(value => random.Next(5) == 0 ? random.Next(Names.Length + 1) : value)];
            double threshold = random.Next(1, 9) / 10.0;
            double[,] overlaps = Overlaps(wanted, found);
            // Where two assignments are equally good, the definition leaves the choice open.
            if (BestAssignment(overlaps) is not { } assignment)
                continue;
            compared++;
            bool[] isRight = [.. Enumerable.Range(0, Names.Length).Select(i => assignment[i] == i && overlaps[i, i] >= threshold)];
            double[] hits = [.. Enumerable.Range(0, Names.Length).Select(i => isRight[i] ? Count(wanted, found, i, i) : 0.0)];
            double falsePositives = Enumerable.Range(0, Names.Length).Where(i => !isRight[i]).Sum(i => Count(wanted, found, i, i));
            double[] truePixels = [.. Enumerable.Range(0, Names.Length).Select(i => (double)wanted.Count(v => v == i))];
            double[] foundPixels = [.. Enumerable.Range(0, Names.Length).Select(i => (double)found.Count(v => v == i))];
            int[] classes = [.. Enumerable.Range(0, Names.Length).Where(i => truePixels[i] + foundPixels[i] > 0)];
            string what = $"scene {scene}, seed {Seed}";

            PixelMasks masks = new(wanted, found);
            (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess, threshold)).Value
                .ShouldBe(Mean(classes.Where(i => truePixels[i] > 0), i => hits[i] / truePixels[i]), Exact, what);
            (await masks.Metrics.PrecisionAsync(masks.Truth, masks.Guess, threshold)).Value
                .ShouldBe(Mean(classes.Where(i => foundPixels[i] > 0), i => hits[i] / foundPixels[i]), Exact, what);
            (await masks.Metrics.IntersectionOverUnionAsync(masks.Truth, masks.Guess, threshold)).Value.ShouldBe(
                Mean(classes, i =>
                {
                    // False positives stand in a column of their own, which counts once against every class.
                    double dropped = isRight[i] ? 0 : Count(wanted, found, i, i);
                    return hits[i] / (truePixels[i] + foundPixels[i] - (2 * dropped) + falsePositives - hits[i]);
                }),
                Exact, what);
        }

        compared.ShouldBeGreaterThan(Scenes / 2);
    }

    [Fact]
    public async Task Instances_are_measured_as_defined()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes; scene++)
        {
            // Segments 0 and 1 are both of the first class.
            int[] wanted = Regions(random);
            int[] found = [.. wanted.Select(value => random.Next(6) == 0 ? random.Next(Names.Length) : value)];
            double threshold = random.Next(1, 9) / 10.0;
            string[] labels = ["car", "car", "bus"];
            Dictionary<string, double> hits = new() { ["car"] = 0, ["bus"] = 0 };
            bool isOpen = false;
            for (int instance = 0; instance < labels.Length; instance++)
            {
                int[] shared = [.. Enumerable.Range(0, labels.Length + 1).Select(piece => Count(wanted, found, instance, piece))];
                int most = shared.Max();
                isOpen |= most > 0 && shared.Count(count => count == most) > 1;
                int best = Array.IndexOf(shared, most);
                for (int piece = 0; piece < labels.Length; piece++)
                {
                    double union = wanted.Count(v => v == instance) + found.Count(v => v == piece) - shared[piece];
                    if (labels[piece] == labels[instance] && piece == best && union > 0 && shared[piece] / union >= threshold)
                        hits[labels[instance]] += shared[piece];
                }
            }

            if (isOpen)
                continue;
            string[] classes = [.. hits.Keys.Where(label => Of(wanted, label) + Of(found, label) > 0)];
            PixelMasks masks = new(wanted, found, labels);
            string what = $"scene {scene}, seed {Seed}";
            (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess, threshold)).Value.ShouldBe(
                Mean(classes.Where(label => Of(wanted, label) > 0), label => hits[label] / Of(wanted, label)), Exact, what);

            double Of(int[] pixels, string label) => pixels.Count(v => v < labels.Length && labels[v] == label);
        }
    }

    private static double Mean<T>(IEnumerable<T> classes, Func<T, double> figure) => classes.Select(figure).DefaultIfEmpty(0).Average();

    private static int Count(int[] wanted, int[] found, int truth, int guess) =>
        wanted.Zip(found).Count(pair => pair.First == truth && pair.Second == guess);

    /// <summary>A picture of stripes, each of a class or of none.</summary>
    private static int[] Regions(Random random)
    {
        int[] rows = [.. Enumerable.Range(0, Side).Select(_ => random.Next(Names.Length + 1))];
        return [.. Enumerable.Range(0, Side * Side).Select(i => rows[i / Side])];
    }

    /// <summary>Of every true class with every found one; the last row and column are the pixels of no class.</summary>
    private static double[,] Overlaps(int[] wanted, int[] found)
    {
        double[,] overlaps = new double[Names.Length + 1, Names.Length + 1];
        for (int i = 0; i <= Names.Length; i++)
        {
            for (int j = 0; j <= Names.Length; j++)
            {
                double both = Count(wanted, found, i, j);
                overlaps[i, j] = both == 0 ? 0 : both / (wanted.Count(v => v == i) + found.Count(v => v == j) - both);
            }
        }

        return overlaps;
    }

    /// <summary>The assignment of the greatest sum; <see langword="null"/> where several that differ in what is right are equally good.</summary>
    private static int[]? BestAssignment(double[,] overlaps)
    {
        int size = overlaps.GetLength(0);
        List<(double Sum, int[] Columns)> all = [];
        Try([]);
        double most = all.Max(a => a.Sum);
        int[][] best = [.. all.Where(a => a.Sum > most - Exact).Select(a => a.Columns)];
        return best.Select(Rights).Distinct().Count() == 1 ? best[0] : null;

        string Rights(int[] columns) => string.Join(',', Enumerable.Range(0, size).Where(i => columns[i] == i && overlaps[i, i] > 0));

        void Try(int[] columns)
        {
            if (columns.Length == size)
                all.Add((columns.Select((column, row) => overlaps[row, column]).Sum(), columns));
            foreach (int column in Enumerable.Range(0, size).Except(columns))
                Try([.. columns, column]);
        }
    }

    private sealed class PixelMasks(int[] wanted, int[] found, string[]? labels = null) : IMaskLoader
    {
        private readonly Segment[] _segments = [.. (labels ?? Names).Select((label, i) => new Segment(label, i + 1))];

        public Annotation[] Truth => [new SegmentationAnnotation("truth", _segments, "a")];

        public Prediction[] Guess => [new SegmentationPrediction("guess", _segments, "a")];

        public SegmentationMetrics Metrics => new(this);

        /// <summary>The number after the last segment's is that of no segment.</summary>
        public ValueTask<LabelMap> LoadAsync(string maskUrl, CancellationToken cancellationToken)
        {
            LabelMap map = new(Side, Side);
            int[] pixels = maskUrl == "truth" ? wanted : found;
            for (int i = 0; i < pixels.Length; i++)
                map.Values[i] = pixels[i] + 1;
            return ValueTask.FromResult(map);
        }
    }
}
