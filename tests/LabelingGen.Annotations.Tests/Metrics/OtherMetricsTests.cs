namespace LabelingGen.Annotations.Tests.Metrics;

public class OtherMetricsTests
{
    [Fact]
    public void Confusions_are_counted_with_what_is_left_over()
    {
        AnnotatedImage truth = new("a", null, [Box(0, "car"), Box(20, "car"), Box(40, "dog")]);
        AnnotatedImage predictions = new("a", null, [Box(0, "car", 0.9), Box(20, "dog", 0.8), Box(60, "dog", 0.7)]);
        ConfusionMatrix matrix = new(["car", "dog"]);
        matrix.Add(truth, predictions);
        (matrix["car", "car"], matrix["car", "dog"], matrix["dog", null], matrix[null, "dog"]).ShouldBe((1, 1, 1, 1));
        matrix.Of("car").ShouldBe(new PrecisionRecall(1, 0, 1));
        matrix.Of("dog").ShouldBe(new PrecisionRecall(0, 2, 1));
        matrix.Total().Precision.ShouldBe(1 / 3.0);
        matrix.Total().Recall.ShouldBe(1 / 3.0);
        new PrecisionRecall(0, 0, 0).F1.ShouldBe(0);
        Should.Throw<KeyNotFoundException>(() => matrix.Add("cat", null)).Message.ShouldContain("cat");
        Should.Throw<ArgumentException>(() => new ConfusionMatrix(["a", "a"]));
    }

    [Fact]
    public void Average_precision_of_voc_is_read_off_the_curve()
    {
        // Recall 1/2 at precision 1, then a miss, then recall 1 at precision 2/3.
        AnnotatedImage[] truth = [new("a", null, [Box(0, "car"), Box(20, "car")])];
        AnnotatedImage[] predictions = [new("a", null, [Box(0, "car", 0.9), Box(60, "car", 0.8), Box(20, "car", 0.7)])];
        VocEvaluator.AveragePrecision(truth, predictions, "car").ShouldBe(0.5 + 0.5 * 2 / 3, 1e-12);
        VocEvaluator.AveragePrecision(truth, predictions, "car", VocInterpolation.ElevenPoints).ShouldBe((6 + 5 * 2 / 3.0) / 11, 1e-12);
        VocEvaluator.AveragePrecision(truth, predictions, "dog").ShouldBe(-1);
    }

    [Fact]
    public void In_voc_a_truth_is_matched_once_and_difficult_ones_not_at_all()
    {
        Annotation difficult = Box(20, "car") with { Flags = AnnotationFlags.Difficult };
        AnnotatedImage[] truth = [new("a", null, [Box(0, "car"), difficult])];
        AnnotatedImage[] twice = [new("a", null, [Box(0, "car", 0.9), Box(0, "car", 0.8), Box(20, "car", 0.95)])];
        VocEvaluator.AveragePrecision(truth, twice, "car").ShouldBe(1, 1e-12);
        AnnotatedImage[] late = [new("a", null, [Box(60, "car", 0.9), Box(0, "car", 0.8)])];
        VocEvaluator.AveragePrecision(truth, late, "car").ShouldBe(0.5, 1e-12);
        Should.Throw<ArgumentException>(() => VocEvaluator.AveragePrecision(truth, [new("a", null, [Box(0, "car")])], "car"));
    }

    [Fact]
    public void Pixels_of_classes_are_compared_and_void_counts_for_nobody()
    {
        LabelMap truth = Map(4, 0, 0, 1, 1, 1, 1, 255, 255);
        LabelMap prediction = Map(4, 0, 1, 1, 1, 1, 0, 1, 0);
        SegmentationEvaluator evaluator = new();
        evaluator.Add(truth, prediction);
        evaluator.PixelAccuracy.ShouldBe(4 / 6.0);
        evaluator.Classes.Select(one => one.Class).ShouldBe([0, 1]);
        evaluator.Classes[0].IntersectionOverUnion.ShouldBe(1 / 3.0);
        evaluator.Classes[1].IntersectionOverUnion.ShouldBe(3 / 5.0);
        evaluator.MeanIntersectionOverUnion.ShouldBe((1 / 3.0 + 3 / 5.0) / 2, 1e-12);
        evaluator.Classes[1].Dice.ShouldBe(6 / 8.0);
        evaluator.MeanDice.ShouldBe((2 / 4.0 + 6 / 8.0) / 2, 1e-12);
        Should.Throw<ArgumentException>(() => evaluator.Add(truth, new LabelMap(2, 2)));
    }

    [Fact]
    public void Panoptic_quality_multiplies_segmentation_and_recognition()
    {
        LabelMap truth = Map(6, 1, 1, 1, 1, 2, 2, 3, 3, 0, 0, 0, 0);
        LabelMap prediction = Map(6, 1, 1, 1, 7, 7, 2, 4, 4, 4, 5, 5, 0);
        PanopticEvaluator evaluator = new();
        evaluator.Add(
            truth, [new(1, "car"), new(2, "car"), new(3, "sky")],
            prediction, [new(1, "car"), new(7, "car"), new(2, "car"), new(4, "sky"), new(5, "sky")]);

        // car: segment 1 matches with 3/4; 2 overlaps its truth by exactly half, which is not enough; 7 is wrong.
        PanopticQuality car = evaluator.Categories["car"];
        car.SegmentationQuality.ShouldBe(0.75, 1e-12);
        car.RecognitionQuality.ShouldBe(1 / (1 + 1 + 0.5), 1e-12);

        // sky: 4 matches wholly because its third pixel is void; 5 lies on void only and is excused.
        PanopticQuality sky = evaluator.Categories["sky"];
        sky.Quality.ShouldBe(1, 1e-12);
        evaluator.Mean.Quality.ShouldBe((car.Quality + 1) / 2, 1e-12);
        car.Quality.ShouldBe(car.SegmentationQuality * car.RecognitionQuality, 1e-12);
        Should.Throw<ArgumentException>(() =>
            evaluator.Add(truth, [new(1, "car")], prediction, [])).Message.ShouldContain("no segment names");
    }

    [Fact]
    public void A_crowd_excuses_predictions_of_its_category()
    {
        PanopticEvaluator evaluator = new();
        evaluator.Add(Map(4, 1, 1, 1, 1), [new(1, "person", IsCrowd: true)], Map(4, 5, 5, 5, 5), [new(5, "person")]);
        evaluator.Categories.Count.ShouldBe(0);
        evaluator.Mean.ShouldBe(default);
    }

    private static Annotation Box(double x, string label, double? score = null) => new(new Box(x, 0, 10, 10), label) { Confidence = score };

    private static LabelMap Map(int width, params int[] values)
    {
        LabelMap map = new(width, values.Length / width);
        values.CopyTo(map.Values);
        return map;
    }
}
