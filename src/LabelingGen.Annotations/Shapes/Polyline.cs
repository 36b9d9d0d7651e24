namespace LabelingGen.Annotations;

/// <summary>A line through points, in pixels.</summary>
public sealed record Polyline : IPlanarShape
{
    /// <summary>Creates a line.</summary>
    /// <param name="isClosed">Whether the last point is joined to the first.</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public Polyline(ValueList<Point> points, bool isClosed = false)
    {
        Points = Require.NotEmpty(points);
        IsClosed = isClosed;
    }

    /// <summary>The points in order, in pixels.</summary>
    public ValueList<Point> Points { get; }

    /// <summary>Whether the last point is joined to the first; it is a line nevertheless and has no area.</summary>
    public bool IsClosed { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Polyline;

    /// <inheritdoc />
    public Box Bounds => Box.Around(Points.AsSpan());

    /// <summary>Always 0: a line has none.</summary>
    public double Area => 0;

    /// <summary>The length along the line, in pixels.</summary>
    public double Length
    {
        get
        {
            ReadOnlySpan<Point> points = Points.AsSpan();
            double length = IsClosed ? Distance(points[^1], points[0]) : 0;
            for (int i = 1; i < points.Length; i++)
                length += Distance(points[i - 1], points[i]);
            return length;
        }
    }

    private static double Distance(Point a, Point b) => double.Hypot(a.X - b.X, a.Y - b.Y);

    /// <summary>The points.</summary>
    public override string ToString() =>
        $"{(IsClosed ? "closed line" : "line")} {string.Join(' ', Points)}";
}
