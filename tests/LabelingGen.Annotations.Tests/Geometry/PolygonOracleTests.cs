using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Operation.Union;
using Figure = NetTopologySuite.Geometries.Geometry;

namespace LabelingGen.Annotations.Tests.Geometry;

/// <summary>
/// Set operations against NetTopologySuite: polygons with holes as they stand, crossing outlines by the faces of their lines.
/// </summary>
public class PolygonOracleTests
{
    [Fact]
    public void Polygons_with_holes_cover_what_the_oracle_covers()
    {
        Random random = new(21);
        for (int round = 0; round < 500; round++)
        {
            Polygon first = Ring(random);
            Polygon second = Ring(random);
            Figure a = RandomShapes.ToOracle(first);
            Figure b = RandomShapes.ToOracle(second);
            Compare(PolygonClipper.Intersect([first], [second]), Oracle(SpatialFunction.Intersection), round);
            Compare(PolygonClipper.Union([first], [second]), Oracle(SpatialFunction.Union), round);
            Compare(PolygonClipper.Except([first], [second]), Oracle(SpatialFunction.Difference), round);
            Compare(PolygonClipper.SymmetricExcept([first], [second]), Oracle(SpatialFunction.SymDifference), round);
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            areas.First.ShouldBe(a.Area, 1e-9 * a.Area);
            areas.Intersection.ShouldBe(Oracle(SpatialFunction.Intersection).Area, 1e-8, $"round {round}");

            Figure Oracle(SpatialFunction operation) => OverlayNGRobust.Overlay(a, b, operation);
        }
    }

    /// <summary>On a grid sides coincide, touch and cross in vertices; scribbles cross themselves.</summary>
    [Theory]
    [InlineData(4, 300)]
    [InlineData(10, 300)]
    [InlineData(1000, 200)]
    public void Outlines_that_cross_and_coincide_cover_the_faces_of_their_lines(int grid, int rounds)
    {
        Random random = new(grid);
        for (int round = 0; round < rounds; round++)
        {
            Point[] first = Scribble(random, grid);
            Point[] second = round % 5 == 0 ? [.. first.Skip(1), first[0]] : Scribble(random, grid);
            (double inFirst, double inSecond, double inBoth) = Faces(first, second);
            OverlapAreas areas = PolygonOverlap.Measure(first, second);
            double tolerance = 1e-9 * grid * grid;
            areas.First.ShouldBe(inFirst, tolerance, $"round {round}");
            areas.Second.ShouldBe(inSecond, tolerance, $"round {round}");
            areas.Intersection.ShouldBe(inBoth, tolerance, $"round {round}");
            Polygon a = new(new ValueList<Point>(first));
            Polygon b = new(new ValueList<Point>(second));
            Size(PolygonClipper.Intersect([a], [b])).ShouldBe(inBoth, tolerance, $"round {round}");
            Size(PolygonClipper.Union([a], [b])).ShouldBe(inFirst + inSecond - inBoth, tolerance, $"round {round}");
            Size(PolygonClipper.Except([a], [b])).ShouldBe(inFirst - inBoth, tolerance, $"round {round}");
        }
    }

    private static void Compare(ValueList<Polygon> ours, Figure expected, int round)
    {
        Figure covered = UnaryUnionOp.Union(ours.Select(Figure (piece) => RandomShapes.ToOracle(piece)).ToList())
            ?? expected.Factory.CreatePolygon();
        Size(ours).ShouldBe(expected.Area, 1e-8, $"round {round}");
        OverlayNGRobust.Overlay(covered, expected, SpatialFunction.SymDifference).Area.ShouldBeLessThan(1e-7, $"round {round}");
    }

    private static double Size(ValueList<Polygon> polygons) => polygons.Sum(static polygon => polygon.Area);

    /// <summary>Areas by the even-odd rule: the lines are noded, and each face between them is in or out as a whole.</summary>
    private static (double First, double Second, double Both) Faces(Point[] first, Point[] second)
    {
        GeometryFactory factory = new();
        Figure lines = UnaryUnionOp.Union(new Figure[] { Line(factory, first), Line(factory, second) });
        Polygonizer polygonizer = new();
        polygonizer.Add(lines);
        double inFirst = 0;
        double inSecond = 0;
        double inBoth = 0;
        foreach (Figure face in polygonizer.GetPolygons())
        {
            Coordinate inside = face.InteriorPoint.Coordinate;
            bool isInFirst = IsInside(first, inside);
            bool isInSecond = IsInside(second, inside);
            inFirst += isInFirst ? face.Area : 0;
            inSecond += isInSecond ? face.Area : 0;
            inBoth += isInFirst && isInSecond ? face.Area : 0;
        }

        return (inFirst, inSecond, inBoth);
    }

    private static Figure Line(GeometryFactory factory, Point[] ring) =>
        factory.CreateLineString([.. ring.Append(ring[0]).Select(static point => new Coordinate(point.X, point.Y))]);

    private static bool IsInside(Point[] ring, Coordinate at)
    {
        bool inside = false;
        for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
        {
            if (ring[i].Y > at.Y != ring[j].Y > at.Y
                && at.X < ring[i].X + (at.Y - ring[i].Y) / (ring[j].Y - ring[i].Y) * (ring[j].X - ring[i].X))
                inside = !inside;
        }

        return inside;
    }

    private static Point[] Scribble(Random random, int grid) =>
        [.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => new Point(random.Next(grid + 1), random.Next(grid + 1)))];

    /// <summary>A star with one or two holes in its middle; now and then none.</summary>
    private static Polygon Ring(Random random)
    {
        Point[] star = RandomShapes.Star(random, random.Next(3, 40));
        double x = star.Average(static point => point.X);
        double y = star.Average(static point => point.Y);
        Box bounds = Box.Around(star);
        double side = Math.Min(bounds.Width, bounds.Height) / 16;
        Polygon solid = new(new ValueList<Point>(star));
        ValueList<Point>[] holes = [.. new[] { x - 2 * side, x + side }.Select(left => RandomShapes.Square(left, y, side))];
        return new Polygon(solid.Exterior, holes.Take(random.Next(3)).Where(hole => IsHole(solid, hole)).ToValueList());
    }

    private static bool IsHole(Polygon solid, ValueList<Point> hole) =>
        RandomShapes.ToOracle(solid).Contains(RandomShapes.ToOracle(new Polygon(hole)));
}
