using System.Runtime.Intrinsics;

namespace LabelingGen.Annotations;

/// <summary>
/// Adds up areas of two pieces, one of each shape. Which of them a way from left to right is in changes at every side in an order that no
/// processor foresees, so that widths are masked instead of asked about.
/// </summary>
internal struct PairAreaSink : IStripSink
{
    // The first shape in the lower half, the second in the upper.
    private Vector128<double> _areas;
    private double _both;

    public readonly OverlapAreas Areas =>
        new(_areas[0], _areas[1], Math.Min(_both, Math.Min(_areas[0], _areas[1])));

    public void Take(ReadOnlySpan<SweepEdge> edges, ReadOnlySpan<int> active, in SweepStrip strip)
    {
        double middle = (strip.From + strip.To) / 2;
        Vector128<double> widths = default;
        Vector128<double> shared = default;
        Vector128<long> inside = default;
        double left = 0;
        foreach (int number in active)
        {
            ref readonly SweepEdge edge = ref edges[number];
            double x = edge.UpperX + (edge.LowerX - edge.UpperX) * middle;
            Vector128<double> width = Vector128.Create(x > left ? x - left : 0);
            widths += width & inside.AsDouble();
            shared += width & inside.AsDouble() & Vector128.Shuffle(inside, Vector128.Create(1L, 0L)).AsDouble();
            // The piece is 0 for the first shape and -1, all bits, for the second.
            inside ^= Vector128.Create(~(long)edge.Piece, edge.Piece);
            left = x;
        }

        double height = (strip.Lower - strip.Upper) * (strip.To - strip.From);
        _areas += widths * height;
        _both += shared[0] * height;
    }
}
