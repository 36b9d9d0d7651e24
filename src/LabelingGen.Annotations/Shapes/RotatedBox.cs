using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// A box turned about its centre, in pixels. The angle is in degrees and turns clockwise as seen on the screen (from the x axis towards
/// the y axis, which points down): the sense of CVAT, Label Studio, FastLabel and Scale, and opposite to detectron2's.
/// </summary>
public readonly record struct RotatedBox : IPlanarShape
{
    /// <summary>Creates a box from its centre, its size before the turn and the angle.</summary>
    /// <param name="angleDegrees">Degrees clockwise; kept as given, not brought into a range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the width or height is negative.</exception>
    public RotatedBox(double centerX, double centerY, double width, double height, double angleDegrees)
    {
        CenterX = Require.Coordinate(centerX);
        CenterY = Require.Coordinate(centerY);
        Width = Require.Length(width);
        Height = Require.Length(height);
        AngleDegrees = Require.Coordinate(angleDegrees);
    }

    /// <summary>The centre's distance from the left edge of the picture, in pixels.</summary>
    public double CenterX { get; }

    /// <summary>The centre's distance from the top edge of the picture, in pixels.</summary>
    public double CenterY { get; }

    /// <summary>The extent along the box's own x axis, in pixels.</summary>
    public double Width { get; }

    /// <summary>The extent along the box's own y axis, in pixels.</summary>
    public double Height { get; }

    /// <summary>The turn about the centre, in degrees clockwise on the screen.</summary>
    public double AngleDegrees { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.RotatedBox;

    /// <summary>Width times height, in square pixels.</summary>
    public double Area => Width * Height;

    /// <inheritdoc />
    public Box Bounds
    {
        get
        {
            (double sine, double cosine) = Angles.SinCosDegrees(AngleDegrees);
            double width = Width * Math.Abs(cosine) + Height * Math.Abs(sine);
            double height = Width * Math.Abs(sine) + Height * Math.Abs(cosine);
            return Box.FromCenter(CenterX, CenterY, width, height);
        }
    }

    /// <summary>
    /// The box that is turned about its own top left corner instead of its centre: how Label Studio stores rectangles. The corner stays
    /// where it is.
    /// </summary>
    /// <param name="left">The turned box's top left corner, x in pixels.</param>
    /// <param name="top">The turned box's top left corner, y in pixels.</param>
    /// <param name="angleDegrees">Degrees clockwise about that corner.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or the width or height is negative.</exception>
    public static RotatedBox FromTopLeft(double left, double top, double width, double height, double angleDegrees)
    {
        (double sine, double cosine) = Angles.SinCosDegrees(Require.Coordinate(angleDegrees));
        double halfWidth = width / 2;
        double halfHeight = height / 2;
        return new(left + halfWidth * cosine - halfHeight * sine, top + halfWidth * sine + halfHeight * cosine, width, height,
            angleDegrees);
    }

    /// <summary>An upright box as a rotated box of angle 0.</summary>
    public static RotatedBox FromBox(Box box) => new(box.X + box.Width / 2, box.Y + box.Height / 2, box.Width, box.Height, 0);

    /// <summary>The corner that is top left before the turn, where it lies after the turn; see <see cref="FromTopLeft"/>.</summary>
    public Point TopLeft => Corner(-1, -1);

    /// <summary>The box before the turn.</summary>
    public Box Unrotated() => Box.FromCenter(CenterX, CenterY, Width, Height);

    /// <summary>
    /// The four corners after the turn, in the order top left, top right, bottom right, bottom left of the box before it.
    /// </summary>
    public ValueList<Point> Corners() => [Corner(-1, -1), Corner(1, -1), Corner(1, 1), Corner(-1, 1)];

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"[centre ({CenterX}, {CenterY}), {Width} x {Height}, {AngleDegrees}°]");

    private Point Corner(int horizontal, int vertical)
    {
        (double sine, double cosine) = Angles.SinCosDegrees(AngleDegrees);
        double x = horizontal * Width / 2;
        double y = vertical * Height / 2;
        return new(CenterX + x * cosine - y * sine, CenterY + x * sine + y * cosine);
    }
}
