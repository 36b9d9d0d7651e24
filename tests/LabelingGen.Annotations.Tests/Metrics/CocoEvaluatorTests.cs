using System.Text.Json;
using LabelingGen.Testing;

namespace LabelingGen.Annotations.Tests.Metrics;

/// <summary>
/// The evaluation against what pycocotools answers (Golden/coco-evaluations.json), and the probes of its traps one by one.
/// </summary>
public class CocoEvaluatorTests
{
    [Fact]
    public void Every_number_equals_that_of_pycocotools()
    {
        string path = RepositoryPaths.InRepository("tests", "LabelingGen.Annotations.Tests", "Metrics", "Golden", "coco-evaluations.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        int number = 0;
        foreach (JsonElement @case in document.RootElement.EnumerateArray())
        {
            JsonElement truth = @case.GetProperty("gt");
            EvaluationKind kind = @case.GetProperty("kind").GetString() switch
            {
                "bbox" => EvaluationKind.Boxes,
                "segm" => EvaluationKind.Masks,
                _ => EvaluationKind.Keypoints,
            };
            CocoResult result = CocoEvaluator.Evaluate(
                CocoCases.Images(truth, truth.GetProperty("annotations")), CocoCases.Images(truth, @case.GetProperty("dt")),
                CocoCases.Categories(truth), new CocoEvaluationOptions(kind));
            double[] expected = [.. @case.GetProperty("stats").EnumerateArray().Select(value => value.GetDouble())];
            result.Summarize().ToArray().ShouldBe(expected, $"case {number} ({kind})");
            number++;
        }

        number.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_thresholds_are_those_of_numpy()
    {
        ValueList<double> thresholds = new CocoEvaluationOptions().Thresholds;
        thresholds.Count.ShouldBe(10);
        thresholds[5].ShouldBe(0.75);
        thresholds[9].ShouldBe(0.95);
        new CocoEvaluationOptions().RecallThresholds[100].ShouldBe(1);
    }

    [Theory]
    [InlineData(false, 0.5)]
    [InlineData(true, 1.0)]
    public void Equal_scores_keep_the_order_given(bool hitFirst, double expected)
    {
        Annotation hit = Box(0, 0, 10, 10, 0.5);
        Annotation miss = Box(50, 50, 10, 10, 0.5);
        CocoResult result = Evaluate([Box(0, 0, 10, 10)], hitFirst ? [hit, miss] : [miss, hit]);
        result.MeanPrecision(0.5).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void A_crowd_takes_many_and_counts_for_nobody()
    {
        Annotation crowd = Box(0, 0, 100, 100) with { Flags = AnnotationFlags.Crowd };
        CocoResult result = Evaluate(
            [crowd, Box(200, 200, 10, 10)], [Box(10, 10, 5, 5, 0.9), Box(20, 20, 5, 5, 0.8), Box(200, 200, 10, 10, 0.7)]);
        result.AveragePrecision.ShouldBe(1, 1e-12);
        Evaluate([crowd], [Box(0, 0, 100, 100, 0.9)]).AveragePrecision.ShouldBe(-1);
    }

    [Fact]
    public void An_ignored_truth_is_taken_only_when_no_other_matches()
    {
        Annotation ignored = Box(0, 0, 10, 10) with { Flags = AnnotationFlags.Crowd };
        CocoResult result = Evaluate([ignored, Box(0, 0, 10, 8)], [Box(0, 0, 10, 10, 0.9)]);
        result.MeanPrecision(0.5).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Identifier_zero_costs_everything_only_in_the_defective_mode()
    {
        Annotation zero = Box(0, 0, 10, 10) with { Id = "0" };
        CocoResult right = Evaluate([zero], [Box(0, 0, 10, 10, 0.9)]);
        right.AveragePrecision.ShouldBe(1, 1e-12);
        right.Warnings.ShouldContain(warning => warning.Contains("identifier 0"));
        Evaluate([zero], [Box(0, 0, 10, 10, 0.9)], new() { ReproduceDefects = true }).AveragePrecision.ShouldBe(0);
    }

    [Fact]
    public void The_ignore_flag_is_honoured_unless_defects_are_wanted()
    {
        Annotation ignored = Box(50, 50, 10, 10) with { Flags = AnnotationFlags.Ignore };
        Annotation[] truth = [Box(0, 0, 10, 10), ignored];
        Evaluate(truth, [Box(0, 0, 10, 10, 0.9)]).AveragePrecision.ShouldBe(1, 1e-12);
        Evaluate(truth, [Box(0, 0, 10, 10, 0.9)], new() { ReproduceDefects = true }).AveragePrecision.ShouldBe(51 / 101.0, 1e-12);
    }

    [Fact]
    public void A_category_without_truth_counts_no_false_positives_but_says_so()
    {
        CocoResult result = CocoEvaluator.Evaluate(
            [Image(Box(0, 0, 10, 10))], [Image(Box(0, 0, 10, 10, 0.9), Box(5, 5, 9, 9, 0.9) with { Label = "dog" })],
            [new Category("car"), new Category("dog")]);
        result.AveragePrecision.ShouldBe(1, 1e-12);
        result.MeanPrecision(category: "dog").ShouldBe(-1);
        result.Warnings.ShouldContain(warning => warning.StartsWith("1 predictions in 1 categories", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_truths_that_overlap_alike_the_last_is_taken()
    {
        Annotation[] truth = [Box(0, 0, 10, 10), Box(10, 0, 10, 10)];
        Annotation both = Box(0, 0, 20, 10, 0.9);
        Evaluate(truth, [both, Box(0, 0, 10, 10, 0.8)]).MeanRecall(0.5).ShouldBe(1);
        Evaluate(truth, [both, Box(10, 0, 10, 10, 0.8)]).MeanRecall(0.5).ShouldBe(0.5);
    }

    [Fact]
    public void Areas_of_sizes_have_both_ends()
    {
        Annotation exactlySmall = Box(0, 0, 32, 32) with { StoredArea = 1024 };
        CocoResult result = Evaluate([exactlySmall], [Box(0, 0, 32, 32, 0.9)]);
        result.MeanPrecision(area: "small").ShouldBe(1, 1e-12);
        result.MeanPrecision(area: "medium").ShouldBe(1, 1e-12);
        result.MeanPrecision(area: "large").ShouldBe(-1);
    }

    [Fact]
    public void Only_the_best_predictions_of_a_picture_count()
    {
        Annotation[] predictions = [.. Enumerable.Range(0, 100).Select(i => Box(50 + i, 50, 10, 10, 0.9)), Box(0, 0, 10, 10, 0.1)];
        CocoResult result = Evaluate([Box(0, 0, 10, 10)], predictions);
        result.MeanRecall().ShouldBe(0);
        result.MeanRecall(maxDetections: 1).ShouldBe(0);
        Evaluate([Box(0, 0, 10, 10)], predictions[1..]).MeanRecall().ShouldBe(1);
    }

    [Fact]
    public void Curves_tell_precision_and_score_at_every_recall()
    {
        // Found, wrong, found: recall one half with precision 1, all of it with two thirds.
        CocoResult result = Evaluate(
            [Box(0, 0, 10, 10), Box(50, 50, 10, 10)], [Box(0, 0, 10, 10, 0.9), Box(80, 80, 10, 10, 0.8), Box(50, 50, 10, 10, 0.7)]);
        ValueList<double> precision = result.PrecisionCurve(category: 0, threshold: 0);
        precision.Count.ShouldBe(101);
        precision[0].ShouldBe(1, 1e-12);
        precision[50].ShouldBe(1, 1e-12);
        precision[51].ShouldBe(2 / 3.0, 1e-12);
        ValueList<double> scores = result.ScoreCurve(category: 0, threshold: 0);
        (scores[0], scores[50], scores[51], scores[100]).ShouldBe((0.9, 0.9, 0.7, 0.7));
        result.AverageRecall.ShouldBe(1);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => Evaluate([Box(0, 0, 1, 1)], [Box(0, 0, 1, 1)])).Message.ShouldContain("a.jpg");
        Should.Throw<ArgumentException>(() => Evaluate([Box(0, 0, 1, 1)], [Box(0, 0, 1, 1, double.NaN)])).Message.ShouldContain("score");
        Should.Throw<ArgumentException>(() =>
            CocoEvaluator.Evaluate([Image()], [new AnnotatedImage("b.jpg")])).Message.ShouldContain("b.jpg");
        Should.Throw<ArgumentException>(() => Evaluate([new Annotation(new TextSpan(0, 1), "car")], [])).Message.ShouldContain("box");
        Should.Throw<InvalidOperationException>(() => Evaluate([Box(0, 0, 1, 1)], []).MeanPrecision(0.123));
    }

    [Fact]
    public void No_predictions_mean_zero_and_nothing_at_all_means_no_number()
    {
        Evaluate([Box(0, 0, 10, 10)], []).AveragePrecision.ShouldBe(0);
        CocoEvaluator.Evaluate([Image()], [Image()], [new Category("car")]).AveragePrecision.ShouldBe(-1);
    }

    [Fact]
    public void Categories_can_be_left_out()
    {
        AnnotatedImage truth = Image(Box(0, 0, 10, 10));
        AnnotatedImage prediction = Image(Box(0, 0, 10, 10, 0.9) with { Label = "dog" });
        ValueList<Category> categories = [new Category("car"), new Category("dog")];
        CocoEvaluator.Evaluate([truth], [prediction], categories).AveragePrecision.ShouldBe(0);
        CocoEvaluator.Evaluate([truth], [prediction], categories, new() { UseCategories = false }).AveragePrecision.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Rotated_boxes_and_cuboids_are_judged_by_the_same_rules()
    {
        Annotation turned = new(new RotatedBox(50, 50, 40, 20, 30), "car");
        Annotation upright = new(new RotatedBox(50, 50, 40, 20, 0), "car") { Confidence = 0.9 };
        Evaluate([turned], [turned with { Confidence = 0.9 }], new(EvaluationKind.Shapes)).AveragePrecision.ShouldBe(1, 1e-12);
        Evaluate([turned], [upright], new(EvaluationKind.Shapes)).MeanPrecision(0.75).ShouldBe(0);
        Annotation cuboid = new(new Cuboid(new(0, 0, 0), new(4, 2, 2)), "car");
        Annotation lifted = new(new Cuboid(new(0, 0, 1), new(4, 2, 2)), "car") { Confidence = 0.9 };
        Evaluate([cuboid], [lifted], new(EvaluationKind.Cuboids)).MeanPrecision(0.5).ShouldBe(0);
        Evaluate([cuboid], [lifted], new(EvaluationKind.BirdsEyeCuboids)).AveragePrecision.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Landmarks_need_as_many_sigmas()
    {
        Annotation pose = new(new Box(0, 0, 10, 10), "person") { Keypoints = new([new(1, 1), new(5, 5)]) };
        Should.Throw<ArgumentException>(() =>
            Evaluate([pose], [pose with { Confidence = 1 }], new(EvaluationKind.Keypoints))).Message.ShouldContain("17");
        CocoEvaluationOptions options = new(EvaluationKind.Keypoints) { KeypointSigmas = [0.1, 0.1] };
        Evaluate([pose], [pose with { Confidence = 1 }], options).AveragePrecision.ShouldBe(1, 1e-12);
    }

    private static CocoResult Evaluate(Annotation[] truth, Annotation[] predictions, CocoEvaluationOptions? options = null) =>
        CocoEvaluator.Evaluate([Image(truth)], [Image(predictions)], options: options);

    private static AnnotatedImage Image(params Annotation[] annotations) => new("a.jpg", new ImageSize(640, 480), [.. annotations]);

    private static Annotation Box(double x, double y, double width, double height, double? score = null) =>
        new(new Box(x, y, width, height), "car") { Confidence = score };
}
