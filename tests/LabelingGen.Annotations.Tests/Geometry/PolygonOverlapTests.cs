using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace LabelingGen.Annotations.Tests.Geometry;

/// <summary>Areas and set operations of polygons against NetTopologySuite, and where that has no answer against sampled points.</summary>
public class PolygonOverlapTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    public void Areas_of_stars_agree_with_the_oracle(int vertices)
    {
        Random random = new(vertices);
        for (int round = 0; round < 300; round++)
        {
            Point[] first = RandomShapes.Star(random, vertices);
            Point[] second = RandomShapes.Star(random, vertices);
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            NetTopologySuite.Geometries.Polygon a = RandomShapes.ToOracle(first);
            NetTopologySuite.Geometries.Polygon b = RandomShapes.ToOracle(second);
            double shared = OverlayNGRobust.Overlay(a, b, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection).Area;
            areas.First.ShouldBe(a.Area, 1e-9 * a.Area, $"round {round}");
            areas.Second.ShouldBe(b.Area, 1e-9 * b.Area, $"round {round}");
            areas.Intersection.ShouldBe(shared, 1e-9 * a.Area, $"round {round}");
        }
    }

    [Fact]
    public void Coordinates_on_a_small_grid_with_shared_sides_agree_with_the_oracle()
    {
        Random random = new(2);
        for (int round = 0; round < 2000; round++)
        {
            Point[] first = RandomShapes.GridTriangle(random, 5);
            Point[] second = RandomShapes.GridTriangle(random, 5);
            double shared = RandomShapes.ToOracle(first).Intersection(RandomShapes.ToOracle(second)).Area;
            PolygonOverlap.Measure(first, second).Intersection.ShouldBe(shared, 1e-9, $"round {round}");
        }
    }

    [Fact]
    public void A_shape_overlaps_itself_wholly()
    {
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            Point[] ring = RandomShapes.Scribble(random, random.Next(3, 30));
            OverlapAreas areas = PolygonOverlap.Measure(ring, ring);
            areas.Intersection.ShouldBe(areas.First, 1e-9 * areas.First);
            areas.IntersectionOverUnion.ShouldBe(areas.First > 0 ? 1 : 0, 1e-9);
        }
    }

    [Fact]
    public void Crossing_outlines_have_the_area_that_sampled_points_see()
    {
        Random random = new(4);
        for (int round = 0; round < 60; round++)
        {
            Point[] first = RandomShapes.Scribble(random, random.Next(3, 20));
            Point[] second = RandomShapes.Scribble(random, random.Next(3, 20));
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            int inFirst = 0;
            int inBoth = 0;
            const int steps = 200;
            for (int i = 0; i < steps * steps; i++)
            {
                Point at = new((i % steps + 0.5) * 100 / steps, (i / steps + 0.5) * 100 / steps);
                bool isInFirst = PointLocation.Contains(first, at);
                inFirst += isInFirst ? 1 : 0;
                inBoth += isInFirst && PointLocation.Contains(second, at) ? 1 : 0;
            }

            double cell = 100.0 * 100 / (steps * steps);
            areas.First.ShouldBe(inFirst * cell, 120, $"round {round}");
            areas.Intersection.ShouldBe(inBoth * cell, 120, $"round {round}");
        }
    }

    [Fact]
    public void A_hundred_thousand_hostile_pairs_give_finite_areas()
    {
        Random random = new(5);
        for (int round = 0; round < 100_000; round++)
        {
            Point[] first = RandomShapes.Hostile(random);
            Point[] second = RandomShapes.Hostile(random);
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            double scale = 1e-9 * (areas.First + areas.Second);
            areas.First.ShouldBeGreaterThanOrEqualTo(0);
            double.IsFinite(areas.First + areas.Second).ShouldBeTrue();
            areas.Intersection.ShouldBeInRange(0, Math.Min(areas.First, areas.Second) + scale, $"round {round}");
        }
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        Random random = new(6);
        Point[] small = RandomShapes.Star(random, 16);
        Point[] large = RandomShapes.Star(random, 256);
        PolygonOverlap.Measure(small, large);
        PolygonOverlap.Measure(small, small);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PolygonOverlap.Measure(small, large);
        PolygonOverlap.Measure(small, small);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(new double[] { 0, 0, 10, 10, 10, 0, 0, 10 }, 50, 2)]
    [InlineData(new double[] { 0, 0, 9, 0, 9, 9, 0, 9, 0, 0, 9, 0, 9, 9, 0, 9 }, 0, 0)]
    [InlineData(new double[] { 0, 0, 10, 0, 10, 10, 0, 10 }, 100, 1)]
    [InlineData(new double[] { 0, 0, 5, 5 }, 0, 0)]
    [InlineData(new double[] { 3, 3 }, 0, 0)]
    public void Degenerate_outlines_have_a_defined_area(double[] numbers, double area, int pieces)
    {
        Polygon polygon = new(numbers.Chunk(2).Select(pair => new Point(pair[0], pair[1])).ToValueList());
        PolygonOverlap.CoveredArea(polygon).ShouldBe(area, 1e-12);
        ValueList<Polygon> normal = PolygonClipper.Normalize([polygon]);
        normal.Count.ShouldBe(pieces);
        normal.Sum(piece => piece.Area).ShouldBe(area, 1e-12);
    }

    [Fact]
    public void Holes_and_pieces_count_as_they_should()
    {
        Polygon ring = new(RandomShapes.Square(0, 0, 10), [RandomShapes.Square(2, 2, 6)]);
        Polygon inner = new(RandomShapes.Square(2, 2, 6));
        PolygonOverlap.Measure(ring, inner).ShouldBe(new OverlapAreas(64, 36, 0));
        MultiPolygon overlapping = new([new(RandomShapes.Square(0, 0, 10)), new(RandomShapes.Square(5, 0, 10))]);
        PolygonOverlap.CoveredArea(overlapping).ShouldBe(150);
        PolygonOverlap.Measure(overlapping, new MultiPolygon([inner])).Intersection.ShouldBe(36);
        MultiPolygon many = new(Enumerable.Range(0, 100).Select(i => new Polygon(RandomShapes.Square(i * 5, 0, 10))).ToValueList());
        PolygonOverlap.CoveredArea(many).ShouldBe(5050);
    }

    [Fact]
    public void Set_operations_give_valid_polygons_of_the_right_area()
    {
        Random random = new(7);
        for (int round = 0; round < 400; round++)
        {
            bool isStar = round % 2 == 0;
            Polygon first = new(new ValueList<Point>(isStar ? RandomShapes.Star(random, 12) : RandomShapes.Scribble(random, 9)));
            Polygon second = new(new ValueList<Point>(isStar ? RandomShapes.Star(random, 12) : RandomShapes.GridTriangle(random, 100)));
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            Check(PolygonClipper.Intersect([first], [second]), areas.Intersection, round);
            Check(PolygonClipper.Union([first], [second]), areas.Union, round);
            Check(PolygonClipper.Except([first], [second]), areas.First - areas.Intersection, round);
            Check(PolygonClipper.SymmetricExcept([first], [second]), areas.Union - areas.Intersection, round);
        }

        static void Check(ValueList<Polygon> result, double area, int round)
        {
            result.Sum(polygon => polygon.Area).ShouldBe(area, 1e-6, $"round {round}");
            foreach (Polygon polygon in result)
                Math.Abs(RandomShapes.ToOracle(polygon).Area - polygon.Area).ShouldBeLessThan(1e-6);
        }
    }

    /// <summary>Between outlines that are all but the same lie slivers thinner than what rounding can tell.</summary>
    [Fact]
    public void Outlines_that_all_but_coincide_have_results_of_the_right_area()
    {
        Random random = new(3);
        for (int round = 0; round < 1000; round++)
        {
            double step = Math.ScaleB(1, -random.Next(20, 53));
            Point[] first = [.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => new Point(random.Next(20), random.Next(20)))];
            Point[] second = [.. first.Select(point =>
                new Point(point.X + (random.Next(3) - 1) * step, point.Y + (random.Next(3) - 1) * step))];
            Polygon a = new(first.ToValueList());
            Polygon b = new(second.ToValueList());
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            Size(PolygonClipper.Intersect([a], [b])).ShouldBe(areas.Intersection, 1e-9, $"round {round}");
            Size(PolygonClipper.Union([a], [b])).ShouldBe(areas.First + areas.Second - areas.Intersection, 1e-9, $"round {round}");
            Size(PolygonClipper.Except([a], [b])).ShouldBe(areas.First - areas.Intersection, 1e-9, $"round {round}");
            Size(PolygonClipper.SymmetricExcept([a], [b]))
                .ShouldBe(areas.First + areas.Second - 2 * areas.Intersection, 1e-9, $"round {round}");
        }

        static double Size(ValueList<Polygon> polygons) => polygons.Sum(static polygon => polygon.Area);
    }

    [Fact]
    public void Clipping_makes_holes_and_pieces()
    {
        Polygon outer = new(RandomShapes.Square(0, 0, 10));
        Polygon inner = new(RandomShapes.Square(2, 2, 6));
        Polygon frame = PolygonClipper.Except([outer], [inner]).Single();
        frame.Holes.Count.ShouldBe(1);
        frame.Exterior.Count.ShouldBe(4);
        frame.Area.ShouldBe(64);
        Polygon bar = new([new(4, -1), new(6, -1), new(6, 11), new(4, 11)]);
        PolygonClipper.Except([outer], [bar]).Count.ShouldBe(2);
        PolygonClipper.Union([outer], [new(RandomShapes.Square(10, 0, 10))]).Single().Exterior.Count.ShouldBe(4);
        PolygonClipper.Intersect([outer], [new(RandomShapes.Square(20, 20, 5))]).IsEmpty.ShouldBeTrue();
        PolygonClipper.Union([outer], [new(RandomShapes.Square(10, 10, 5))]).Count.ShouldBe(2);
    }
}
