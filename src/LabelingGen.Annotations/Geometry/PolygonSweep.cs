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
    private readonly Span<int> _active;
    private readonly Span<int> _order;
    private readonly Span<double> _tops;
    private TSink _sink;
    private int _activeCount;

    /// <param name="edges">The sides; where they are at the borders of strips is noted in them.</param>
    /// <param name="active">Scratch for the numbers of the sides in a strip, from left to right; as long as the sides.</param>
    /// <param name="order">Scratch, as long as the sides.</param>
    /// <param name="tops">Scratch, as long as the sides.</param>
    public PolygonSweep(Span<SweepEdge> edges, Span<int> active, Span<int> order, Span<double> tops)
    {
        _edges = edges;
        _active = active[..edges.Length];
        _order = order[..edges.Length];
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
        double upper = 0;
        double firstEnd = double.PositiveInfinity;
        while (next < _edges.Length || _activeCount > 0)
        {
            if (_activeCount == 0)
                upper = _tops[next];
            for (; next < _edges.Length && _tops[next] <= upper; next++)
            {
                int entering = _order[next];
                Enter(entering);
                firstEnd = Math.Min(firstEnd, _edges[entering].Bottom);
            }

            // The strip ends where the next side begins or the first of those in it ends.
            double lower = next < _edges.Length ? Math.Min(firstEnd, _tops[next]) : firstEnd;
            Strip(upper, lower);
            firstEnd = Leave(lower);
            upper = lower;
        }

        return _sink;
    }

    /// <summary>Puts a side into its place from left to right; of sides that begin at one point by where they go.</summary>
    private void Enter(int number)
    {
        ref SweepEdge edge = ref _edges[number];
        edge.LowerX = edge.TopX;
        int at = _activeCount++;
        for (; at > 0; at--)
        {
            ref readonly SweepEdge left = ref _edges[_active[at - 1]];
            if (edge.TopX > left.LowerX || edge.TopX == left.LowerX && edge.Slope >= left.Slope)
                break;
            _active[at] = _active[at - 1];
        }

        _active[at] = number;
    }

    /// <summary>Drops the sides that end; returns where the next one will.</summary>
    private double Leave(double y)
    {
        int kept = 0;
        double firstEnd = double.PositiveInfinity;
        Span<int> active = _active[.._activeCount];
        foreach (int number in active)
        {
            double end = _edges[number].Bottom;
            active[kept] = number;
            if (end <= y)
                continue;
            firstEnd = Math.Min(firstEnd, end);
            kept++;
        }

        _activeCount = kept;
        return firstEnd;
    }

    private void Strip(double upper, double lower)
    {
        Span<int> active = _active[.._activeCount];
        double previous = double.NegativeInfinity;
        bool cross = false;
        foreach (int number in active)
        {
            ref SweepEdge edge = ref _edges[number];
            edge.UpperX = edge.LowerX;
            edge.LowerX = edge.At(lower);
            cross |= edge.LowerX < previous;
            previous = edge.LowerX;
        }

        if (cross)
            SplitStrip(active, upper, lower);
        else
            _sink.Take(_edges, active, new SweepStrip(upper, lower, 0, 1));
    }

    /// <summary>
    /// Goes through a strip from crossing to crossing. Neighbours that cross change places there; each pair crosses once, so the number
    /// of steps is bounded by the number of pairs.
    /// </summary>
    private void SplitStrip(Span<int> active, double upper, double lower)
    {
        double from = 0;
        while (true)
        {
            double crossing = NextCrossing(active, from);
            if (crossing > from)
                _sink.Take(_edges, active, new SweepStrip(upper, lower, from, crossing));
            if (crossing >= 1)
                return;
            from = crossing;
            SwapCrossed(active, from);
        }
    }

    /// <summary>The part of the strip's height above the next crossing of two neighbours; 1 if none cross.</summary>
    private readonly double NextCrossing(ReadOnlySpan<int> active, double from)
    {
        double first = 1;
        for (int i = 1; i < active.Length; i++)
        {
            ref readonly SweepEdge left = ref _edges[active[i - 1]];
            ref readonly SweepEdge right = ref _edges[active[i]];
            double over = left.LowerX - right.LowerX;
            if (over > 0)
            {
                double apart = right.UpperX - left.UpperX;
                first = Math.Min(first, Math.Max(from, apart / (apart + over)));
            }
        }

        return first;
    }

    /// <summary>Exchanges neighbours that have crossed at or above a part of the strip, until none is left.</summary>
    private readonly void SwapCrossed(Span<int> active, double part)
    {
        for (int i = 1; i < active.Length; i++)
        {
            for (int at = i; at > 0; at--)
            {
                ref readonly SweepEdge left = ref _edges[active[at - 1]];
                ref readonly SweepEdge right = ref _edges[active[at]];
                double over = left.LowerX - right.LowerX;
                double apart = right.UpperX - left.UpperX;
                if (over <= 0 || apart / (apart + over) > part)
                    break;
                (active[at - 1], active[at]) = (active[at], active[at - 1]);
            }
        }
    }
}
