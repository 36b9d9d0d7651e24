using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Which annotations and predictions a filter chooses.</summary>
public sealed class LabelFilterTests
{
    private static readonly BoxAnnotation Car = new("car", 10, 0, 20, 5, "a") { Metadata = new() { ["color"] = "red", ["wheels"] = 4 } };
    private static readonly BoxAnnotation Bus = new("bus", 100, 0, 20, 50, "a") { Metadata = new() { ["wheels"] = 6 } };
    private static readonly PolygonAnnotation Tree = new("tree", [new(0, 0), new(10, 0), new(0, 10)], "b");
    private static readonly GroundTruthAnnotation[] All = [Car, Bus, Tree];

    [Theory]
    [InlineData("label", FilterOperator.Equal, "\"car\"", "car")]
    [InlineData("label", FilterOperator.NotEqual, "\"car\"", "bus tree")]
    [InlineData("label", FilterOperator.In, """["car", "tree"]""", "car tree")]
    [InlineData("label", FilterOperator.NotIn, """["car", "tree"]""", "bus")]
    [InlineData("label", FilterOperator.GreaterThan, "\"bus\"", "car tree")]
    [InlineData("x", FilterOperator.GreaterThan, "10", "bus")]
    [InlineData("x", FilterOperator.GreaterThanOrEqual, "10", "car bus")]
    [InlineData("x", FilterOperator.LessThan, "100.0", "car")]
    [InlineData("x", FilterOperator.LessThanOrEqual, "1e2", "car bus")]
    [InlineData("x", FilterOperator.Equal, "10.0", "car")]
    [InlineData("nothing", FilterOperator.Equal, "1", "")]
    [InlineData("nothing", FilterOperator.NotEqual, "1", "")]
    public void A_field_is_compared_where_there_is_one(string key, FilterOperator comparison, string value, string chosen) =>
        Chosen(LabelFilter.All(new FilterCondition(key, comparison, JsonNode.Parse(value), allowMissing: true))).ShouldBe(chosen);

    [Fact]
    public void Metadata_is_compared_and_alternatives_add_up()
    {
        FilterCondition fewWheels = new("wheels", FilterOperator.LessThan, 5, FilterTarget.Metadata, allowMissing: true);
        FilterCondition red = new("color", FilterOperator.Equal, "red", FilterTarget.Metadata, allowMissing: true);
        FilterCondition tree = new("label", FilterOperator.Equal, "tree");
        Chosen(LabelFilter.All(fewWheels, red)).ShouldBe("car");
        Chosen(LabelFilter.All(red, tree)).ShouldBe("");
        Chosen(LabelFilter.Any([red], [tree])).ShouldBe("car tree");
    }

    [Fact]
    public void A_missing_key_is_an_error_unless_it_is_allowed()
    {
        LabelFilter filter = LabelFilter.All(new FilterCondition("color", FilterOperator.Equal, "red", FilterTarget.Metadata));
        InvalidItemException missing = Should.Throw<InvalidItemException>(() => filter.Apply(All));
        missing.ReferenceId.ShouldBe("a");
        missing.Message.ShouldContain("color");
        Should.Throw<InvalidItemException>(() => LabelFilter.All(new FilterCondition("label", FilterOperator.LessThan, 5)).Apply(All))
            .Message.ShouldContain("label < 5");
    }

    [Fact]
    public void Segments_are_chosen_within_masks_which_stay_as_they_are()
    {
        Segment sky = new("sky", 2) { Metadata = new() { ["far"] = true } };
        SegmentationAnnotation mask = new("a.png", [new("road", 1), sky, new("car", 3)], "a");
        LabelFilter filter = LabelFilter.Any(
            [new FilterCondition("index", FilterOperator.LessThan, 2, FilterTarget.SegmentField)],
            [new FilterCondition("far", FilterOperator.Equal, true, FilterTarget.SegmentMetadata, allowMissing: true)]);
        SegmentationAnnotation chosen = filter.Apply([mask, Car]).ShouldHaveSingleItem().ShouldBeOfType<SegmentationAnnotation>();
        chosen.Annotations.Select(segment => segment.Label).ShouldBe(["road", "sky"]);
        (chosen.MaskUrl, chosen.ReferenceId).ShouldBe(("a.png", "a"));
        mask.Annotations.Count.ShouldBe(3);
        // Masks have no metadata of their own.
        LabelFilter.All(new FilterCondition("far", FilterOperator.Equal, true, FilterTarget.Metadata, allowMissing: true)).Apply([mask])
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""[["label", "in", ["cat", "dog"], false, "field"], ["short_haired", "==", true, true, "metadata"]]""")]
    [InlineData("""[[["x", ">", 10.5, false, "field"]], [["label", "not in", ["a"], false, "segment_field"]]]""")]
    public void The_form_of_the_servers_functions_is_read_and_written(string json)
    {
        JsonArray given = JsonNode.Parse(json)!.AsArray();
        LabelFilter filter = LabelFilter.FromJson(given);
        JsonArray nested = given[0]![0] is JsonArray ? given : new JsonArray(given.DeepClone());
        JsonNode.DeepEquals(filter.ToJson(), nested).ShouldBeTrue(filter.ToJson().ToJsonString());
        JsonNode.DeepEquals(LabelFilter.FromJson(filter.ToJson()).ToJson(), nested).ShouldBeTrue();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[[]]")]
    [InlineData("""[["x", "~", 1]]""")]
    [InlineData("""[["x", ">", 1, false, "shape"]]""")]
    [InlineData("""[["x", "in", 1]]""")]
    [InlineData("""[["x"]]""")]
    [InlineData("""{"x": 1}""")]
    public void Another_form_is_refused(string json) =>
        Should.Throw<FormatException>(() => LabelFilter.FromJson(JsonNode.Parse(json))).Message.Length.ShouldBeGreaterThan(20);

    [Fact]
    public void A_filter_that_leaves_nothing_on_a_side_is_an_error_that_tells_which()
    {
        Prediction[] guesses = [new BoxPrediction("car", 0, 0, 1, 1, "a", 0.4)];
        LabelFilter sure = LabelFilter.All(new FilterCondition("confidence", FilterOperator.GreaterThanOrEqual, 0.5));
        EverythingFilteredException error = Should.Throw<EverythingFilteredException>(
            () => new MetricFilters { Predictions = sure }.Apply(All, guesses));
        error.Filter.ShouldBe(sure);
        error.Message.ShouldContain("predictions with (confidence >= 0.5)");
        Should.Throw<EverythingFilteredException>(() => new MetricFilters().Apply([], guesses)).Message.ShouldContain("annotations");
        new MetricFilters().Apply(All, guesses).Annotations.Count.ShouldBe(3);
    }

    [Fact]
    public void Common_choices_go_by_confidence_label_and_area()
    {
        Prediction[] guesses =
        [
            new BoxPrediction("car", 0, 0, 10, 10, "a", 0.4), new BoxPrediction("bus", 0, 0, 1, 1, "a"),
            new BoxPrediction("car", 0, 0, 5, 5, "a", 0.9),
        ];
        guesses.WithConfidence(0.5).ShouldBe([guesses[1], guesses[2]]);
        guesses.WithLabel("car").ShouldBe([guesses[0], guesses[2]]);
        guesses.WithArea(20, 100).ShouldBe([guesses[0], guesses[2]]);
        All.WithLabel("tree").ShouldBe([Tree]);
        All.WithArea(0, 60).ShouldBe([Tree]);
    }

    private static string Chosen(LabelFilter filter) => string.Join(' ', filter.Apply(All).Select(label => label switch
    {
        BoxAnnotation box => box.Label,
        PolygonAnnotation polygon => polygon.Label,
        _ => "?",
    }));
}
