using LabelingGen.Annotations;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Metrics of pixels against values computed by hand.</summary>
public sealed class SegmentationMetricTests
{
    [Fact]
    public async Task What_is_the_same_is_perfect_in_every_figure()
    {
        Masks masks = new(["11", "22"], ["11", "22"]);
        foreach (Func<Task<MetricResult>> metric in masks.All())
        {
            MetricResult result = await metric();
            result.Value.ShouldBe(1, 1e-12);
            result.Weight.ShouldBe(4);
        }
    }

    [Fact]
    public async Task What_has_nothing_in_common_is_worth_nothing()
    {
        Masks masks = new(["11", "11"], ["22", "22"]);
        foreach (Func<Task<MetricResult>> metric in masks.All())
            (await metric()).ShouldBe(new MetricResult(0, 4));
    }

    [Fact]
    public async Task Figures_are_means_over_classes_of_pixels()
    {
        // road (1): 6 pixels, of which 5 were found; sky (2): 4 pixels, all found, and one too many.
        Masks masks = new(["11111", "12222"], ["11111", "22222"]);
        (await masks.Metrics.IntersectionOverUnionAsync(masks.Truth, masks.Guess)).Value.ShouldBe(((5.0 / 6) + (4.0 / 5)) / 2, 1e-12);
        (await masks.Metrics.PrecisionAsync(masks.Truth, masks.Guess)).Value.ShouldBe((1 + (4.0 / 5)) / 2, 1e-12);
        (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess)).Value.ShouldBe(((5.0 / 6) + 1) / 2, 1e-12);
        (await masks.Metrics.FrequencyWeightedAccuracyAsync(masks.Truth, masks.Guess)).Value
            .ShouldBe((0.5 * 5 / 6) + (0.5 * 4 / 5), 1e-12);
    }

    [Fact]
    public async Task A_class_that_overlaps_too_little_is_a_false_positive()
    {
        // Both overlap by 3 of 7 pixels: found at a threshold of 0.3, not at 0.5.
        Masks masks = new(["11111", "22222"], ["11122", "11222"]);
        (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess, 0.3)).Value.ShouldBe(0.6, 1e-12);
        (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess, 0.5)).Value.ShouldBe(0, 1e-12);
        (await masks.Metrics.PrecisionAsync(masks.Truth, masks.Guess, 0.3)).Value.ShouldBe(0.6, 1e-12);
        // Precision is 0.6 up to 0.3 and 0 from there on.
        (await masks.Metrics.MeanAveragePrecisionAsync(masks.Truth, masks.Guess, [0.25, 0.3, 0.5])).Value.ShouldBe(0.6 * 0.3, 1e-12);
        SegmentationMetrics.CocoThresholds.ShouldBe([0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95], 1e-12);
    }

    [Fact]
    public async Task A_class_that_the_prediction_does_not_know_counts_in_no_mean()
    {
        Masks masks = new(["1112"], ["1111"], guessed: [new("road", 1)]);
        (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess)).Value.ShouldBe(1, 1e-12);
        (await masks.Metrics.PrecisionAsync(masks.Truth, masks.Guess)).Value.ShouldBe(0.75, 1e-12);
    }

    [Fact]
    public async Task Classes_are_known_by_their_labels_not_by_their_numbers()
    {
        Masks masks = new(["1122"], ["2211"], guessed: [new("sky", 1), new("road", 2)]);
        (await masks.Metrics.IntersectionOverUnionAsync(masks.Truth, masks.Guess)).Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public async Task Of_an_instance_the_largest_piece_is_found_and_the_others_are_false_positives()
    {
        // Two cars of 4 pixels; the second was predicted in pieces of 3 and 1.
        Masks masks = new(
            ["1111", "2222"], ["3333", "4445"], truth: [new("car", 1), new("car", 2)],
            guessed: [new("car", 3), new("car", 4), new("car", 5)]);
        (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess)).Value.ShouldBe(7.0 / 8, 1e-12);
        (await masks.Metrics.PrecisionAsync(masks.Truth, masks.Guess)).Value.ShouldBe(7.0 / 8, 1e-12);
        (await masks.Metrics.RecallAsync(masks.Truth, masks.Guess, 0.8)).Value.ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public async Task Boxes_and_polygons_are_drawn_where_the_ground_truth_has_no_mask()
    {
        Masks masks = new([], ["1100", "1100"], guessed: [new("road", 1)]);
        GroundTruthAnnotation[] boxes =
        [
            new BoxAnnotation("road", 0, 0, 4, 1, "a"),
            new PolygonAnnotation("road", [new(0, 1), new(2, 1), new(2, 2), new(0, 2)], "a"),
        ];
        // A box of 4 pixels, of which 2 were found, and a polygon of 2, both found: instances of one label.
        (await masks.Metrics.RecallAsync(boxes, masks.Guess, 0.3)).Value.ShouldBe(4.0 / 6, 1e-12);
        (await masks.Metrics.AveragePrecisionAsync(boxes, masks.Guess, "road", 0.3)).Value.ShouldBe(1, 1e-12);
        (await masks.Metrics.AveragePrecisionAsync(boxes, masks.Guess, "sky")).ShouldBe(new MetricResult(0, 0));
    }

    [Fact]
    public async Task Segments_are_chosen_by_filters()
    {
        Masks masks = new(["11111", "12222"], ["11111", "22222"]);
        LabelFilter sky = LabelFilter.All(new FilterCondition("label", FilterOperator.Equal, "sky", FilterTarget.SegmentField));
        var (truth, guess) = new MetricFilters { Annotations = sky, Predictions = sky }.Apply(masks.Truth, masks.Guess);
        (await masks.Metrics.PrecisionAsync(truth, guess)).Value.ShouldBe(4.0 / 5, 1e-12);
        (await masks.Metrics.RecallAsync(truth, guess)).Value.ShouldBe(1, 1e-12);
        ((SegmentationAnnotation)masks.Truth[0]).Annotations.Count.ShouldBe(2);
        (await masks.Metrics.AveragePrecisionAsync(masks.Truth, masks.Guess, "sky")).Value.ShouldBe(4.0 / 5, 1e-12);
    }

    [Fact]
    public async Task Two_masks_of_an_item_or_two_sizes_are_named()
    {
        Masks masks = new(["11"], ["1"]);
        InvalidItemException sizes = await Should.ThrowAsync<InvalidItemException>(
            () => masks.Metrics.RecallAsync(masks.Truth, masks.Guess));
        sizes.ReferenceId.ShouldBe("a");
        sizes.Message.ShouldContain("2 x 1");
        (await Should.ThrowAsync<InvalidItemException>(() => masks.Metrics.RecallAsync(masks.Truth, [.. masks.Guess, .. masks.Guess])))
            .ReferenceId.ShouldBe("a");
        await Should.ThrowAsync<ArgumentException>(() => masks.Metrics.RecallAsync(masks.Truth, masks.Guess, 1.5));
        await Should.ThrowAsync<ArgumentException>(() => masks.Metrics.MeanAveragePrecisionAsync(masks.Truth, masks.Guess, [0.5, 0.4]));
        (await masks.Metrics.RecallAsync([], masks.Guess)).ShouldBe(new MetricResult(0, 0));
    }

    [Fact]
    public async Task Masks_are_read_from_files_and_of_several_channels_the_first_counts()
    {
        string folder = Directory.CreateTempSubdirectory("labelinggen-masks-").FullName;
        PngImage grey = new(2, 1, PngColorType.Grey, 8, new byte[] { 1, 2 });
        PngImage colors = new(2, 1, PngColorType.Rgb, 8, new byte[] { 1, 1, 1, 2, 2, 2 });
        await File.WriteAllBytesAsync(Path.Combine(folder, "truth.png"), grey.Encode());
        await File.WriteAllBytesAsync(Path.Combine(folder, "guess.png"), colors.Encode());
        Segment[] segments = [new("road", 1), new("sky", 2)];
        MetricResult result = await new SegmentationMetrics(new MaskFileLoader(folder)).IntersectionOverUnionAsync(
            [new SegmentationAnnotation("truth.png", segments, "a")], [new SegmentationPrediction("guess.png", segments, "a")]);
        result.ShouldBe(new MetricResult(1, 2));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Masks written as digits, one row a text; 1 = road, 2 = sky unless said otherwise.</summary>
    private sealed class Masks(string[] wanted, string[] found, Segment[]? truth = null, Segment[]? guessed = null) : IMaskLoader
    {
        public GroundTruthAnnotation[] Truth { get; } =
            [new SegmentationAnnotation("truth", truth ?? [new("road", 1), new("sky", 2)], "a")];

        public Prediction[] Guess { get; } = [new SegmentationPrediction("guess", guessed ?? [new("road", 1), new("sky", 2)], "a")];

        public SegmentationMetrics Metrics => new(this);

        public IEnumerable<Func<Task<MetricResult>>> All() =>
        [
            () => Metrics.IntersectionOverUnionAsync(Truth, Guess), () => Metrics.PrecisionAsync(Truth, Guess),
            () => Metrics.RecallAsync(Truth, Guess), () => Metrics.MeanAveragePrecisionAsync(Truth, Guess),
            () => Metrics.FrequencyWeightedAccuracyAsync(Truth, Guess),
        ];

        public ValueTask<LabelMap> LoadAsync(string maskUrl, CancellationToken cancellationToken)
        {
            string[] rows = maskUrl == "truth" ? wanted : found;
            LabelMap map = new(rows[0].Length, rows.Length);
            for (int i = 0; i < map.Values.Length; i++)
                map.Values[i] = rows[i / map.Width][i % map.Width] - '0';
            return ValueTask.FromResult(map);
        }
    }
}
