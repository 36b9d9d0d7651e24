namespace LabelingGen.Annotations;

/// <summary>
/// An area with one outline and any number of holes, in pixels. Rings are closed by themselves: a repeated first vertex at the end is
/// allowed and changes nothing but equality. The direction of a ring carries no meaning. Points inside are found by the even-odd rule
/// over all rings, so a crossing outline has a defined inside.
/// </summary>
public sealed record Polygon : IPlanarShape
{
    /// <summary>Creates a polygon.</summary>
    /// <param name="exterior">The outline's vertices in order. Fewer than three are kept, and have no area.</param>
    /// <param name="holes">The rings cut out of it.</param>
    /// <exception cref="ArgumentException">The outline or a hole has no vertex.</exception>
    public Polygon(ValueList<Point> exterior, ValueList<ValueList<Point>> holes = default)
    {
        Exterior = Require.NotEmpty(exterior);
        Holes = holes;
        foreach (ValueList<Point> hole in holes)
            Require.NotEmpty(hole, nameof(holes));
    }

    /// <summary>The outline's vertices, in pixels.</summary>
    public ValueList<Point> Exterior { get; }

    /// <summary>The rings cut out of the outline, in pixels; empty if there are none.</summary>
    public ValueList<ValueList<Point>> Holes { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Polygon;

    /// <summary>The box around the outline.</summary>
    public Box Bounds => Box.Around(Exterior.AsSpan());

    /// <summary>
    /// The outline's area less that of the holes, by the shoelace formula, in square pixels and never negative. It is the covered area
    /// when rings neither cross themselves nor each other.
    /// </summary>
    public double Area
    {
        get
        {
            double area = Math.Abs(Rings.SignedArea(Exterior.AsSpan()));
            foreach (ValueList<Point> hole in Holes)
                area -= Math.Abs(Rings.SignedArea(hole.AsSpan()));
            return Math.Max(0, area);
        }
    }

    /// <summary>The polygon with the four corners of a box.</summary>
    public static Polygon FromBox(Box box) => new(box.Corners());

    /// <summary>The polygon with the four corners of a rotated box.</summary>
    public static Polygon FromBox(RotatedBox box) => new(box.Corners());

    /// <summary>The corners, and those of the holes.</summary>
    public override string ToString() =>
        $"polygon {string.Join(' ', Exterior)}{string.Concat(Holes.Select(static hole => " without " + string.Join(' ', hole)))}";
}
