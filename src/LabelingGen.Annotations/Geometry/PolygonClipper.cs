namespace LabelingGen.Annotations;

/// <summary>
/// Set operations on polygons that give polygons. What is inside is decided by the even-odd rule over a polygon's rings and by union over
/// the pieces of a multipolygon, so every input has a result, also outlines that cross, touch or repeat themselves. The results do not
/// overlap; outlines run clockwise on the screen, holes the other way, and neither crosses itself.
/// </summary>
public static class PolygonClipper
{
    /// <summary>What both shapes cover; empty if they share no area.</summary>
    public static ValueList<Polygon> Intersect(ValueList<Polygon> first, ValueList<Polygon> second) =>
        Combine(first, second, SetOperation.And);

    /// <summary>What one of the shapes covers, or both.</summary>
    public static ValueList<Polygon> Union(ValueList<Polygon> first, ValueList<Polygon> second) => Combine(first, second, SetOperation.Or);

    /// <summary>What the first shape covers and the second does not.</summary>
    public static ValueList<Polygon> Except(ValueList<Polygon> first, ValueList<Polygon> second) =>
        Combine(first, second, SetOperation.Except);

    /// <summary>What exactly one of the shapes covers.</summary>
    public static ValueList<Polygon> SymmetricExcept(ValueList<Polygon> first, ValueList<Polygon> second) =>
        Combine(first, second, SetOperation.Xor);

    /// <summary>
    /// The same area as polygons that do not overlap or cross themselves: a bow tie becomes two triangles, an outline drawn twice nothing.
    /// </summary>
    public static ValueList<Polygon> Normalize(ValueList<Polygon> polygons) => Combine(polygons, default, SetOperation.Or);

    private static ValueList<Polygon> Combine(ValueList<Polygon> first, ValueList<Polygon> second, SetOperation operation)
    {
        int most = 0;
        foreach (Polygon polygon in first)
            most = checked(most + SweepEdge.Count(polygon));
        foreach (Polygon polygon in second)
            most = checked(most + SweepEdge.Count(polygon));
        SweepEdge[] edges = new SweepEdge[most];
        int count = 0;
        double extent = 0;
        for (int i = 0; i < first.Count; i++)
            Add(first[i], i);
        for (int i = 0; i < second.Count; i++)
            Add(second[i], -1 - i);
        int pieces = first.Count + second.Count;
        OutlineSink sink = new(new PieceParity(first.Count, pieces, pieces > 64 ? new bool[pieces] : null), operation, []);
        sink = new PolygonSweep<OutlineSink>(edges.AsSpan(0, count), new int[count], new int[count], new double[count]).Run(sink);
        return OutlineBuilder.Build(sink.Trapezoids, extent * 1e-13);

        void Add(Polygon polygon, int piece)
        {
            count = SweepEdge.AddPolygon(polygon, piece, edges, count);
            Box bounds = polygon.Bounds;
            extent = Math.Max(extent, Math.Max(Math.Max(-bounds.Left, bounds.Right), Math.Max(-bounds.Top, bounds.Bottom)));
        }
    }
}
