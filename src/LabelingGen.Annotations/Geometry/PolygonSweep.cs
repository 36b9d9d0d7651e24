namespace LabelingGen.Annotations;

/// <summary>
/// Walks over the sides of two shapes from top to bottom in strips without a vertex in them, and where sides cross within a strip, in
/// strips without a crossing. In such a strip the sides have an order and everything between two of them is a trapezoid, so that areas
/// are sums; nothing has to be decided about points that touch, sides that coincide or outlines that cross themselves.
/// </summary>
/// <typeparam name="TSink">What is done with the strips.</typeparam>
internal ref struct PolygonSweep<TSink>
    where TSink : struct, IStripSink
{
    private readonly Span<SweepEdge> _edges;
    private readonly Span<int> _order;
    private readonly Span<double> _tops;
    private readonly Span<int> _active;
    private TSink _sink;
    private int _activeCount;

    /// <param name="edges">The sides.</param>
    /// <param name="places">Scratch, twice as long as the sides.</param>
    /// <param name="tops">Scratch, as long as the sides.</param>
    public PolygonSweep(Span<SweepEdge> edges, Span<int> places, Span<double> tops)
    {
        _edges = edges;
        _order = places[..edges.Length];
        _active = places.Slice(edges.Length, edges.Length);
        _tops = tops[..edges.Length];
    }

    /// <summary>Hands all strips to a sink, from top to bottom, and returns it.</summary>
    public TSink Run(TSink sink)
    {
        _sink = sink;
        for (int i = 0; i < _edges.Length; i++)
            (_tops[i], _order[i]) = (_edges[i].Top, i);
        _tops.Sort(_order);
        int next = 0;
        double upper = double.NegativeInfinity;
        while (next < _edges.Length || _activeCount > 0)
        {
            if (_activeCount == 0)
                upper = _tops[next];
            for (; next < _edges.Length && _tops[next] <= upper; next++)
            {
                ref SweepEdge edge = ref _edges[_order[next]];
                edge.LowerX = edge.TopX;
                _active[_activeCount++] = _order[next];
            }

            // The strip ends where the next side begins or the first of those in it ends.
            double lower = next < _edges.Length ? _tops[next] : double.PositiveInfinity;
            foreach (int i in _active[.._activeCount])
                lower = Math.Min(lower, _edges[i].Bottom);
            Strip(upper, lower);
            Leave(lower);
            upper = lower;
        }

        return _sink;
    }

    private void Leave(double y)
    {
        int kept = 0;
        for (int i = 0; i < _activeCount; i++)
        {
            if (_edges[_active[i]].Bottom > y)
                _active[kept++] = _active[i];
        }

        _activeCount = kept;
    }

    private void Strip(double upper, double lower)
    {
        Span<int> active = _active[.._activeCount];
        foreach (int i in active)
        {
            ref SweepEdge edge = ref _edges[i];
            edge.UpperX = edge.LowerX;
            edge.LowerX = edge.At(lower);
        }

        // Mostly in order already: insertion by the upper end, then by the lower one for sides that start at one point.
        for (int i = 1; i < active.Length; i++)
        {
            int edge = active[i];
            int at = i;
            while (at > 0 && IsBefore(_edges[edge], _edges[active[at - 1]]))
            {
                active[at] = active[at - 1];
                at--;
            }

            active[at] = edge;
        }

        double crossing = FirstCrossing(active);
        if (crossing >= 1)
            _sink.Take(_edges, active, new SweepStrip(upper, lower, 0, 1));
        else
            SplitStrip(active, upper, lower, crossing);
    }

    private static bool IsBefore(in SweepEdge a, in SweepEdge b) => a.UpperX < b.UpperX || a.UpperX == b.UpperX && a.LowerX < b.LowerX;

    /// <summary>The part of the strip's height above the first crossing of two neighbours; 1 if none cross.</summary>
    private readonly double FirstCrossing(ReadOnlySpan<int> active)
    {
        double first = 1;
        for (int i = 1; i < active.Length; i++)
        {
            ref SweepEdge left = ref _edges[active[i - 1]];
            ref SweepEdge right = ref _edges[active[i]];
            double over = left.LowerX - right.LowerX;
            if (over > 0)
            {
                double apart = right.UpperX - left.UpperX;
                first = Math.Min(first, apart / (apart + over));
            }
        }

        return first;
    }

    /// <summary>
    /// Goes through a strip from crossing to crossing. Neighbours that cross change places there; each pair crosses once, so the number
    /// of steps is bounded by the number of pairs.
    /// </summary>
    private void SplitStrip(Span<int> active, double upper, double lower, double crossing)
    {
        double from = 0;
        while (true)
        {
            if (crossing > from)
                _sink.Take(_edges, active, new SweepStrip(upper, lower, from, crossing));
            if (crossing >= 1)
                return;
            from = crossing;
            SwapCrossed(active, from);
            crossing = 1;
            for (int i = 1; i < active.Length; i++)
            {
                ref SweepEdge left = ref _edges[active[i - 1]];
                ref SweepEdge right = ref _edges[active[i]];
                double over = left.LowerX - right.LowerX;
                if (over > 0)
                {
                    double apart = right.UpperX - left.UpperX;
                    crossing = Math.Min(crossing, Math.Max(from, apart / (apart + over)));
                }
            }
        }
    }

    /// <summary>Exchanges neighbours that have crossed at or above a part of the strip, until none is left.</summary>
    private readonly void SwapCrossed(Span<int> active, double part)
    {
        for (int i = 1; i < active.Length; i++)
        {
            for (int at = i; at > 0; at--)
            {
                ref SweepEdge left = ref _edges[active[at - 1]];
                ref SweepEdge right = ref _edges[active[at]];
                double over = left.LowerX - right.LowerX;
                double apart = right.UpperX - left.UpperX;
                if (over <= 0 || apart / (apart + over) > part)
                    break;
                (active[at - 1], active[at]) = (active[at], active[at - 1]);
            }
        }
    }
}
