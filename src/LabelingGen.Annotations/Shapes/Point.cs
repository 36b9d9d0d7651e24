using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>A point, in pixels from the top left corner of the picture (x to the right, y downwards).</summary>
public readonly record struct Point : IPlanarShape
{
    /// <summary>Creates a point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public Point(double x, double y)
    {
        X = Require.Coordinate(x);
        Y = Require.Coordinate(y);
    }

    /// <summary>Distance from the left edge, in pixels.</summary>
    public double X { get; }

    /// <summary>Distance from the top edge, in pixels.</summary>
    public double Y { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Point;

    /// <summary>The box of no extent at the point.</summary>
    public Box Bounds => new(X, Y, 0, 0);

    /// <summary>Always 0: a point has none.</summary>
    public double Area => 0;

    /// <summary>Takes the point apart.</summary>
    public void Deconstruct(out double x, out double y) => (x, y) = (X, Y);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y})");
}
