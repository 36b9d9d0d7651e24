using NetTopologySuite.Geometries;

namespace LabelingGen.Annotations.Tests.Geometry;

/// <summary>Outlines for tests, from nice to hostile.</summary>
internal static class RandomShapes
{
    private static readonly GeometryFactory Factory = new();

    public static Point[] Star(Random random, int vertices)
    {
        (double x, double y) = (30 + 40 * random.NextDouble(), 30 + 40 * random.NextDouble());
        Point[] ring = new Point[vertices];
        for (int i = 0; i < vertices; i++)
        {
            double radius = 10 + 25 * random.NextDouble();
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * i / vertices);
            ring[i] = new Point(x + radius * cosine, y + radius * sine);
        }

        return ring;
    }

    public static Point[] Scribble(Random random, int vertices) =>
        [.. Enumerable.Range(0, vertices).Select(_ => new Point(100 * random.NextDouble(), 100 * random.NextDouble()))];

    /// <summary>A triangle with whole coordinates that has an area.</summary>
    public static Point[] GridTriangle(Random random, int size)
    {
        while (true)
        {
            Point[] ring = [.. Enumerable.Range(0, 3).Select(_ => new Point(random.Next(size + 1), random.Next(size + 1)))];
            if (Rings.SignedArea(ring) != 0)
                return ring;
        }
    }

    /// <summary>Few distinct coordinates, repeated points, tiny differences, far away places, sides almost level.</summary>
    public static Point[] Hostile(Random random)
    {
        double scale = random.Next(4) switch { 0 => 1, 1 => 1e-9, 2 => 1e9, _ => 1e60 };
        double offset = random.Next(3) == 0 ? scale * 1e6 : 0;
        return [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => new Point(Coordinate(), Coordinate()))];

        double Coordinate() => offset + scale * (random.Next(3) switch
        {
            0 => random.Next(4),
            1 => random.Next(4) + 1e-15 * random.Next(3),
            _ => random.NextDouble() * 4,
        });
    }

    public static ValueList<Point> Square(double x, double y, double side) => new Box(x, y, side, side).Corners();

    public static NetTopologySuite.Geometries.Polygon ToOracle(ReadOnlySpan<Point> ring) => Factory.CreatePolygon(Close(ring));

    public static NetTopologySuite.Geometries.Polygon ToOracle(Polygon polygon) => Factory.CreatePolygon(
        Factory.CreateLinearRing(Close(polygon.Exterior.AsSpan())),
        [.. polygon.Holes.Select(hole => Factory.CreateLinearRing(Close(hole.AsSpan())))]);

    private static Coordinate[] Close(ReadOnlySpan<Point> ring)
    {
        Coordinate[] closed = new Coordinate[ring.Length + 1];
        for (int i = 0; i < closed.Length; i++)
            closed[i] = new Coordinate(ring[i % ring.Length].X, ring[i % ring.Length].Y);
        return closed;
    }
}
