using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>An ellipse or circle, in pixels; see <see cref="RotatedBox"/> for the sense of the angle.</summary>
public readonly record struct Ellipse : IPlanarShape
{
    /// <summary>Creates an ellipse.</summary>
    /// <param name="angleDegrees">The turn about the centre, in degrees clockwise on the screen.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or a radius is negative.</exception>
    public Ellipse(double centerX, double centerY, double radiusX, double radiusY, double angleDegrees = 0)
    {
        CenterX = Require.Coordinate(centerX);
        CenterY = Require.Coordinate(centerY);
        RadiusX = Require.Length(radiusX);
        RadiusY = Require.Length(radiusY);
        AngleDegrees = Require.Coordinate(angleDegrees);
    }

    /// <summary>The centre's distance from the left edge of the picture, in pixels.</summary>
    public double CenterX { get; }

    /// <summary>The centre's distance from the top edge of the picture, in pixels.</summary>
    public double CenterY { get; }

    /// <summary>Half the extent along the ellipse's own x axis, in pixels.</summary>
    public double RadiusX { get; }

    /// <summary>Half the extent along the ellipse's own y axis, in pixels.</summary>
    public double RadiusY { get; }

    /// <summary>The turn about the centre, in degrees clockwise on the screen.</summary>
    public double AngleDegrees { get; }

    /// <summary>Whether both radii are the same.</summary>
    public bool IsCircle => RadiusX.Equals(RadiusY);

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Ellipse;

    /// <inheritdoc />
    public Box Bounds
    {
        get
        {
            (double sine, double cosine) = Angles.SinCosDegrees(AngleDegrees);
            double halfWidth = double.Hypot(RadiusX * cosine, RadiusY * sine);
            double halfHeight = double.Hypot(RadiusX * sine, RadiusY * cosine);
            return Box.FromCenter(CenterX, CenterY, 2 * halfWidth, 2 * halfHeight);
        }
    }

    /// <summary>Pi times both radii, in square pixels.</summary>
    public double Area => Math.PI * RadiusX * RadiusY;

    /// <summary>A polygon with <paramref name="vertices"/> vertices on the ellipse, beginning at the end of its own x axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3 vertices are asked for.</exception>
    public Polygon ToPolygon(int vertices = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vertices, 3);
        (double sine, double cosine) = Angles.SinCosDegrees(AngleDegrees);
        Point[] ring = new Point[vertices];
        for (int i = 0; i < vertices; i++)
        {
            (double s, double c) = Angles.SinCosDegrees(360.0 * i / vertices);
            double x = RadiusX * c;
            double y = RadiusY * s;
            ring[i] = new(CenterX + x * cosine - y * sine, CenterY + x * sine + y * cosine);
        }

        return new Polygon(new ValueList<Point>(ring));
    }

    /// <summary>Centre, radii and angle.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"ellipse ({CenterX}, {CenterY}), {RadiusX} x {RadiusY}, {AngleDegrees}°");
}
