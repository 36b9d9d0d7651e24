using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// An axis-aligned box, in pixels from the top left corner of the picture. It covers [<see cref="Left"/>, <see cref="Right"/>) by
/// [<see cref="Top"/>, <see cref="Bottom"/>): edges are continuous coordinates, the box of the first pixel is (0, 0, 1, 1).
/// </summary>
public readonly record struct Box : IPlanarShape
{
    /// <summary>Creates a box from its top left corner and its size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the width or height is negative.</exception>
    public Box(double x, double y, double width, double height)
    {
        X = Require.Coordinate(x);
        Y = Require.Coordinate(y);
        Width = Require.Length(width);
        Height = Require.Length(height);
    }

    /// <summary>The left edge, in pixels.</summary>
    public double X { get; }

    /// <summary>The top edge, in pixels.</summary>
    public double Y { get; }

    /// <summary>The extent along x, in pixels; never negative.</summary>
    public double Width { get; }

    /// <summary>The extent along y, in pixels; never negative.</summary>
    public double Height { get; }

    /// <summary>The left edge: the same as <see cref="X"/>.</summary>
    public double Left => X;

    /// <summary>The top edge: the same as <see cref="Y"/>.</summary>
    public double Top => Y;

    /// <summary>The right edge, which no longer belongs to the box.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge, which no longer belongs to the box.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle of the box.</summary>
    public Point Center => new(X + Width / 2, Y + Height / 2);

    /// <summary>Whether the box covers nothing because its width or height is 0.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Box;

    /// <summary>The box itself.</summary>
    public Box Bounds => this;

    /// <summary>Width times height, in square pixels.</summary>
    public double Area => Width * Height;

    /// <summary>The box between two opposite corners, given in any order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Box FromCorners(double x1, double y1, double x2, double y2) =>
        new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Abs(x2 - x1), Math.Abs(y2 - y1));

    /// <summary>The box between two opposite corners, given in any order.</summary>
    public static Box FromCorners(Point first, Point second) => FromCorners(first.X, first.Y, second.X, second.Y);

    /// <summary>The box of a size around a centre.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the width or height is negative.</exception>
    public static Box FromCenter(double centerX, double centerY, double width, double height) =>
        new(centerX - width / 2, centerY - height / 2, width, height);

    /// <summary>The smallest box that holds every point; the empty box at the origin if there is none.</summary>
    public static Box Around(ReadOnlySpan<Point> points)
    {
        if (points.IsEmpty)
            return default;
        (double left, double top) = points[0];
        (double right, double bottom) = points[0];
        foreach ((double x, double y) in points[1..])
        {
            left = Math.Min(left, x);
            top = Math.Min(top, y);
            right = Math.Max(right, x);
            bottom = Math.Max(bottom, y);
        }

        return FromCorners(left, top, right, bottom);
    }

    /// <summary>The four corners: top left, top right, bottom right, bottom left.</summary>
    public ValueList<Point> Corners() => [new(X, Y), new(Right, Y), new(Right, Bottom), new(X, Bottom)];

    /// <summary>Whether a point lies in the box; the right and bottom edges do not belong to it.</summary>
    public bool Contains(Point point) => point.X >= X && point.X < Right && point.Y >= Y && point.Y < Bottom;

    /// <summary>The smallest box that holds both boxes.</summary>
    public Box ExtendTo(Box other) => FromCorners(
        Math.Min(X, other.X), Math.Min(Y, other.Y), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{X}, {Y}, {Width} x {Height}]");
}
