using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations.Formats;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>The bridge to shapes: there and back nothing is lost, and what Nucleus cannot hold is told.</summary>
public sealed class NucleusPayloadsTests
{
    private static readonly DatasetItem Item = new(
        "https://example.com/a.png", "a", new JsonObject { ["city"] = "Oslo", ["lanes"] = 3, ["wet"] = true })
    {
        Width = 640,
        Height = 480,
    };

    [Fact]
    public void There_and_back_every_annotation_is_the_same()
    {
        GroundTruthAnnotation[] annotations =
        [
            new BoxAnnotation("car", 1, 2.5, 3, 4, "a")
            {
                TrackReferenceId = "t1",
                EmbeddingVector = [0.5, 1],
                Metadata = new() { ["age"] = 3 },
            },
            new PolygonAnnotation("road", [new(0, 0), new(10, 0), new(5, 8)], "a", "p1"),
            new LineAnnotation("lane", [new(0, 0), new(10, 0)], "a", "l1"),
            new KeypointsAnnotation("face", [new(1, 2, true), new(3, 4, false), new(null, null, false)], ["a", "b", "c"], [[0, 1]], "a"),
            new CuboidAnnotation("truck", new(1, 2, 3), new(4, 2, 2), 0.25, "a", "c1"),
            new CategoryAnnotation("day", "a", "time"),
            new MultiCategoryAnnotation(["sun", "rain"], "a", "weather"),
            new SegmentationAnnotation("s3://b/m.png", [new("road", 1)], "a", "m1"),
        ];
        ConversionReport report = new();
        Labels.AnnotatedImage image = NucleusPayloads.ToImage(Item, annotations);
        (DatasetItem item, IReadOnlyList<GroundTruthAnnotation> back) = NucleusPayloads.ToAnnotations(image, report);
        report.Losses.ShouldBeEmpty();
        item.Reference.ShouldBe("a");
        item.Metadata!.ToJsonString().ShouldBe("""{"city":"Oslo","lanes":3,"wet":true}""");
        (item.Width, item.Height).ShouldBe((640, 480));
        for (int i = 0; i < annotations.Length; i++)
            JsonNode.DeepEquals(Json(back[i]), Json(annotations[i])).ShouldBeTrue($"{Json(back[i])} is not {Json(annotations[i])}");
    }

    [Fact]
    public void Predictions_keep_their_confidence_and_ground_truth_tells_its_loss()
    {
        Prediction[] predictions =
            [new BoxPrediction("car", 1, 2, 3, 4, "a", 0.75) { ClassPdf = new Dictionary<string, double> { ["car"] = 0.75 } }];
        Labels.AnnotatedImage image = NucleusPayloads.ToImage(Item, predictions);
        image.Annotations[0].Confidence.ShouldBe(0.75);
        ConversionReport kept = new();
        BoxPrediction back = NucleusPayloads.ToPredictions(image, kept).Predictions.Single().ShouldBeOfType<BoxPrediction>();
        kept.IsLossless.ShouldBeTrue();
        back.Confidence.ShouldBe(0.75);
        back.ClassPdf.ShouldNotBeNull()["car"].ShouldBe(0.75);

        ConversionReport dropped = new();
        NucleusPayloads.ToAnnotations(image, dropped).Annotations.Single().ShouldBeOfType<BoxAnnotation>();
        dropped.Losses.Select(l => (l.Field, l.Reason)).ShouldContain(("confidence", LossReason.Dropped));
    }

    [Fact]
    public void Shapes_that_Nucleus_does_not_have_are_approximated_and_told()
    {
        Labels.AnnotatedImage image = new("a", new Labels.ImageSize(100, 100),
        [
            new Labels.Annotation(new Labels.RotatedBox(50, 50, 20, 10, 30), "car"),
            new Labels.Annotation(
                new Labels.MultiPolygon([new([new(0, 0), new(4, 0), new(0, 4)]), new([new(10, 10), new(14, 10), new(10, 14)])]), "dog")
            {
                Id = "d",
            },
            new Labels.Annotation(new Labels.TextSpan(0, 3), "word"),
        ]);
        ConversionReport report = new();
        IReadOnlyList<GroundTruthAnnotation> annotations = NucleusPayloads.ToAnnotations(image, report).Annotations;
        annotations.Count.ShouldBe(3);
        annotations.ShouldAllBe(a => a is PolygonAnnotation);
        annotations.Cast<PolygonAnnotation>().Skip(1).Select(p => p.AnnotationId).ShouldBe(["d", "d-1"]);
        report.Losses.Select(l => (l.AnnotationIndex, l.Reason)).ShouldContain(((int?)0, LossReason.ShapeApproximated));
        report.Losses.Select(l => (l.AnnotationIndex, l.Reason)).ShouldContain(((int?)2, LossReason.AnnotationDropped));
    }

    private static JsonNode Json(GroundTruthAnnotation annotation) => JsonSerializer.SerializeToNode(annotation, annotation.GetType())!;
}
