namespace LabelingGen.Annotations;

/// <summary>A part of a strip in which the sides keep their order.</summary>
/// <param name="Upper">The height of the strip's upper border.</param>
/// <param name="Lower">The height of the strip's lower border.</param>
/// <param name="From">Where the part begins, as a fraction of the strip's height.</param>
/// <param name="To">Where the part ends, as a fraction of the strip's height.</param>
internal readonly record struct SweepStrip(double Upper, double Lower, double From, double To)
{
    public double FromY => From == 0 ? Upper : Upper + (Lower - Upper) * From;

    public double ToY => To == 1 ? Lower : Upper + (Lower - Upper) * To;
}

/// <summary>What a sweep hands its strips to.</summary>
internal interface IStripSink
{
    /// <summary>Takes a part of a strip.</summary>
    /// <param name="edges">All sides.</param>
    /// <param name="active">The numbers of those in the strip, from left to right.</param>
    /// <param name="strip">Where the part lies.</param>
    void Take(ReadOnlySpan<SweepEdge> edges, ReadOnlySpan<int> active, in SweepStrip strip);
}

/// <summary>Which pieces of two shapes a way from left to right is in.</summary>
internal struct PieceParity(int firstPieces, int pieces, bool[]? longList)
{
    private readonly bool[]? _longList = longList;
    private ulong _shortList;
    private int _first;
    private int _second;

    public readonly bool IsInFirst => _first > 0;

    public readonly bool IsInSecond => _second > 0;

    /// <summary>Notes that a side of a piece is passed.</summary>
    public void Pass(int piece)
    {
        int place = piece >= 0 ? piece : firstPieces - 1 - piece;
        bool entered;
        if (_longList is null)
        {
            _shortList ^= 1UL << place;
            entered = (_shortList >> place & 1) != 0;
        }
        else
        {
            entered = _longList[place] = !_longList[place];
        }

        if (piece >= 0)
            _first += entered ? 1 : -1;
        else
            _second += entered ? 1 : -1;
    }

    /// <summary>Begins a new way from the left.</summary>
    public void Reset()
    {
        _shortList = 0;
        _first = 0;
        _second = 0;
        if (_longList is not null)
            Array.Clear(_longList, 0, pieces);
    }
}

/// <summary>Adds up areas of any number of pieces.</summary>
internal struct AreaSink(PieceParity parity) : IStripSink
{
    private PieceParity _parity = parity;
    private double _first;
    private double _second;
    private double _both;

    public readonly OverlapAreas Areas => new(_first, _second, Math.Min(_both, Math.Min(_first, _second)));

    public void Take(ReadOnlySpan<SweepEdge> edges, ReadOnlySpan<int> active, in SweepStrip strip)
    {
        // The width of a trapezoid halfway down, times its height.
        double middle = (strip.From + strip.To) / 2;
        double first = 0;
        double second = 0;
        double both = 0;
        double left = 0;
        foreach (int number in active)
        {
            ref readonly SweepEdge edge = ref edges[number];
            double x = edge.UpperX + (edge.LowerX - edge.UpperX) * middle;
            double width = Math.Max(0, x - left);
            if (_parity.IsInFirst)
            {
                first += width;
                if (_parity.IsInSecond)
                    both += width;
            }

            if (_parity.IsInSecond)
                second += width;
            _parity.Pass(edge.Piece);
            left = x;
        }

        _parity.Reset();
        double height = (strip.Lower - strip.Upper) * (strip.To - strip.From);
        _first += first * height;
        _second += second * height;
        _both += both * height;
    }
}
