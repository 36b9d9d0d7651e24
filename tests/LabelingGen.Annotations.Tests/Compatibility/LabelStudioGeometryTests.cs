using System.Text.Json;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Tests.Compatibility;

/// <summary>Rectangles with which the vendor's converter fails are errors here, and never numbers that are none.</summary>
public class LabelStudioGeometryTests
{
    [Theory]
    [InlineData("{\"x\":1,\"y\":1,\"width\":0,\"height\":0,\"rotation\":30}", "no width")]
    [InlineData("{\"x\":1,\"y\":1,\"width\":1e300,\"height\":1,\"rotation\":30}", "no place")]
    public void A_rectangle_that_has_no_bounds_is_refused(string value, string why) => Should.Throw<AnnotationFormatException>(
        () => LabelStudioGeometry.PercentBounds(Region(value, 9))).Message.ShouldContain(why);

    [Fact]
    public void A_rectangle_without_width_that_is_not_turned_stays_as_it_is() =>
        LabelStudioGeometry.PercentBounds(Region("{\"x\":1,\"y\":2,\"width\":0,\"height\":0}", 9)).ShouldBe([1, 2, 0, 0]);

    [Theory]
    [InlineData(0.0, "side of the picture is 0")]
    [InlineData(1e200, "no place")]
    public void Corners_of_a_picture_without_a_side_are_refused(double width, string why) => Should.Throw<AnnotationFormatException>(
        () => LabelStudioGeometry.OrientedCorners(Region("{\"x\":1,\"y\":1,\"width\":2,\"height\":2,\"rotation\":0}", width)))
        .Message.ShouldContain(why);

    private static LabelStudioRegion Region(string value, double width)
    {
        string number = width.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        using JsonDocument document =
            JsonDocument.Parse($"{{\"value\":{value},\"original_width\":{number},\"original_height\":9}}");
        return new LabelStudioRegion(document.RootElement.Clone(), "RectangleLabels");
    }
}
