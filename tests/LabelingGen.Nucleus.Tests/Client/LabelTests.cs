using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Shapes on the wire: automatic ids, what is null and what is left out.</summary>
public sealed class LabelTests
{
    // The right column is what Python's str() gives.
    public static TheoryData<double, string> Fractions => new()
    {
        { 5.0, "5.0" }, { 1.5, "1.5" }, { -0.25, "-0.25" }, { 0.0, "0.0" }, { 0.1, "0.1" }, { 1e-7, "1e-07" }, { 1.5e-7, "1.5e-07" },
        { 0.0001, "0.0001" }, { 0.00012345, "0.00012345" }, { 0.00001, "1e-05" }, { 1e15, "1000000000000000.0" }, { 1e16, "1e+16" },
        { 1.2345678901234568e17, "1.2345678901234568e+17" }, { 123456789012345.6, "123456789012345.6" }, { 1e100, "1e+100" },
        { 2.5e-300, "2.5e-300" }, { 0.30000000000000004, "0.30000000000000004" }, { 9999999999999998.0, "9999999999999998.0" },
        { 100.0, "100.0" }, { 12.0625, "12.0625" },
    };

    [Theory]
    [MemberData(nameof(Fractions))]
    public void A_fraction_is_spelled_as_the_official_client_spells_it(double value, string expected) =>
        ((Coordinate)value).ToString().ShouldBe(expected);

    [Fact]
    public void A_box_gets_the_official_id_with_whole_and_fractional_numbers()
    {
        new BoxAnnotation("car", 0, 1.5, 10, 20, "image_1").AnnotationId.ShouldBe("car-0-1.5-10-20-image_1");
        new BoxAnnotation("car", 0.0, 5.0, 1e-7, 20, "image_1").AnnotationId.ShouldBe("car-0.0-5.0-1e-07-20-image_1");
        new BoxPrediction("car", 1, 2, 3, 4, "r", 0.5).AnnotationId.ShouldBe("car-1-2-3-4-r");
        new BoxAnnotation("car", 1, 2, 3, 4, "r", "mine").AnnotationId.ShouldBe("mine");
        new KeypointsAnnotation("face", [new(1, 2, true)], ["nose"], null, "r").AnnotationId.ShouldBe("face-r-keypoints");
    }

    /// <summary>The official client reads them with zeros and empty lists.</summary>
    [Fact]
    public void Half_an_annotation_reads_without_a_null_where_there_should_be_a_place()
    {
        Read<BoxAnnotation>("""{"type":"box"}""").Geometry.Width.ShouldBe(0);
        Read<BoxPrediction>("""{"type":"box","geometry":{"x":1}}""").Geometry.ShouldSatisfyAllConditions(
            box => box.X.ShouldBe(1), box => box.Height.ShouldBe(0));
        Read<LineAnnotation>("""{"type":"line"}""").Geometry.Vertices.ShouldBeEmpty();
        Read<LinePrediction>("""{"type":"line","geometry":{}}""").Geometry.Vertices.ShouldBeEmpty();
        Read<PolygonAnnotation>("""{"type":"polygon"}""").Geometry.Vertices.ShouldBeEmpty();
        Read<PolygonPrediction>("""{"type":"polygon","geometry":null}""").Geometry.Vertices.ShouldBeEmpty();
        Read<KeypointsAnnotation>("""{"type":"keypoints"}""").Geometry.Keypoints.ShouldBeEmpty();
        Read<KeypointsPrediction>("""{"type":"keypoints","geometry":{}}""").Geometry.Names.ShouldBeEmpty();
        Read<CuboidAnnotation>("""{"type":"cuboid"}""").Geometry.Dimensions.Z.ShouldBe(0);
        Read<CuboidPrediction>("""{"type":"cuboid","geometry":{"yaw":1}}""").Geometry.ShouldSatisfyAllConditions(
            cuboid => cuboid.Position.X.ShouldBe(0), cuboid => cuboid.Yaw.ShouldBe(1));
        Read<SegmentationAnnotation>("""{"type":"mask","mask_url":"s3://b/m.png"}""").Annotations.ShouldBeEmpty();
        Read<SegmentationPrediction>("""{"type":"mask","mask_url":"s3://b/m.png"}""").Annotations.ShouldBeEmpty();
        Read<MultiCategoryAnnotation>("""{"type":"multicategory"}""").Labels.ShouldBeEmpty();
        Read<CategoryAnnotation>("""{"type":"category"}""").Geometry.ShouldBeEmpty();
        Read<CategoryPrediction>("""{"type":"category"}""").Geometry.ShouldBeEmpty();
        Read<AnnotationsResponse>("{}").Annotations.All().ShouldBeEmpty();
    }

    [Fact]
    public void A_box_that_was_read_gets_the_official_id_and_other_labels_their_nulls()
    {
        ILabel box = Read<BoxAnnotation>(
            """{"label":"car","geometry":{"x":1,"y":2.5,"width":3.0,"height":-4},"reference_id":"r"}""");
        box.Complete();
        box.AnnotationId.ShouldBe("car-1-2.5-3--4-r");
        Completed(Read<KeypointsAnnotation>(
            """{"label":"a","geometry":{"keypoints":[],"names":[]},"reference_id":"r"}"""))["geometry"]!.AsObject()
            .TryGetPropertyValue("skeleton", out JsonNode? skeleton).ShouldBeTrue();
        skeleton.ShouldBeNull();
        Completed(Read<SegmentationPrediction>(
            """{"mask_url":"s3://b/m.png","annotations":[{"label":"road"}],"reference_id":"r"}"""))["annotations"]![0]!.AsObject()
            .ContainsKey("index").ShouldBeTrue();

        static JsonNode Completed<T>(T label)
        {
            ((ILabel)label!).Complete();
            return JsonSerializer.SerializeToNode(label)!;
        }
    }

    /// <summary>A box that is made has an id also before it is complete; the upload names what is missing.</summary>
    [Fact]
    public void An_automatic_id_is_made_of_what_there_is() =>
        new BoxAnnotation(null!, 1, 2, 3, 4, null!).AnnotationId.ShouldBe("-1-2-3-4-");

    [Fact]
    public void What_is_missing_is_null_or_left_out_as_the_shape_has_it()
    {
        Names(new BoxAnnotation("a", 1, 2, 3, 4, "r")).ShouldBe(
        [
            "annotation_id", "embedding_vector", "geometry", "label", "metadata", "reference_id", "task_id", "track_reference_id", "type",
        ]);
        Names(new PolygonAnnotation("a", [new(1, 2)], "r")).ShouldContain("annotation_id");
        Names(new LineAnnotation("a", [new(1, 2)], "r")).ShouldNotContain("embedding_vector");
        Names(new CuboidAnnotation("a", new(1, 2, 3), new(1, 1, 1), 0, "r")).ShouldBe(["geometry", "label", "reference_id", "type"]);
        Names(new SegmentationAnnotation("s3://b/m.png", [new("road", 1)], "r")).ShouldBe(
            ["annotation_id", "annotations", "mask_url", "reference_id", "type"]);
        Names(new CategoryAnnotation("a", "r")).ShouldBe(
            ["geometry", "label", "metadata", "reference_id", "task_id", "track_reference_id", "type"]);
        Names(CategoryAnnotation.ForScene("a", "scene", "t")).ShouldBe(
            ["geometry", "label", "metadata", "reference_id", "task_id", "taxonomy_name", "type"]);
    }

    /// <summary>What was read from the server is written as the official client writes it again: with null for what is not known.</summary>
    [Theory]
    [InlineData("BoxAnnotation", "annotation_id embedding_vector geometry label metadata reference_id task_id track_reference_id type")]
    [InlineData("LineAnnotation", "annotation_id geometry label metadata reference_id task_id track_reference_id type")]
    [InlineData("PolygonPrediction", "annotation_id embedding_vector geometry label metadata reference_id task_id track_reference_id type")]
    [InlineData("KeypointsPrediction", "annotation_id geometry label metadata reference_id task_id track_reference_id type")]
    [InlineData("CategoryAnnotation", "geometry label metadata reference_id task_id track_reference_id type")]
    [InlineData("CuboidAnnotation", "geometry label reference_id type")]
    public void A_label_that_was_read_is_completed_for_its_upload(string kind, string names)
    {
        string geometry = kind switch
        {
            "BoxAnnotation" => """{"x":1,"y":2,"width":3,"height":4}""",
            "KeypointsPrediction" => """{"keypoints":[{"x":1,"y":2,"visible":true}],"names":["a"]}""",
            "CuboidAnnotation" => """{"position":{"x":1,"y":2,"z":3},"dimensions":{"x":1,"y":1,"z":1},"yaw":0}""",
            "CategoryAnnotation" => "{}",
            _ => """{"vertices":[{"x":1,"y":2},{"x":3,"y":4}]}""",
        };
        string wire = kind.Replace("Annotation", "", StringComparison.Ordinal).Replace("Prediction", "", StringComparison.Ordinal);
        string json = $$"""{"type":"{{wire.ToLowerInvariant()}}","label":"a","reference_id":"r","metadata":{},"geometry":{{geometry}}}""";
        object label = kind.EndsWith("Prediction", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<Prediction>(json)!
            : JsonSerializer.Deserialize<GroundTruthAnnotation>(json)!;
        ((ILabel)label).Complete();
        Names(label).Where(name => name != "class_pdf").ShouldBe(names.Split(' '));
    }

    [Fact]
    public void The_class_of_a_scene_has_no_track_and_a_predicted_one_null_for_metadata()
    {
        CategoryPrediction predicted = CategoryPrediction.ForScene("running", "scene", "action", 0.5);
        CategoryAnnotation annotated = CategoryAnnotation.ForScene("running", "scene");
        ((ILabel)predicted).Complete();
        ((ILabel)annotated).Complete();
        Names(predicted).ShouldNotContain("track_reference_id");
        Names(annotated).ShouldNotContain("track_reference_id");
        JsonSerializer.SerializeToNode(predicted)!.AsObject().TryGetPropertyValue("metadata", out JsonNode? metadata).ShouldBeTrue();
        metadata.ShouldBeNull();
        JsonSerializer.SerializeToNode(annotated)!["metadata"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public void An_answer_without_its_item_or_its_annotations_is_an_error_that_says_so()
    {
        var noItem = JsonSerializer.Deserialize<ItemWithAnnotations>("""{"annotations":{}}""")!;
        Should.Throw<InvalidDataException>(() => noItem.Item).Message.ShouldContain("no item");
        var noAnnotations = JsonSerializer.Deserialize<ItemWithAnnotations>("""{"item":{"ref_id":"r"}}""")!;
        Should.Throw<InvalidDataException>(() => noAnnotations.Annotations).Message.ShouldContain("no annotations");
    }

    [Fact]
    public void A_quaternion_turns_as_its_yaw_says()
    {
        Quaternion half = Quaternion.FromYaw(Math.PI / 2);
        half.ToOrientation().Yaw.ShouldBe(Math.PI / 2, 1e-12);
        (double x, double y, _) = half.ToOrientation().Rotate(new(1, 0, 0));
        x.ShouldBe(0, 1e-12);
        y.ShouldBe(1, 1e-12);
    }

    private static IEnumerable<string> Names(object annotation) =>
        JsonSerializer.SerializeToNode(annotation, annotation.GetType())!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal);

    private static T Read<T>(string json)
        where T : class => JsonSerializer.Deserialize<T>(json).ShouldNotBeNull();
}
