using System.Text.Json;

namespace LabelingGen.Scale.Tests.Client;

public sealed class AnswerTests
{
    [Fact]
    public void A_turned_box_has_corners_turned_clockwise_about_its_centre()
    {
        BoxAnnotation box = new() { Left = 10, Top = 20, Width = 4, Height = 2, Rotation = Math.PI / 2 };
        // The left upper corner of a box about (12, 21) moves to the right upper side when it is turned by a quarter.
        (double X, double Y)[] expected = [(13, 19), (13, 23), (11, 23), (11, 19)];
        IReadOnlyList<Vertex> corners = box.GetCorners();
        for (int i = 0; i < 4; i++)
        {
            corners[i].X.ShouldBe(expected[i].X, 1e-9);
            corners[i].Y.ShouldBe(expected[i].Y, 1e-9);
        }
    }

    [Fact]
    public void A_box_that_is_not_turned_has_its_own_corners()
    {
        BoxAnnotation box = new() { Left = 1, Top = 2, Width = 3, Height = 4 };
        box.GetCorners().Select(c => (c.X, c.Y)).ShouldBe([(1d, 2d), (4d, 2d), (4d, 6d), (1d, 6d)]);
    }

    [Fact]
    public void The_label_of_a_pixel_is_found_by_its_index()
    {
        SegmentAnnotationResponse response = JsonSerializer.Deserialize<SegmentAnnotationResponse>(
            """
            {"labelMapping": {"road": {"index": 1, "color": "#ff0000", "numPixels": 7},
              "car": [{"index": 2, "color": "#00ff00"}, {"index": 70000, "color": "#00ff00"}]}}
            """)!;
        response.FindLabel(1).ShouldBe("road");
        response.FindLabel(2).ShouldBe("car");
        response.FindLabel(CombinedMasks.IndexOf(0x70, 0x11, 0x01)).ShouldBe("car");
        response.FindLabel(0).ShouldBeNull();
    }

    [Fact]
    public void Every_shape_of_an_image_annotation_has_its_type_and_an_unknown_one_is_kept()
    {
        const string json =
            """
            {"annotations": [{"type": "box", "left": 1, "top": 2, "width": 3, "height": 4, "label": "car"},
              {"type": "polygon", "vertices": [{"x": 1, "y": 2}]}, {"type": "line", "vertices": []}, {"type": "point", "x": 1, "y": 2},
              {"type": "ellipse", "vertices": []}, {"type": "cuboid", "edges": []}, {"type": "spline", "knots": [1]}]}
            """;
        ImageAnnotationResponse response = JsonSerializer.Deserialize<ImageAnnotationResponse>(json)!;
        response.Annotations.ShouldNotBeNull().Select(a => a.GetType().Name).ShouldBe(
        [
            "BoxAnnotation", "PolygonAnnotation", "LineAnnotation", "PointAnnotation", "EllipseAnnotation", "CuboidAnnotation",
            "ImageAnnotation",
        ]);
        System.Text.Json.Nodes.JsonNode.DeepEquals(
            JsonSerializer.SerializeToNode(response), System.Text.Json.Nodes.JsonNode.Parse(json)).ShouldBeTrue();
    }
}
