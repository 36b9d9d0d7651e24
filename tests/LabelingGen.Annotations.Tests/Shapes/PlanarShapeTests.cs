namespace LabelingGen.Annotations.Tests.Shapes;

public class PlanarShapeTests
{
    [Fact]
    public void A_box_knows_its_edges_and_area()
    {
        Box box = new(10, 20, 30, 40);
        (box.Left, box.Top, box.Right, box.Bottom, box.Area).ShouldBe((10, 20, 40, 60, 1200));
        box.Center.ShouldBe(new Point(25, 40));
        Box.FromCorners(40, 60, 10, 20).ShouldBe(box);
        Box.FromCenter(25, 40, 30, 40).ShouldBe(box);
    }

    [Fact]
    public void The_right_and_bottom_edges_do_not_belong_to_a_box()
    {
        Box pixel = new(0, 0, 1, 1);
        pixel.Contains(new Point(0, 0)).ShouldBeTrue();
        pixel.Contains(new Point(1, 0.5)).ShouldBeFalse();
        pixel.Contains(new Point(0.5, 1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(double.NaN, 0, 1, 1, "x")]
    [InlineData(0, double.PositiveInfinity, 1, 1, "y")]
    [InlineData(0, 0, -1, 1, "width")]
    [InlineData(0, 0, 1, double.NaN, "height")]
    [InlineData(1e76, 0, 1, 1, "x")]
    public void A_box_of_impossible_numbers_is_refused_by_name(double x, double y, double width, double height, string culprit) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Box(x, y, width, height)).ParamName.ShouldBe(culprit);

    [Fact]
    public void A_box_turned_about_its_corner_keeps_that_corner()
    {
        // 400 x 300 picture, Label Studio rectangle x 25 %, y 10 %, 50 % x 20 %, 60 degrees: the corner stays at (100, 30).
        RotatedBox box = RotatedBox.FromTopLeft(100, 30, 200, 60, 60);
        box.TopLeft.X.ShouldBe(100, 1e-9);
        box.TopLeft.Y.ShouldBe(30, 1e-9);
        Point topRight = box.Corners()[1];
        topRight.X.ShouldBe(200, 1e-9);
        topRight.Y.ShouldBe(30 + 200 * Math.Sin(Math.PI / 3), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    [InlineData(-450)]
    public void Quarter_turns_keep_corners_on_the_grid(double angle)
    {
        RotatedBox box = new(50, 40, 20, 10, angle);
        foreach (Point corner in box.Corners())
        {
            corner.X.ShouldBe(Math.Round(corner.X));
            corner.Y.ShouldBe(Math.Round(corner.Y));
        }

        box.Bounds.Area.ShouldBe(200);
    }

    [Fact]
    public void Positive_angles_turn_clockwise_on_the_screen()
    {
        Point topRight = new RotatedBox(0, 0, 20, 0, 90).Corners()[1];
        topRight.ShouldBe(new Point(0, 10));
    }

    [Fact]
    public void The_area_of_a_polygon_leaves_out_its_holes()
    {
        Polygon square = new([new(0, 0), new(10, 0), new(10, 10), new(0, 10)], [[new(2, 2), new(2, 4), new(4, 4), new(4, 2)]]);
        square.Area.ShouldBe(96);
        square.Bounds.ShouldBe(new Box(0, 0, 10, 10));
        new MultiPolygon([square, Polygon.FromBox(new Box(20, 20, 1, 2))]).Area.ShouldBe(98);
        new MultiPolygon([square, Polygon.FromBox(new Box(20, 20, 1, 2))]).Bounds.ShouldBe(new Box(0, 0, 21, 22));
    }

    [Fact]
    public void Shapes_are_equal_by_value()
    {
        Polygon one = new([new(0, 0), new(1, 0), new(1, 1)], [[new(0.2, 0.1)]]);
        Polygon same = new([new(0, 0), new(1, 0), new(1, 1)], [[new(0.2, 0.1)]]);
        Polygon other = new([new(0, 0), new(1, 0), new(1, 1)], [[new(0.2, 0.2)]]);
        one.ShouldBe(same);
        one.GetHashCode().ShouldBe(same.GetHashCode());
        one.ShouldNotBe(other);
        ((IShape)new Box(1, 2, 3, 4)).ShouldBe(new Box(1, 2, 3, 4));
    }

    [Fact]
    public void A_ring_far_from_the_origin_keeps_its_area()
    {
        const double far = 1e9;
        new Polygon([new(far, far), new(far + 1, far), new(far + 1, far + 1), new(far, far + 1)]).Area.ShouldBe(1);
    }

    [Fact]
    public void Shapes_without_points_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Polygon([])).ParamName.ShouldBe("exterior");
        Should.Throw<ArgumentException>(() => new Polygon([new(0, 0)], [[]])).ParamName.ShouldBe("holes");
        Should.Throw<ArgumentException>(() => new Polyline([])).ParamName.ShouldBe("points");
        Should.Throw<ArgumentException>(() => new MultiPolygon([])).ParamName.ShouldBe("polygons");
        Should.Throw<ArgumentException>(() => new ProjectedCuboid([new(0, 0)])).ParamName.ShouldBe("corners");
    }

    [Fact]
    public void A_line_has_a_length_and_no_area()
    {
        Polyline open = new([new(0, 0), new(3, 4), new(3, 0)]);
        open.Length.ShouldBe(9);
        new Polyline(open.Points, isClosed: true).Length.ShouldBe(12);
        open.Area.ShouldBe(0);
    }

    [Fact]
    public void A_turned_ellipse_has_tight_bounds()
    {
        Ellipse ellipse = new(10, 10, 4, 2, 90);
        ellipse.Bounds.ShouldBe(new Box(8, 6, 4, 8));
        ellipse.ToPolygon(720).Area.ShouldBe(ellipse.Area, 0.001);
        new Ellipse(0, 0, 3, 3).IsCircle.ShouldBeTrue();
    }

    [Fact]
    public void Keypoints_that_are_not_labelled_do_not_count()
    {
        Keypoints pose = new([new(5, 6), new(0, 0, KeypointVisibility.NotLabeled), new(7, 9, KeypointVisibility.Occluded)]);
        pose.LabeledCount.ShouldBe(2);
        pose.Bounds.ShouldBe(new Box(5, 6, 2, 3));
        Should.Throw<ArgumentException>(() => new Keypoints(pose.Points, new Skeleton(["a"])));
        Should.Throw<ArgumentException>(() => new Skeleton(["a", "b"], [new(0, 2)])).ParamName.ShouldBe("edges");
        Should.Throw<ArgumentOutOfRangeException>(() => new Keypoint(0, 0, (KeypointVisibility)3)).ParamName.ShouldBe("visibility");
    }
}
