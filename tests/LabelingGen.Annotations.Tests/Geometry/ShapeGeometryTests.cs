using NetTopologySuite.Algorithm;

namespace LabelingGen.Annotations.Tests.Geometry;

public class ShapeGeometryTests
{
    [Fact]
    public void The_convex_hull_agrees_with_the_oracle()
    {
        Random random = new(1);
        for (int round = 0; round < 500; round++)
        {
            Point[] points = [.. Enumerable.Range(0, random.Next(3, 40)).Select(_ => new Point(random.Next(12), random.Next(12)))];
            ValueList<Point> hull = ConvexHull.Of(points);
            double expected = RandomShapes.ToOracle(points).Factory
                .CreateMultiPointFromCoords([.. points.Select(point => new NetTopologySuite.Geometries.Coordinate(point.X, point.Y))])
                    .ConvexHull().Area;
            Rings.SignedArea(hull.AsSpan()).ShouldBe(expected, 1e-9, $"round {round}");
            ConvexHull.Of(hull.AsSpan()).Count.ShouldBe(hull.Count);
        }

        ConvexHull.Of([new(1, 1), new(1, 1)]).ShouldBe([new Point(1, 1)]);
        ConvexHull.Of([]).IsEmpty.ShouldBeTrue();
        ConvexHull.Of([new(0, 0), new(2, 0), new(1, 0)]).ShouldBe([new Point(0, 0), new Point(2, 0)]);
    }

    [Fact]
    public void No_other_box_is_smaller_than_the_smallest_and_all_points_are_in_it()
    {
        Random random = new(2);
        for (int round = 0; round < 300; round++)
        {
            Point[] points = RandomShapes.Scribble(random, random.Next(3, 20));
            RotatedBox box = MinimumAreaBox.Around(points);
            box.Area.ShouldBeLessThanOrEqualTo(MinimumDiameter.GetMinimumRectangle(RandomShapes.ToOracle(points)).Area * (1 + 1e-9),
                $"round {round}");
            for (int angle = 0; angle < 90; angle++)
            {
                Box turned = Box.Around(AffineTransform.Rotate(-angle, new Point(0, 0)).Apply(ValueList.Create<Point>(points)).AsSpan());
                box.Area.ShouldBeLessThanOrEqualTo(turned.Area * (1 + 1e-9), $"round {round}, angle {angle}");
            }

            box.AngleDegrees.ShouldBeInRange(0, 90);
            foreach (Point point in points)
                new RotatedBox(box.CenterX, box.CenterY, box.Width + 1e-6, box.Height + 1e-6, box.AngleDegrees).ShouldSatisfyAllConditions(
                    grown => PointLocation.Contains(grown, point).ShouldBeTrue());
        }

        MinimumAreaBox.Around([new(3, 4)]).ShouldBe(new RotatedBox(3, 4, 0, 0, 0));
        Should.Throw<ArgumentException>(() => MinimumAreaBox.Around([]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(89.5)]
    public void The_smallest_box_around_a_rotated_box_is_that_box(double angle)
    {
        RotatedBox box = new(50, 60, 30, 10, angle);
        RotatedBox found = MinimumAreaBox.Around(box.Corners().AsSpan());
        found.AngleDegrees.ShouldBe(angle, 1e-9);
        found.Width.ShouldBe(30, 1e-9);
        found.CenterY.ShouldBe(60, 1e-9);
    }

    [Fact]
    public void Points_in_polygons_agree_with_the_oracle()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            Point[] ring = RandomShapes.Star(random, 9);
            NetTopologySuite.Geometries.Polygon oracle = RandomShapes.ToOracle(ring);
            for (int i = 0; i < 30; i++)
            {
                Point at = new(random.NextDouble() * 100, random.NextDouble() * 100);
                PointLocation.Contains(ring, at)
                    .ShouldBe(oracle.Contains(oracle.Factory.CreatePoint(new NetTopologySuite.Geometries.Coordinate(at.X, at.Y))));
            }
        }
    }

    [Fact]
    public void Of_shapes_side_by_side_exactly_one_has_the_point_between_them()
    {
        ValueList<Point> left = RandomShapes.Square(0, 0, 10);
        ValueList<Point> right = RandomShapes.Square(10, 0, 10);
        foreach (double y in new[] { 0.0, 3, 9.5 })
        {
            Point border = new(10, y);
            (PointLocation.Contains(left.AsSpan(), border) ^ PointLocation.Contains(right.AsSpan(), border)).ShouldBeTrue();
        }

        Polygon ring = new(RandomShapes.Square(0, 0, 10), [RandomShapes.Square(4, 4, 2)]);
        PointLocation.Contains(ring, new Point(5, 5)).ShouldBeFalse();
        PointLocation.Contains(ring, new Point(1, 5)).ShouldBeTrue();
        PointLocation.Contains(new Ellipse(5, 5, 4, 2, 90), new Point(5, 8.9)).ShouldBeTrue();
        PointLocation.Contains(Mask.FromShape(new Box(0, 0, 2, 2), 4, 4), new Point(1.9, 1.9)).ShouldBeTrue();
        PointLocation.Contains(Mask.Filled(4, 4, true), new Point(-0.1, 1e60)).ShouldBeFalse();
    }

    [Fact]
    public void Simplifying_keeps_what_matters()
    {
        Simplification.SimplifyLine([new(0, 0), new(1, 0.1), new(2, 0), new(3, 5)], 0.5).ShouldBe([new(0, 0), new(2, 0), new(3, 5)]);
        Simplification.SimplifyLine([new(0, 0), new(1, 0), new(2, 0)], 0).ShouldBe([new(0, 0), new(2, 0)]);
        Point[] square = [new(0, 0), new(5, 0), new(10, 0), new(10, 10), new(5, 10.2), new(0, 10)];
        Simplification.SimplifyRing(square, 0.5).Count.ShouldBe(4);
        Simplification.SimplifyRing(square, 1000).Count.ShouldBe(3);
        Random random = new(5);
        for (int round = 0; round < 100; round++)
        {
            Polygon star = new(new ValueList<Point>(RandomShapes.Star(random, 60)));
            Polygon simpler = Simplification.Simplify(star, 1);
            simpler.Exterior.Count.ShouldBeLessThanOrEqualTo(60);
            simpler.Exterior.ShouldAllBe(point => star.Exterior.Contains(point));
        }

        Point[] long_ = [.. Enumerable.Range(0, 200_000).Select(i => new Point(i, i % 2))];
        Simplification.SimplifyLine(long_, 2).Count.ShouldBe(2);
    }

    [Fact]
    public void Simplified_lines_agree_with_the_oracle()
    {
        Random random = new(7);
        for (int round = 0; round < 500; round++)
        {
            Point[] line = RandomShapes.Scribble(random, random.Next(3, 60));
            double tolerance = random.NextDouble() * 40;
            NetTopologySuite.Geometries.Geometry expected = NetTopologySuite.Simplify.DouglasPeuckerSimplifier.Simplify(
                RandomShapes.ToOracle(line).Factory.CreateLineString(
                    [.. line.Select(static point => new NetTopologySuite.Geometries.Coordinate(point.X, point.Y))]), tolerance);
            Simplification.SimplifyLine(line, tolerance)
                .ShouldBe(expected.Coordinates.Select(static at => new Point(at.X, at.Y)), $"round {round}");
        }
    }

    [Fact]
    public void Transforms_can_be_undone_and_chained()
    {
        Random random = new(6);
        for (int round = 0; round < 100; round++)
        {
            AffineTransform there = AffineTransform.Rotate(random.NextDouble() * 360, new Point(3, 4))
                .Then(AffineTransform.Scale(1 + random.NextDouble(), 0.5 + random.NextDouble())).Then(AffineTransform.Translate(5, -7));
            Point start = new(random.NextDouble() * 50, random.NextDouble() * 50);
            Point back = there.Invert().Apply(there.Apply(start));
            back.X.ShouldBe(start.X, 1e-9);
            back.Y.ShouldBe(start.Y, 1e-9);
        }

        AffineTransform.Rotate(90, new Point(0, 0)).Apply(new Point(1, 0)).ShouldBe(new Point(0, 1));
        Should.Throw<InvalidOperationException>(() => AffineTransform.Scale(0, 1).Invert());
        Should.Throw<InvalidOperationException>(() => AffineTransform.Scale(double.PositiveInfinity, 1).Invert());
        Should.Throw<InvalidOperationException>(() => AffineTransform.Scale(double.NaN, 1).Invert());
        Should.Throw<InvalidOperationException>(() => AffineTransform.Scale(1e200, 1e200).Invert());
        Should.Throw<ArgumentException>(() => AffineTransform.PixelsToPercent(new ImageSize(0, 5)));
    }

    [Fact]
    public void Percent_and_pixels_are_inverse_and_uneven()
    {
        ImageSize size = new(400, 300);
        Box pixels = (Box)new Box(25, 10, 50, 20).Transform(AffineTransform.PercentToPixels(size));
        pixels.ShouldBe(new Box(100, 30, 200, 60));
        ((Box)pixels.Transform(AffineTransform.PixelsToPercent(size))).ShouldBe(new Box(25, 10, 50, 20));
    }

    [Fact]
    public void Shapes_keep_their_kind_where_they_can()
    {
        AffineTransform turn = AffineTransform.Rotate(30, new Point(0, 0));
        AffineTransform stretch = AffineTransform.Scale(2, 1);
        ((RotatedBox)new Box(0, 0, 10, 4).Transform(turn)).AngleDegrees.ShouldBe(30, 1e-9);
        new Box(0, 0, 10, 4).Transform(AffineTransform.Rotate(90, new Point(0, 0))).ShouldBe(new Box(-4, 0, 4, 10));
        new RotatedBox(5, 5, 4, 2, 720).Transform(AffineTransform.Translate(1, 1)).ShouldBe(new RotatedBox(6, 6, 4, 2, 720));
        new RotatedBox(5, 5, 4, 2, 30).Transform(stretch).ShouldBeOfType<Polygon>();
        new Ellipse(5, 5, 4, 2).Transform(stretch).ShouldBe(new Ellipse(10, 5, 8, 2));
        Keypoints pose = new([new(1, 2), new(0, 0, KeypointVisibility.NotLabeled)]);
        ((Keypoints)pose.Transform(AffineTransform.Translate(10, 10))).Points[1].X.ShouldBe(0);
        Should.Throw<NotSupportedException>(() => Mask.Filled(2, 2, true).Transform(stretch));
        foreach (IPlanarShape shape in (IPlanarShape[])[new Box(1, 2, 3, 4), new RotatedBox(4, 5, 6, 3, 20), new Ellipse(3, 3, 2, 1, 10)])
            shape.Transform(turn.Then(AffineTransform.Scale(3, 3))).Area.ShouldBe(9 * shape.Area, 1e-9);
    }
}
