using System.Runtime.InteropServices;

namespace LabelingGen.Annotations;

/// <summary>
/// Joins trapezoids, strip by strip, to the outlines around them. Where these cannot be told apart, the trapezoids are the result.
/// </summary>
internal sealed class OutlineBuilder
{
    private const double AreaTolerance = 1e-9;

    private readonly Trapezoid[] _trapezoids;
    private readonly int[] _parents;
    private readonly List<OutlineSegment> _segments = [];

    private OutlineBuilder(List<Trapezoid> trapezoids)
    {
        _trapezoids = [.. trapezoids];
        _parents = [.. Enumerable.Range(0, _trapezoids.Length)];
    }

    /// <param name="trapezoids">From top to bottom, and in a strip from left to right, without overlap.</param>
    /// <param name="tolerance">Places on one height that are nearer than this are one.</param>
    public static ValueList<Polygon> Build(List<Trapezoid> trapezoids, double tolerance)
    {
        if (trapezoids.Count == 0)
            return default;
        OutlineBuilder builder = new(trapezoids);
        int above = 0;
        for (int start = 0; start < builder._trapezoids.Length;)
        {
            int end = builder.EndOfStrip(start);
            bool touches = start > 0 && builder._trapezoids[start - 1].Bottom == builder._trapezoids[start].Top;
            if (!touches && start > 0)
                builder.JoinAtHeight(above, start, start, start, tolerance);
            builder.JoinAtHeight(touches ? above : start, start, start, end, tolerance);
            (above, start) = (start, end);
        }

        builder.JoinAtHeight(above, builder._trapezoids.Length, builder._trapezoids.Length, builder._trapezoids.Length, tolerance);
        builder.AddSides();
        ValueList<Polygon> polygons = OutlineStitching.Stitch(CollectionsMarshal.AsSpan(builder._segments));
        return IsComplete(polygons, trapezoids, tolerance) ? polygons : trapezoids.Select(static piece => piece.ToPolygon()).ToValueList();
    }

    /// <summary>
    /// Whether outlines have the area that the trapezoids have: around those that lie nearer to each other than rounding can tell, the way
    /// may lead from one into another, and holes end up with the wrong outline or none.
    /// </summary>
    private static bool IsComplete(ValueList<Polygon> polygons, List<Trapezoid> trapezoids, double tolerance)
    {
        double area = 0;
        double height = 0;
        foreach (Trapezoid piece in trapezoids)
            (area, height) = (area + piece.Area, height + (piece.Bottom - piece.Top));
        return Math.Abs(polygons.Sum(static polygon => polygon.Area) - area) <= AreaTolerance * area + 4 * tolerance * height;
    }

    private int EndOfStrip(int start)
    {
        int end = start + 1;
        while (end < _trapezoids.Length && _trapezoids[end].Top == _trapezoids[start].Top)
            end++;
        return end;
    }

    /// <summary>
    /// Looks at one height, between the trapezoids that end there and those that begin there: makes places that differ by rounding one,
    /// and adds the horizontal sides, which are where one of the two is and the other is not.
    /// </summary>
    private void JoinAtHeight(int aboveStart, int aboveEnd, int belowStart, int belowEnd, double tolerance)
    {
        List<double> places = [];
        for (int i = aboveStart; i < aboveEnd; i++)
            places.AddRange([_trapezoids[i].BottomLeft, _trapezoids[i].BottomRight]);
        for (int i = belowStart; i < belowEnd; i++)
            places.AddRange([_trapezoids[i].TopLeft, _trapezoids[i].TopRight]);
        places.Sort();
        int kept = 0;
        for (int i = 0; i < places.Count; i++)
        {
            if (kept == 0 || places[i] - places[kept - 1] > tolerance)
                places[kept++] = places[i];
        }

        places.RemoveRange(kept, places.Count - kept);
        for (int i = aboveStart; i < aboveEnd; i++)
            (_trapezoids[i].BottomLeft, _trapezoids[i].BottomRight) =
                (Snap(places, _trapezoids[i].BottomLeft), Snap(places, _trapezoids[i].BottomRight));
        for (int i = belowStart; i < belowEnd; i++)
            (_trapezoids[i].TopLeft, _trapezoids[i].TopRight) =
                (Snap(places, _trapezoids[i].TopLeft), Snap(places, _trapezoids[i].TopRight));

        double y = aboveEnd > aboveStart ? _trapezoids[aboveStart].Bottom : _trapezoids[belowStart].Top;
        int above = aboveStart;
        int below = belowStart;
        for (int i = 1; i < places.Count; i++)
        {
            while (above < aboveEnd && _trapezoids[above].BottomRight <= places[i - 1])
                above++;
            while (below < belowEnd && _trapezoids[below].TopRight <= places[i - 1])
                below++;
            bool hasAbove = above < aboveEnd && _trapezoids[above].BottomLeft <= places[i - 1];
            bool hasBelow = below < belowEnd && _trapezoids[below].TopLeft <= places[i - 1];
            Point left = new(places[i - 1], y);
            Point right = new(places[i], y);
            if (hasAbove && hasBelow)
                Unite(above, below);
            else if (hasBelow)
                _segments.Add(new OutlineSegment(left, right, OutlineSegment.Horizontal, below));
            else if (hasAbove)
                _segments.Add(new OutlineSegment(right, left, OutlineSegment.Horizontal, above));
        }
    }

    private void AddSides()
    {
        for (int i = 0; i < _trapezoids.Length; i++)
        {
            ref Trapezoid piece = ref _trapezoids[i];
            _segments.Add(new(new(piece.BottomLeft, piece.Bottom), new(piece.TopLeft, piece.Top), piece.LeftEdge, i));
            _segments.Add(new(new(piece.TopRight, piece.Top), new(piece.BottomRight, piece.Bottom), piece.RightEdge, i));
        }

        foreach (ref OutlineSegment segment in CollectionsMarshal.AsSpan(_segments))
            segment = segment with { Piece = Find(segment.Piece) };
    }

    private static double Snap(List<double> places, double value)
    {
        int at = places.BinarySearch(value);
        return at >= 0 ? places[at] : places[Math.Max(0, ~at - 1)];
    }

    private int Find(int piece)
    {
        while (_parents[piece] != piece)
            piece = _parents[piece] = _parents[_parents[piece]];
        return piece;
    }

    private void Unite(int first, int second) => _parents[Find(second)] = Find(first);
}
