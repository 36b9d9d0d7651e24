using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>Annotations between Scale's form and the one that all vendors share.</summary>
public sealed class LabelBridgeTests
{
    private static readonly IShape[] Kept =
    [
        new Box(10.5, 20, 30, 40.25),
        new RotatedBox(50, 60, 30, 10, 33),
        new Polygon([new(0, 0), new(10, 0), new(10, 10)]),
        new Polyline([new(0, 0), new(5, 7), new(9, 9)]),
        new Point(3, 4),
        new Ellipse(50, 50, 20, 10, 30),
    ];

    [Fact]
    public void Shapes_that_scale_has_come_back_as_they_were()
    {
        Annotation[] annotations = [.. Kept.Select((shape, index) => new Annotation(shape, "car")
        {
            Id = $"u{index}",
            Attributes = ValueMap<AttributeValue>.Empty.With("moving", true).With("speed", 3.5).With("colour", "red"),
        })];
        ConversionReport report = new();
        ImageAnnotationResponse response = ImageAnnotationResponse.FromImage(
            new AnnotatedImage("a.png", null, annotations.ToValueList()), report);
        report.Losses.Where(static loss => loss.Field != "shape").ShouldBeEmpty();
        report.Losses.ShouldAllBe(static loss => loss.Pixels < 1e-6);
        response.ToAnnotations().Select(static annotation => annotation.Shape!.Kind).ShouldBe(Kept.Select(static shape => shape.Kind));
        response.ToAnnotations()[0].ShouldBe(annotations[0]);
    }

    [Fact]
    public void What_scale_has_no_form_for_is_reported()
    {
        Polygon hollow = new([new(0, 0), new(9, 0), new(9, 9)], new ValueList<Point>[] { [new(5, 2), new(6, 2), new(6, 3)] }.ToValueList());
        AnnotatedImage image = new(
            "a.png", null, [new Annotation(hollow, "tree") { Confidence = 0.5 }, new Annotation(new TextSpan(0, 3), "word")]);
        ConversionReport report = new();
        ImageAnnotationResponse.FromImage(image, report).Annotations!.Count.ShouldBe(1);
        report.Losses.Select(static loss => (loss.AnnotationIndex, loss.Field, loss.Reason)).ShouldBe(
        [
            (0, "shape", LossReason.Rounded), (0, "confidence", LossReason.Dropped), (1, "annotation", LossReason.AnnotationDropped),
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_shape_without_points_is_a_typed_error_that_names_the_annotation()
    {
        PolygonAnnotation broken = new() { Vertices = [], Label = "tree", Uuid = "u1" };
        Should.Throw<AnnotationFormatException>(broken.ToAnnotation).Message.ShouldContain("u1");
    }
}
