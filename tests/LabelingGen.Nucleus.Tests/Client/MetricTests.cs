namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Local metrics against values computed by hand.</summary>
public sealed class MetricTests
{
    private static readonly GroundTruthAnnotation[] Truth =
    [
        new BoxAnnotation("car", 0, 0, 10, 10, "a"), new BoxAnnotation("car", 100, 0, 10, 10, "a"),
        new BoxAnnotation("bus", 0, 0, 10, 10, "b"),
    ];

    [Fact]
    public void Overlap_is_measured_from_the_top_left_corner()
    {
        // A box of twice the width: 100 of 200 pixels. Taken as centred, it would be another figure.
        MetricResult result = OverlapMetrics.IntersectionOverUnion(
            [new BoxAnnotation("car", 0, 0, 10, 10, "a")], [new BoxPrediction("car", 0, 0, 20, 10, "a", 0.9)]);
        result.Value.ShouldBe(0.5, 1e-12);
        result.Weight.ShouldBe(1);
    }

    [Fact]
    public void Precision_recall_and_average_precision_are_those_of_the_pairs()
    {
        Prediction[] guesses =
        [
            new BoxPrediction("car", 0, 0, 10, 10, "a", 0.9), new BoxPrediction("car", 50, 50, 10, 10, "a", 0.8),
            new BoxPrediction("car", 100, 0, 10, 10, "a", 0.7), new BoxPrediction("car", 0, 0, 10, 10, "b", 0.6),
        ];
        OverlapMetrics.Precision(Truth, guesses).Value.ShouldBe(0.75, 1e-12);
        OverlapMetrics.Recall(Truth, guesses).Value.ShouldBe(1, 1e-12);
        OverlapMetrics.Precision(Truth, guesses, enforceLabelMatch: true).Value.ShouldBe(0.5, 1e-12);
        OverlapMetrics.Recall(Truth, guesses, enforceLabelMatch: true).Value.ShouldBe(2.0 / 3, 1e-12);
        // Two of two cars, at ranks 1 and 3: 0.5 * 1 + 0.5 * 2/3.
        OverlapMetrics.AveragePrecision(Truth, guesses, "car").Value.ShouldBe(0.5 + (0.5 * 2 / 3), 1e-12);
        OverlapMetrics.MeanAveragePrecision(Truth, guesses).Value.ShouldBe((0.5 + (0.5 * 2 / 3)) / 2, 1e-12);
        OverlapMetrics.Precision([], []).ShouldBe(default);
    }

    [Fact]
    public void Cuboids_are_paired_one_to_one_along_their_yaw()
    {
        CuboidAnnotation truth = new("car", new(0, 0, 0), new(4, 2, 2), Math.PI / 2, "a");
        CuboidPrediction same = new("car", new(0, 0, 0), new(2, 4, 2), 0, "a");
        CuboidMetrics.IntersectionOverUnion([truth], [same]).Value.ShouldBe(1, 1e-9);
        CuboidMetrics.Precision([truth], [same, same], 0.5).Value.ShouldBe(0.5, 1e-12);
        CuboidAnnotation other = new("car", new(9, 0, 0), new(1, 1, 1), 0, "a");
        CuboidMetrics.Recall([truth, other], [same], 0.5).Value.ShouldBe(0.5, 1e-12);
        CuboidPrediction above = new("car", new(0, 0, 1), new(2, 4, 2), 0, "a");
        CuboidMetrics.IntersectionOverUnion([truth], [above]).Value.ShouldBe(1.0 / 3, 1e-9);
        CuboidMetrics.IntersectionOverUnion([truth], [above], birdsEye: true).Value.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Categories_are_compared_as_sets()
    {
        GroundTruthAnnotation[] truth =
            [new CategoryAnnotation("sun", "a"), new CategoryAnnotation("rain", "a"), new CategoryAnnotation("sun", "b")];
        Prediction[] guesses =
            [new CategoryPrediction("rain", "a"), new CategoryPrediction("sun", "a"), new CategoryPrediction("snow", "b")];
        CategoryMetrics.F1(truth, guesses, CategoryAverage.Micro).Value.ShouldBe(2.0 * 2 / 6, 1e-12);
        CategoryMetrics.F1(truth, guesses, CategoryAverage.Macro).Value.ShouldBe(((2.0 / 3) + 1 + 0) / 3, 1e-12);
        CategoryMetrics.F1(truth, guesses, CategoryAverage.Samples).Value.ShouldBe(0.5, 1e-12);
        CategoryMetrics.F1(truth, guesses, CategoryAverage.Weighted).Value.ShouldBe(((2.0 / 3 * 2) + 1) / 3, 1e-12);
    }

    [Fact]
    public void Near_duplicates_go_by_the_bits_of_their_hashes()
    {
        DatasetItem Item(string id, ulong hash) => new("https://a/b.png", id) { Phash = Convert.ToString((long)hash, 2).PadLeft(64, '0') };
        DatasetItem[] items = [Item("d", 0b1111), Item("c", 0), Item("b", 0b11), Item("a", 0)];
        PerceptualHash.Deduplicate(items, 0).Select(i => i.Reference).ShouldBe(["a", "b", "d"]);
        PerceptualHash.Deduplicate(items, 2).Select(i => i.Reference).ShouldBe(["a", "d"]);
        PerceptualHash.Deduplicate(items, 64).Select(i => i.Reference).ShouldBe(["a"]);
        Should.Throw<InvalidItemException>(() => PerceptualHash.Deduplicate([new("https://a/b.png", "x")], 1)).ReferenceId.ShouldBe("x");
    }
}
