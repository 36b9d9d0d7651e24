using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using Polygon = LabelingGen.Annotations.Polygon;

namespace LabelingGen.FastLabel.Tests.Client;

/// <summary>Tasks to the shapes of the annotations library and back, with a report of every loss.</summary>
public sealed class ConversionTests
{
    [Theory]
    [MemberData(nameof(ShapeTests.Annotations), MemberType = typeof(ShapeTests))]
    public void An_annotation_comes_back_but_for_what_the_report_says(string kind, string json)
    {
        TaskAnnotation before = JsonSerializer.Deserialize<TaskAnnotation>(json)!;
        ConversionReport report = new();
        AnnotatedImage image = new[] { before }.ToAnnotatedImage("a.png", report: report);
        JsonObject source = JsonNode.Parse(json)!.AsObject();
        JsonObject back = JsonSerializer.SerializeToNode(image.ToTaskAnnotations().Single())!.AsObject();
        string[] differing = [.. source.Select(m => m.Key).Union(back.Select(m => m.Key)).Where(member =>
            source.ContainsKey(member) != back.ContainsKey(member) || !JsonNode.DeepEquals(source[member], back[member]))];
        report.Losses.Select(loss => loss.Field).Order().ShouldBe(differing.Order(), kind);
        // A sub-task is sent as start and end and comes back as points; no type is no kind.
        bool isLossy = json.Contains("[3, 90]", StringComparison.Ordinal) || json == """{"value": "v"}""";
        report.IsLossless.ShouldBe(!isLossy, kind);
    }

    [Fact]
    public async Task Annotations_are_drawn_on_PNG_pictures_and_over_the_untouched_others()
    {
        string pictures = TestFiles.TemporaryFolder();
        string drawn = Path.Combine(TestFiles.TemporaryFolder(), "drawn");
        PngImage grey = new(16, 12, PngColorType.Rgb, 8, Enumerable.Repeat((byte)200, 3 * 16 * 12).ToArray());
        await File.WriteAllBytesAsync(Path.Combine(pictures, "a.png"), grey.Encode());
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xD9];
        await File.WriteAllBytesAsync(Path.Combine(pictures, "b.jpg"), jpeg);
        await File.WriteAllBytesAsync(Path.Combine(pictures, "nobodys.png"), grey.Encode());
        TaskAnnotation box = new() { Value = "cat", Color = "#ff0000", Shape = new BoxShape(2, 2, 12, 9) };
        ImageTask[] tasks =
        [
            new() { Id = "1", Name = "a.png", Annotations = [box] }, new() { Id = "2", Name = "b.jpg", Annotations = [box] },
        ];
        (await tasks.DrawAnnotationsAsync(pictures, drawn)).ShouldBe(2);

        Directory.GetFiles(drawn).Select(path => Path.GetFileName(path)).Order().ShouldBe(["a.png", "b.jpg.svg"]);
        PngImage png = PngImage.Decode(await File.ReadAllBytesAsync(Path.Combine(drawn, "a.png")));
        Pixel(png, 6, 5).ShouldBe((211, 161, 161), "the inside is thin");
        Pixel(png, 2, 5).ShouldBe((246, 35, 35), "the outline is dark");
        Pixel(png, 0, 0).ShouldBe((200, 200, 200));
        string svg = await File.ReadAllTextAsync(Path.Combine(drawn, "b.jpg.svg"));
        svg.ShouldContain(Convert.ToBase64String(jpeg));
        svg.ShouldContain("rgb(255,0,0)");
    }

    private static (int Red, int Green, int Blue) Pixel(PngImage png, int x, int y)
    {
        ReadOnlySpan<byte> at = png.Samples.Span.Slice(3 * ((y * png.Width) + x), 3);
        return (at[0], at[1], at[2]);
    }

    [Fact]
    public void What_the_library_has_no_place_for_survives_beside_the_shape()
    {
        const string json =
            """
            {"id": "a1", "type": "bbox", "value": "car", "title": "Car", "color": "#ff0000", "points": [10, 20, 30, 60], "rotation": 30,
              "confidenceScore": -1, "content": "01.png", "brandNew": {"a": 1}, "attributes": [
                {"key": "kind", "name": "Kind", "type": "text", "value": "van"}, {"key": "n", "value": 3},
                {"key": "s", "value": ["a", "b"]}]}
            """;
        ConversionReport report = new();
        TaskAnnotation before = JsonSerializer.Deserialize<TaskAnnotation>(json)!;
        ImageTask task = new() { Id = "t", Name = "a.png", Width = 100, Height = 80, Annotations = [before] };
        AnnotatedImage image = task.ToAnnotatedImage(report);
        report.IsLossless.ShouldBeTrue();
        (image.Id, image.Name, image.Size).ShouldBe(("t", "a.png", new ImageSize(100, 80)));
        Annotation annotation = image.Annotations.ShouldHaveSingleItem();
        RotatedBox box = annotation.Shape.ShouldBeOfType<RotatedBox>();
        (box.CenterX, box.CenterY, box.Width, box.Height, box.AngleDegrees).ShouldBe((20, 40, 20, 40, 30));
        (annotation.Label, annotation.Id, annotation.Confidence).ShouldBe(("car", "a1", null));
        annotation.Attributes["kind"].ShouldBe("van");
        annotation.Attributes["n"].ShouldBe(3.0);
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(image.ToTaskAnnotations().Single()), JsonNode.Parse(json)).ShouldBeTrue();
    }

    [Fact]
    public void A_shape_that_somebody_changes_is_what_is_written()
    {
        TaskAnnotation before = new() { Value = "car", Shape = new BoxShape(30, 60, 10, 20) };
        ConversionReport report = new();
        Annotation read = new[] { before }.ToAnnotatedImage("a", report: report).Annotations[0];
        report.Losses.ShouldHaveSingleItem().Field.ShouldBe("points", "the order of the corners is not kept");
        AnnotatedImage moved = new("a", null, [read with { Shape = new Box(0, 0, 5, 5) }]);
        moved.ToTaskAnnotations().Single().Points!.ToJsonString().ShouldBe("[0,0,5,5]");
    }

    [Fact]
    public void Shapes_of_other_vendors_become_the_nearest_kind_and_the_report_says_so()
    {
        Point[] square = [new(0, 0), new(9, 0), new(9, 9), new(0, 9)];
        AnnotatedImage image = new("a.png", new ImageSize(20, 20),
        [
            new(new Polygon([.. square], [[new(1, 1), new(1, 2), new(2, 2)]]), "hole"),
            new(new Ellipse(5, 5, 3, 2), "ellipse"),
            new(new Polyline([.. square], isClosed: true), "ring"),
            new(new PointSet([.. square]), "cloud"),
            new(new Ellipse(5, 5, 3, 3), "circle"),
        ]);
        ConversionReport report = new();
        IReadOnlyList<TaskAnnotation> made = image.ToTaskAnnotations(report);
        made.Select(annotation => (annotation.Value, annotation.Type!.Value.Value)).ShouldBe(
            [("hole", "segmentation"), ("ellipse", "polygon"), ("ring", "polygon"), ("circle", "circle")]);
        report.Losses.Select(loss => (loss.AnnotationIndex, loss.Reason)).Distinct().ShouldBe(
        [
            (0, LossReason.ShapeApproximated), (1, LossReason.ShapeApproximated), (2, LossReason.ShapeApproximated),
            (3, LossReason.AnnotationDropped),
        ]);
    }

    [Fact]
    public void Frames_count_from_nothing_there_and_from_one_here()
    {
        TaskAnnotation before = new()
        {
            Value = "car",
            Shape = new TrackShape(new Dictionary<int, TrackFrame>
            {
                [1] = new(new BoxShape(1, 1, 3, 3)),
                [5] = new(new BoxShape(2, 2, 4, 4), IsAutogenerated: true),
            }),
        };
        VideoTrack track = new[] { before }.ToAnnotatedImage("a.mp4").Annotations[0].Shape.ShouldBeOfType<VideoTrack>();
        track.Keyframes.Select(keyframe => (keyframe.Frame, keyframe.IsInterpolated)).ShouldBe([(0, false), (4, true)]);
    }
}
