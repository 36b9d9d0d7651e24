using LabelingGen.Annotations;
using NetTopologySuite.Geometries;
using Point = LabelingGen.Annotations.Point;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>Intersection over union of star-shaped outlines: against NetTopologySuite.</summary>
internal static class PolygonRatios
{
    private const int Pairs = 20;
    private const int Rounds = 40;

    private static readonly GeometryFactory Factory = new();

    public static IEnumerable<Ratio> Measure()
    {
        foreach (int vertices in new[] { 4, 16, 64 })
        {
            Random random = new(vertices);
            (Point[] First, Point[] Second)[] pairs =
                [.. Enumerable.Range(0, Pairs).Select(_ => (Star(random, vertices), Star(random, vertices)))];
            (NetTopologySuite.Geometries.Polygon First, NetTopologySuite.Geometries.Polygon Second)[] peers =
                [.. pairs.Select(pair => (ToPeer(pair.First), ToPeer(pair.Second)))];
            double sum = 0;
            (Measurement ours, Measurement peer) = Measurement.Compare(
                () =>
                {
                    foreach ((Point[] first, Point[] second) in pairs)
                        sum += PolygonOverlap.Measure(first, second).IntersectionOverUnion;
                },
                () =>
                {
                    foreach ((NetTopologySuite.Geometries.Polygon first, NetTopologySuite.Geometries.Polygon second) in peers)
                    {
                        double shared = first.Intersection(second).Area;
                        sum += shared / (first.Area + second.Area - shared);
                    }
                },
                Rounds);
            GC.KeepAlive(sum);
            yield return new Ratio($"polygon-iou-{vertices}-vertices-us", ours.Milliseconds * 1000 / Pairs,
                peer.Milliseconds * 1000 / Pairs);
            yield return new Ratio($"polygon-iou-{vertices}-vertices-bytes", ours.Bytes / Pairs, peer.Bytes / Pairs);
        }
    }

    private static Point[] Star(Random random, int vertices)
    {
        (double x, double y) = (30 + (40 * random.NextDouble()), 30 + (40 * random.NextDouble()));
        return [.. Enumerable.Range(0, vertices).Select(i =>
        {
            double radius = 10 + (25 * random.NextDouble());
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * i / vertices);
            return new Point(x + (radius * cosine), y + (radius * sine));
        })];
    }

    private static NetTopologySuite.Geometries.Polygon ToPeer(Point[] ring) =>
        Factory.CreatePolygon([.. ring.Append(ring[0]).Select(point => new Coordinate(point.X, point.Y))]);
}
