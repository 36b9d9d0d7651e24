namespace LabelingGen.Annotations;

/// <summary>Several points that are one annotation, without names or a skeleton (CVAT's <c>points</c>). In pixels.</summary>
public sealed record PointSet : IPlanarShape
{
    /// <summary>Creates a set of points.</summary>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public PointSet(ValueList<Point> points) => Points = Require.NotEmpty(points);

    /// <summary>The points, in the order given.</summary>
    public ValueList<Point> Points { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.PointSet;

    /// <inheritdoc />
    public Box Bounds => Box.Around(Points.AsSpan());

    /// <summary>Always 0: points have none.</summary>
    public double Area => 0;

    /// <summary>The points.</summary>
    public override string ToString() =>
        $"points {string.Join(' ', Points)}";
}
