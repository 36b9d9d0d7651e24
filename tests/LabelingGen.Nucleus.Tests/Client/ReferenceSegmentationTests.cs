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
            // Where two assignments are equally good, the definition leaves the choice open.
            if (Classes(wanted, found, Names) is not { } classes)
                continue;
            compared++;
            await CompareAsync(new PixelMasks(wanted, found, Names), classes(threshold), threshold, $"scene {scene}, seed {Seed}");
        }

        compared.ShouldBeGreaterThan(Scenes / 2);
    }

    [Fact]
    public async Task Instances_are_measured_as_defined()
    {
        Random random = new(Seed);
        string[] labels = ["car", "car", "bus"];
        int compared = 0;
        for (int scene = 0; scene < Scenes; scene++)
        {
            // Segments 0 and 1 are both of the first class.
            int[] wanted = Regions(random);
            int[] found = [.. wanted.Select(value => random.Next(6) == 0 ? random.Next(Names.Length) : value)];
            double threshold = random.Next(1, 9) / 10.0;
            if (Instances(wanted, found, labels, threshold) is not { } instances)
                continue;
            compared++;
            await CompareAsync(new PixelMasks(wanted, found, labels), instances, threshold, $"scene {scene}, seed {Seed}");
        }

        compared.ShouldBeGreaterThan(Scenes / 2);
    }

    /// <summary>The area under the precision over the threshold, added up in strips; each threshold stands for those below it.</summary>
    [Fact]
    public async Task Mean_average_precision_is_the_area_under_the_precision_over_the_threshold()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes / 4; scene++)
        {
            int[] wanted = Regions(random);
            int[] found = [.. wanted.Select(value => random.Next(3) == 0 ? random.Next(Names.Length + 1) : value)];
            if (Classes(wanted, found, Names) is not { } classes)
                continue;
            double[] some = [.. Enumerable.Range(1, 19).Where(_ => random.Next(4) == 0).Select(step => step / 20.0).Append(0.97)];
            foreach (double[]? thresholds in (double[]?[])[null, some])
            {
                double[] steps = thresholds ?? [.. Enumerable.Range(0, 10).Select(step => (50 + (5 * step)) / 100.0)];
                double area = Enumerable.Range(0, 1000).Select(strip => (strip + 0.5) / 1000)
                    .Average(at => classes(steps.FirstOrDefault(step => step >= at, steps[^1])).Precision);
                PixelMasks masks = new(wanted, found, Names);
                (await masks.Metrics.MeanAveragePrecisionAsync(masks.Truth, masks.Guess, thresholds)).Value
                    .ShouldBe(area, Exact, $"scene {scene}, seed {Seed}");
            }
        }
    }

    [Fact]
    public async Task Average_precision_of_a_label_is_the_precision_where_there_is_nothing_else()
    {
        Random random = new(Seed);
        for (int scene = 0; scene < Scenes; scene++)
        {
            int[] wanted = Regions(random);
            int[] found = [.. wanted.Select(value => random.Next(4) == 0 ? random.Next(Names.Length + 1) : value)];
            double threshold = random.Next(1, 9) / 10.0;
            int label = random.Next(Names.Length);
            int[] Only(int[] pixels) => [.. pixels.Select(value => value == label ? 0 : 1)];
            if (Classes(Only(wanted), Only(found), [Names[label]]) is not { } classes)
                continue;
            PixelMasks masks = new(wanted, found, Names);
            (await masks.Metrics.AveragePrecisionAsync(masks.Truth, masks.Guess, Names[label], threshold)).Value
                .ShouldBe(classes(threshold).Precision, Exact, $"scene {scene}, seed {Seed}");
        }
    }

    private static async Task CompareAsync(PixelMasks masks, ReferencePicture expected, double threshold, string what)
    {
        SegmentationMetrics metrics = masks.Metrics;
        (await metrics.RecallAsync(masks.Truth, masks.Guess, threshold)).Value.ShouldBe(expected.Recall, Exact, what);
        (await metrics.PrecisionAsync(masks.Truth, masks.Guess, threshold)).Value.ShouldBe(expected.Precision, Exact, what);
        (await metrics.IntersectionOverUnionAsync(masks.Truth, masks.Guess, threshold)).Value
            .ShouldBe(expected.IntersectionOverUnion, Exact, what);
        (await metrics.FrequencyWeightedAccuracyAsync(masks.Truth, masks.Guess, threshold)).Value
            .ShouldBe(expected.FrequencyWeightedAccuracy, Exact, what);
    }

    /// <summary>
    /// A class is found where the assignment of classes with the greatest overlaps gives it to itself, and overlaps enough.
    /// <see langword="null"/> where several assignments are equally good.
    /// </summary>
    private static Func<double, ReferencePicture>? Classes(int[] wanted, int[] found, string[] names)
    {
        double[,] overlaps = Overlaps(wanted, found, names.Length + 1);
        if (BestAssignment(overlaps) is not { } assignment)
            return null;
        return threshold => new ReferencePicture(
            Labels(wanted, names), Labels(found, names),
            i => assignment[wanted[i]] == wanted[i] && overlaps[wanted[i], wanted[i]] >= threshold);
    }

    /// <summary>
    /// An instance is found where the piece that shares most with it has its label, and overlaps enough. <see langword="null"/> where two
    /// share as much.
    /// </summary>
    private static ReferencePicture? Instances(int[] wanted, int[] found, string[] labels, double threshold)
    {
        double[,] overlaps = Overlaps(wanted, found, labels.Length + 1);
        int[] best = new int[labels.Length + 1];
        for (int instance = 0; instance < best.Length; instance++)
        {
            int[] shared = [.. Enumerable.Range(0, best.Length).Select(piece => Count(wanted, found, instance, piece))];
            best[instance] = Array.IndexOf(shared, shared.Max());
            if (shared.Max() > 0 && shared.Count(count => count == shared.Max()) > 1)
                return null;
        }

        return new ReferencePicture(
            Labels(wanted, labels), Labels(found, labels),
            i => found[i] == best[wanted[i]] && overlaps[wanted[i], found[i]] >= threshold);
    }

    private static string?[] Labels(int[] pixels, string[] names) =>
        [.. pixels.Select(value => value < names.Length ? names[value] : null)];

    private static int Count(int[] wanted, int[] found, int truth, int guess) =>
        wanted.Zip(found).Count(pair => pair.First == truth && pair.Second == guess);

    /// <summary>A picture of stripes, each of a class or of none.</summary>
    private static int[] Regions(Random random)
    {
        int[] rows = [.. Enumerable.Range(0, Side).Select(_ => random.Next(Names.Length + 1))];
        return [.. Enumerable.Range(0, Side * Side).Select(i => rows[i / Side])];
    }

    /// <summary>Of every true class with every found one; the last row and column are the pixels of no class.</summary>
    private static double[,] Overlaps(int[] wanted, int[] found, int size)
    {
        double[,] overlaps = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double both = Count(wanted, found, i, j);
                overlaps[i, j] = both == 0 ? 0 : both / (wanted.Count(v => v == i) + found.Count(v => v == j) - both);
            }
        }

        return overlaps;
    }

    /// <summary>
    /// The assignment of the greatest sum; <see langword="null"/> where several are equally good but differ in what is right.
    /// </summary>
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

    private sealed class PixelMasks(int[] wanted, int[] found, string[] labels) : IMaskLoader
    {
        private readonly Segment[] _segments = [.. labels.Select((label, i) => new Segment(label, i + 1))];

        public GroundTruthAnnotation[] Truth => [new SegmentationAnnotation("truth", _segments, "a")];

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
