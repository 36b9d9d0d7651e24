namespace LabelingGen.Annotations;

/// <summary>A side of an outline, from its upper to its lower end.</summary>
internal struct SweepEdge
{
    public double Top;
    public double Bottom;
    public double TopX;
    public double BottomX;
    public double Slope;

    /// <summary>The piece it belongs to: 0, 1, … for those of the first shape, -1, -2, … for those of the second.</summary>
    public int Piece;

    /// <summary>Its place among all sides.</summary>
    public int Index;

    /// <summary>Where it is at the upper and lower border of the strip at hand.</summary>
    public double UpperX;
    public double LowerX;

    /// <summary>Where the side is at a height between its ends.</summary>
    public readonly double At(double y) => y >= Bottom ? BottomX : TopX + (y - Top) * Slope;

    /// <summary>Appends the sides of a ring that are not horizontal; returns how many there are then.</summary>
    public static int AddRing(ReadOnlySpan<Point> ring, int piece, Span<SweepEdge> edges, int count)
    {
        Point from = ring[^1];
        foreach (Point to in ring)
        {
            (Point upper, Point lower) = from.Y <= to.Y ? (from, to) : (to, from);
            double slope = (lower.X - upper.X) / (lower.Y - upper.Y);
            if (lower.Y > upper.Y && double.IsFinite(slope))
            {
                ref SweepEdge edge = ref edges[count];
                edge.Index = count++;
                edge.Top = upper.Y;
                edge.Bottom = lower.Y;
                edge.TopX = upper.X;
                edge.BottomX = lower.X;
                edge.Slope = slope;
                edge.Piece = piece;
            }

            from = to;
        }

        return count;
    }

    /// <summary>Appends the sides of all rings of a polygon.</summary>
    public static int AddPolygon(Polygon polygon, int piece, Span<SweepEdge> edges, int count)
    {
        count = AddRing(polygon.Exterior.AsSpan(), piece, edges, count);
        foreach (ValueList<Point> hole in polygon.Holes)
            count = AddRing(hole.AsSpan(), piece, edges, count);
        return count;
    }

    /// <summary>How many sides a polygon has at most.</summary>
    public static int Count(Polygon polygon)
    {
        int count = polygon.Exterior.Count;
        foreach (ValueList<Point> hole in polygon.Holes)
            count += hole.Count;
        return count;
    }
}
