using System.Buffers;

namespace LabelingGen.Annotations;

/// <summary>
/// Areas that polygons share. What is inside a polygon is decided by the even-odd rule over its rings, so outlines that cross, touch or
/// repeat themselves have a defined area; the pieces of a multipolygon are united. Scratch memory is pooled: nothing is allocated in the
/// long run.
/// </summary>
public static class PolygonOverlap
{
    private const int OnStack = 64;

    /// <summary>The areas of two outlines and of what they share.</summary>
    /// <param name="first">The vertices of an outline, in pixels; closed by itself.</param>
    /// <param name="second">The vertices of an outline, in pixels; closed by itself.</param>
    public static OverlapAreas Measure(ReadOnlySpan<Point> first, ReadOnlySpan<Point> second)
    {
        int most = first.Length + second.Length;
        SweepEdge[]? rented = most > OnStack ? ArrayPool<SweepEdge>.Shared.Rent(most) : null;
        Span<SweepEdge> edges = rented ?? stackalloc SweepEdge[OnStack];
        int count = first.IsEmpty ? 0 : SweepEdge.AddRing(first, 0, edges, 0);
        count = second.IsEmpty ? count : SweepEdge.AddRing(second, -1, edges, count);
        OverlapAreas areas = Run(edges[..count], default(PairAreaSink)).Areas;
        if (rented is not null)
            ArrayPool<SweepEdge>.Shared.Return(rented);
        return areas;
    }

    /// <summary>The areas of two polygons with holes and of what they share.</summary>
    public static OverlapAreas Measure(Polygon first, Polygon second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Measure(new ReadOnlySpan<Polygon>(in first), new ReadOnlySpan<Polygon>(in second));
    }

    /// <summary>The areas of two shapes of several polygons, each united, and of what they share.</summary>
    public static OverlapAreas Measure(MultiPolygon first, MultiPolygon second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Measure(first.Polygons.AsSpan(), second.Polygons.AsSpan());
    }

    /// <summary>
    /// The area that a polygon covers by the even-odd rule, in square pixels: unlike <see cref="Polygon.Area"/> also right for rings that
    /// cross themselves or each other.
    /// </summary>
    public static double CoveredArea(Polygon polygon)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        return Measure(new ReadOnlySpan<Polygon>(in polygon), []).First;
    }

    /// <summary>The area that at least one of the pieces covers, in square pixels.</summary>
    public static double CoveredArea(MultiPolygon polygons)
    {
        ArgumentNullException.ThrowIfNull(polygons);
        return Measure(polygons.Polygons.AsSpan(), []).First;
    }

    internal static OverlapAreas Measure(ReadOnlySpan<Polygon> first, ReadOnlySpan<Polygon> second)
    {
        int most = 0;
        foreach (Polygon polygon in first)
            most = checked(most + SweepEdge.Count(polygon));
        foreach (Polygon polygon in second)
            most = checked(most + SweepEdge.Count(polygon));
        SweepEdge[]? rented = most > OnStack ? ArrayPool<SweepEdge>.Shared.Rent(most) : null;
        Span<SweepEdge> edges = rented ?? stackalloc SweepEdge[OnStack];
        int count = 0;
        for (int i = 0; i < first.Length; i++)
            count = SweepEdge.AddPolygon(first[i], i, edges, count);
        for (int i = 0; i < second.Length; i++)
            count = SweepEdge.AddPolygon(second[i], -1 - i, edges, count);
        OverlapAreas areas = first.Length <= 1 && second.Length <= 1
            ? Run(edges[..count], default(PairAreaSink)).Areas : Run(edges[..count], first.Length, first.Length + second.Length);
        if (rented is not null)
            ArrayPool<SweepEdge>.Shared.Return(rented);
        return areas;
    }

    private static OverlapAreas Run(Span<SweepEdge> edges, int firstPieces, int pieces)
    {
        bool[]? longList = pieces > 64 ? ArrayPool<bool>.Shared.Rent(pieces) : null;
        longList?.AsSpan(0, pieces).Clear();
        OverlapAreas areas = Run(edges, new AreaSink(new PieceParity(firstPieces, pieces, longList))).Areas;
        if (longList is not null)
            ArrayPool<bool>.Shared.Return(longList);
        return areas;
    }

    private static TSink Run<TSink>(Span<SweepEdge> edges, TSink sink)
        where TSink : struct, IStripSink
    {
        if (edges.Length <= OnStack)
        {
            return new PolygonSweep<TSink>(edges, stackalloc int[OnStack], stackalloc int[OnStack], stackalloc double[OnStack])
                .Run(sink);
        }

        int[] numbers = ArrayPool<int>.Shared.Rent(2 * edges.Length);
        double[] tops = ArrayPool<double>.Shared.Rent(edges.Length);
        sink = new PolygonSweep<TSink>(edges, numbers, numbers.AsSpan(edges.Length), tops).Run(sink);
        ArrayPool<int>.Shared.Return(numbers);
        ArrayPool<double>.Shared.Return(tops);
        return sink;
    }
}
