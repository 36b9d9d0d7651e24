namespace LabelingGen.Annotations;

/// <summary>
/// A change of coordinates in the plane: x' = M11 x + M12 y + OffsetX, y' = M21 x + M22 y + OffsetY. Angles are degrees, clockwise on
/// the screen. The default value sends everything to the origin; use <see cref="Identity"/> for no change.
/// </summary>
/// <param name="M11">How much of x goes into x.</param>
/// <param name="M12">How much of y goes into x.</param>
/// <param name="M21">How much of x goes into y.</param>
/// <param name="M22">How much of y goes into y.</param>
/// <param name="OffsetX">What is added to x, in pixels.</param>
/// <param name="OffsetY">What is added to y, in pixels.</param>
public readonly record struct AffineTransform(double M11, double M12, double M21, double M22, double OffsetX, double OffsetY)
{
    /// <summary>No change.</summary>
    public static AffineTransform Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>The factor by which areas grow; negative when the plane is mirrored.</summary>
    public double Determinant => M11 * M22 - M12 * M21;

    /// <summary>Whether upright boxes stay upright: no turn but by quarters, no shear.</summary>
    public bool KeepsAxes => M12 == 0 && M21 == 0 || M11 == 0 && M22 == 0;

    /// <summary>Whether shapes stay similar: turned, moved, mirrored and scaled alike in all directions.</summary>
    public bool KeepsAngles
    {
        get
        {
            double tolerance = 1e-12 * (Math.Abs(M11) + Math.Abs(M12) + Math.Abs(M21) + Math.Abs(M22));
            return (Math.Abs(M11 - M22) <= tolerance && Math.Abs(M12 + M21) <= tolerance)
                || (Math.Abs(M11 + M22) <= tolerance && Math.Abs(M12 - M21) <= tolerance);
        }
    }

    /// <summary>Moves by a distance in pixels.</summary>
    public static AffineTransform Translate(double x, double y) => new(1, 0, 0, 1, x, y);

    /// <summary>Scales about the origin.</summary>
    public static AffineTransform Scale(double x, double y) => new(x, 0, 0, y, 0, 0);

    /// <summary>Turns about a point, clockwise on the screen.</summary>
    public static AffineTransform Rotate(double angleDegrees, Point center)
    {
        (double sine, double cosine) = Angles.SinCosDegrees(Require.Coordinate(angleDegrees));
        return new(
            cosine, -sine, sine, cosine,
            center.X - cosine * center.X + sine * center.Y, center.Y - sine * center.X - cosine * center.Y);
    }

    /// <summary>From percent of a picture's width and height, as Label Studio writes coordinates, to pixels.</summary>
    public static AffineTransform PercentToPixels(ImageSize size) => Scale(size.Width / 100.0, size.Height / 100.0);

    /// <summary>From pixels to percent of a picture's width and height.</summary>
    /// <exception cref="ArgumentException">The picture has no pixel.</exception>
    public static AffineTransform PixelsToPercent(ImageSize size) => size.PixelCount > 0
        ? Scale(100.0 / size.Width, 100.0 / size.Height)
        : throw new ArgumentException("Nothing is a part of a picture without pixels.", nameof(size));

    /// <summary>From a picture to the same picture at another size.</summary>
    /// <exception cref="ArgumentException">The first picture has no pixel.</exception>
    public static AffineTransform Resize(ImageSize from, ImageSize to) => from.PixelCount > 0
        ? Scale((double)to.Width / from.Width, (double)to.Height / from.Height)
        : throw new ArgumentException("A picture without pixels cannot be scaled.", nameof(from));

    /// <summary>This change, and then another.</summary>
    public AffineTransform Then(AffineTransform next) => new(
        next.M11 * M11 + next.M12 * M21, next.M11 * M12 + next.M12 * M22,
        next.M21 * M11 + next.M22 * M21, next.M21 * M12 + next.M22 * M22,
        next.M11 * OffsetX + next.M12 * OffsetY + next.OffsetX, next.M21 * OffsetX + next.M22 * OffsetY + next.OffsetY);

    /// <summary>The change back.</summary>
    /// <exception cref="InvalidOperationException">The plane is pressed into a line or a point, from which there is no way back, or the
    /// way back has numbers that are too large.</exception>
    public AffineTransform Invert()
    {
        double determinant = Determinant;
        AffineTransform back = new(
            M22 / determinant, -M12 / determinant, -M21 / determinant, M11 / determinant,
            (M12 * OffsetY - M22 * OffsetX) / determinant, (M21 * OffsetX - M11 * OffsetY) / determinant);
        bool isFinite = double.IsFinite(determinant) && double.IsFinite(back.M11) && double.IsFinite(back.M12)
            && double.IsFinite(back.M21) && double.IsFinite(back.M22) && double.IsFinite(back.OffsetX) && double.IsFinite(back.OffsetY);
        return isFinite
            ? back
            : throw new InvalidOperationException("The transform cannot be undone: it presses the plane flat or goes beyond all numbers.");
    }

    /// <summary>Where a point goes.</summary>
    public Point Apply(Point point) => new(M11 * point.X + M12 * point.Y + OffsetX, M21 * point.X + M22 * point.Y + OffsetY);

    /// <summary>Where points go.</summary>
    public ValueList<Point> Apply(ValueList<Point> points)
    {
        Point[] moved = new Point[points.Count];
        for (int i = 0; i < moved.Length; i++)
            moved[i] = Apply(points[i]);
        return new ValueList<Point>(moved);
    }
}
