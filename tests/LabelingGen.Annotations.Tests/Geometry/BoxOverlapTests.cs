namespace LabelingGen.Annotations.Tests.Geometry;

public class BoxOverlapTests
{
    [Fact]
    public void Boxes_share_what_they_share()
    {
        BoxOverlap.Intersect(new Box(0, 0, 10, 10), new Box(5, 6, 10, 10)).ShouldBe(new Box(5, 6, 5, 4));
        BoxOverlap.Intersect(new Box(0, 0, 10, 10), new Box(10, 0, 10, 10)).ShouldBeNull();
        BoxOverlap.IntersectionOverUnion(new Box(0, 0, 10, 10), new Box(0, 0, 10, 5)).ShouldBe(0.5);
        BoxOverlap.IntersectionOverUnion(new Box(3, 3, 0, 0), new Box(3, 3, 0, 0)).ShouldBe(0);
    }

    [Fact]
    public void A_crowd_is_compared_by_the_area_of_the_detection_alone() =>
        BoxOverlap.IntersectionOverFirst(new Box(95, 0, 10, 10), new Box(0, 0, 100, 100)).ShouldBe(0.5);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 1)]
    [InlineData(13, 37)]
    [InlineData(64, 129)]
    public void Many_at_once_are_bit_for_bit_the_single_ones(int rows, int columns)
    {
        Random random = new(rows + columns);
        Box[] first = RandomBoxes(random, rows);
        Box[] second = RandomBoxes(random, columns);
        double[] result = new double[rows * columns];
        BoxOverlap.IntersectionOverUnion(first, second, result);
        for (int i = 0; i < result.Length; i++)
            result[i].ShouldBe(BoxOverlap.IntersectionOverUnion(first[i / columns], second[i % columns]));
        Should.Throw<ArgumentException>(() => BoxOverlap.IntersectionOverUnion(first, second, new double[result.Length + 1]));
    }

    [Fact]
    public void Rotated_boxes_agree_with_polygons_and_the_oracle()
    {
        Random random = new(9);
        for (int round = 0; round < 3000; round++)
        {
            RotatedBox first = RandomRotated(random);
            RotatedBox second = RandomRotated(random);
            double expected = RandomShapes.ToOracle(Polygon.FromBox(first))
                .Intersection(RandomShapes.ToOracle(Polygon.FromBox(second))).Area;
            RotatedBoxOverlap.IntersectionArea(first, second).ShouldBe(expected, 1e-8, $"round {round}");
            PolygonOverlap.Measure(Polygon.FromBox(first), Polygon.FromBox(second)).Intersection.ShouldBe(expected, 1e-8, $"round {round}");
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(-90)]
    [InlineData(270)]
    [InlineData(90 + 1e-6)]
    public void A_quarter_turn_exchanges_width_and_height(double angle)
    {
        RotatedBox turned = new(50, 40, 20, 10, angle);
        RotatedBox upright = new(50, 40, 10, 20, 0);
        RotatedBoxOverlap.IntersectionOverUnion(turned, upright).ShouldBe(1, 1e-6);
        RotatedBoxOverlap.IntersectionOverUnion(turned, turned).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_sign_of_the_angle_matters()
    {
        RotatedBox clockwise = new(0, 0, 10, 2, 30);
        Polygon same = new([.. clockwise.Corners()]);
        PolygonOverlap.Measure(same, Polygon.FromBox(new RotatedBox(0, 0, 10, 2, 30))).IntersectionOverUnion.ShouldBe(1, 1e-12);
        RotatedBoxOverlap.IntersectionOverUnion(clockwise, new RotatedBox(0, 0, 10, 2, -30)).ShouldBeLessThan(0.4);
        clockwise.Corners()[1].Y.ShouldBeGreaterThan(clockwise.Corners()[0].Y);
    }

    [Fact]
    public void Rotated_boxes_without_area_share_nothing()
    {
        RotatedBox line = new(0, 0, 10, 0, 45);
        RotatedBoxOverlap.IntersectionOverUnion(line, line).ShouldBe(0);
        RotatedBoxOverlap.IntersectionOverUnion(line, new RotatedBox(0, 0, 10, 10, 0)).ShouldBe(0);
    }

    [Fact]
    public void Many_rotated_boxes_are_the_single_ones_and_allocate_nothing()
    {
        Random random = new(10);
        RotatedBox[] boxes = [.. Enumerable.Range(0, 40).Select(_ => RandomRotated(random))];
        double[] result = new double[1600];
        RotatedBoxOverlap.IntersectionOverUnion(boxes, boxes, result);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RotatedBoxOverlap.IntersectionOverUnion(boxes, boxes, result);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        for (int i = 0; i < result.Length; i++)
            result[i].ShouldBe(RotatedBoxOverlap.IntersectionOverUnion(boxes[i / 40], boxes[i % 40]));
    }

    [Fact]
    public void Many_boxes_allocate_nothing()
    {
        Random random = new(11);
        Box[] boxes = RandomBoxes(random, 300);
        double[] result = new double[boxes.Length * boxes.Length];
        BoxOverlap.IntersectionOverUnion(boxes, boxes, result);
        long before = GC.GetAllocatedBytesForCurrentThread();
        BoxOverlap.IntersectionOverUnion(boxes, boxes, result);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    internal static Box[] RandomBoxes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => new Box(
        random.Next(100), random.NextDouble() * 100, random.Next(4) == 0 ? 0 : random.NextDouble() * 60, random.Next(50)))];

    private static RotatedBox RandomRotated(Random random) => new(
        random.NextDouble() * 40, random.NextDouble() * 40, 1 + random.NextDouble() * 40, 1 + random.NextDouble() * 40,
        random.Next(4) == 0 ? random.Next(8) * 45 : random.NextDouble() * 720 - 360);
}
