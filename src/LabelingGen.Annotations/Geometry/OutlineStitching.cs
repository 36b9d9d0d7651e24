namespace LabelingGen.Annotations;

/// <summary>A side of a result, with the inside on the right hand of its way.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Edge">The input side it lies on, or <see cref="Horizontal"/>.</param>
/// <param name="Piece">The connected piece it belongs to.</param>
internal readonly record struct OutlineSegment(Point From, Point To, int Edge, int Piece)
{
    public const int Horizontal = -1;
}

/// <summary>Walks along the sides of a result and makes polygons of the ways that close.</summary>
internal static class OutlineStitching
{
    public static ValueList<Polygon> Stitch(ReadOnlySpan<OutlineSegment> segments)
    {
        Dictionary<Point, List<int>> leaving = [];
        for (int i = 0; i < segments.Length; i++)
        {
            if (!leaving.TryGetValue(segments[i].From, out List<int>? list))
                leaving.Add(segments[i].From, list = []);
            list.Add(i);
        }

        Dictionary<int, (List<ValueList<Point>> Exteriors, List<ValueList<Point>> Holes)> pieces = [];
        List<int> order = [];
        bool[] used = new bool[segments.Length];
        for (int i = 0; i < segments.Length; i++)
        {
            if (used[i])
                continue;
            ValueList<Point> ring = Walk(segments, leaving, used, i);
            double area = Rings.SignedArea(ring.AsSpan());
            if (area == 0)
                continue;
            int piece = segments[i].Piece;
            if (!pieces.TryGetValue(piece, out (List<ValueList<Point>> Exteriors, List<ValueList<Point>> Holes) rings))
            {
                pieces.Add(piece, rings = ([], []));
                order.Add(piece);
            }

            (area > 0 ? rings.Exteriors : rings.Holes).Add(ring);
        }

        List<Polygon> polygons = [];
        foreach (int piece in order)
        {
            // A piece has one outline; rounding can split off slivers, which then stand for themselves.
            (List<ValueList<Point>> exteriors, List<ValueList<Point>> holes) = pieces[piece];
            if (exteriors.Count == 0)
                continue;
            ValueList<Point> largest = exteriors.MaxBy(static ring => Rings.SignedArea(ring.AsSpan()));
            foreach (ValueList<Point> exterior in exteriors)
                polygons.Add(new Polygon(exterior, exterior == largest ? holes.ToValueList() : default));
        }

        return polygons.ToValueList();
    }

    private static ValueList<Point> Walk(ReadOnlySpan<OutlineSegment> segments, Dictionary<Point, List<int>> leaving, bool[] used,
        int start)
    {
        List<Point> ring = [];
        int at = start;
        int previousEdge = int.MinValue;
        do
        {
            used[at] = true;
            OutlineSegment segment = segments[at];

            // Parts of one straight side are one side; horizontal ones only as long as they go the same way.
            if (segment.Edge != previousEdge || !IsStraight(ring[^1], segment.From, segment.To))
                ring.Add(segment.From);
            previousEdge = segment.Edge;
            // Where rounding moved the next side away from the end of this one, the way is closed there.
            at = leaving.TryGetValue(segment.To, out List<int>? candidates) ? Next(segments, candidates, used, segment, start) : -1;
        }
        while (at != start && at >= 0);

        if (ring.Count > 2 && previousEdge == segments[start].Edge && IsStraight(ring[^1], ring[0], ring[1]))
            ring.RemoveAt(0);
        return ring.ToValueList();
    }

    private static bool IsStraight(Point a, Point b, Point c) => (b.X - a.X) * (c.X - b.X) + (b.Y - a.Y) * (c.Y - b.Y) > 0;

    /// <summary>The next side: where several leave, the one farthest to the right, so that outlines that touch stay apart.</summary>
    private static int Next(ReadOnlySpan<OutlineSegment> segments, List<int> candidates, bool[] used, OutlineSegment current, int start)
    {
        int best = -1;
        double bestTurn = double.NegativeInfinity;
        double heading = Math.Atan2(current.To.Y - current.From.Y, current.To.X - current.From.X);
        foreach (int i in candidates)
        {
            if (used[i] && i != start)
                continue;
            OutlineSegment candidate = segments[i];
            double turn =
                Math.IEEERemainder(Math.Atan2(candidate.To.Y - candidate.From.Y, candidate.To.X - candidate.From.X) - heading, 2 * Math.PI);

            // Straight back is the last resort, whichever sign rounding gives it.
            if (Math.PI - Math.Abs(turn) < 1e-12)
                turn = -Math.PI;
            if (turn > bestTurn)
                (best, bestTurn) = (i, turn);
        }

        return best;
    }
}
