namespace LabelingGen.Annotations;

/// <summary>A piece of a result between two heights: its left and right sides, and the input sides they lie on.</summary>
internal struct Trapezoid
{
    public double Top;
    public double Bottom;
    public double TopLeft;
    public double TopRight;
    public double BottomLeft;
    public double BottomRight;
    public int LeftEdge;
    public int RightEdge;

    public readonly double Area => (TopRight - TopLeft + BottomRight - BottomLeft) / 2 * (Bottom - Top);

    public readonly Polygon ToPolygon() =>
        new([new(TopLeft, Top), new(TopRight, Top), new(BottomRight, Bottom), new(BottomLeft, Bottom)]);
}

/// <summary>Collects the trapezoids that a set operation keeps.</summary>
internal struct OutlineSink(PieceParity parity, SetOperation operation, List<Trapezoid> trapezoids) : IStripSink
{
    private PieceParity _parity = parity;

    public readonly List<Trapezoid> Trapezoids => trapezoids;

    public void Take(ReadOnlySpan<SweepEdge> edges, ReadOnlySpan<int> active, in SweepStrip strip)
    {
        double top = strip.FromY;
        double bottom = strip.ToY;
        int firstOfStrip = trapezoids.Count;
        bool inside = false;
        Trapezoid open = default;
        foreach (int number in active)
        {
            ref readonly SweepEdge edge = ref edges[number];
            _parity.Pass(edge.Piece);
            bool now = operation.Keeps(_parity.IsInFirst, _parity.IsInSecond);
            if (now == inside)
                continue;
            inside = now;
            double topX = strip.From == 0 ? edge.UpperX : edge.UpperX + (edge.LowerX - edge.UpperX) * strip.From;
            double bottomX = strip.To == 1 ? edge.LowerX : edge.UpperX + (edge.LowerX - edge.UpperX) * strip.To;
            if (inside)
            {
                open = new() { Top = top, Bottom = bottom, TopLeft = topX, BottomLeft = bottomX, LeftEdge = edge.Index };
                continue;
            }

            open.TopRight = topX;
            open.BottomRight = bottomX;
            open.RightEdge = edge.Index;
            Close(open, firstOfStrip);
        }

        _parity.Reset();
    }

    /// <summary>Keeps a trapezoid: none without width, and two that share a side are one.</summary>
    private readonly void Close(Trapezoid open, int firstOfStrip)
    {
        if (open.Bottom <= open.Top || open.TopRight <= open.TopLeft && open.BottomRight <= open.BottomLeft)
            return;
        if (trapezoids.Count > firstOfStrip)
        {
            Trapezoid last = trapezoids[^1];
            if (last.TopRight >= open.TopLeft && last.BottomRight >= open.BottomLeft)
            {
                (last.TopRight, last.BottomRight, last.RightEdge) = (open.TopRight, open.BottomRight, open.RightEdge);
                trapezoids[^1] = last;
                return;
            }
        }

        trapezoids.Add(open);
    }
}
