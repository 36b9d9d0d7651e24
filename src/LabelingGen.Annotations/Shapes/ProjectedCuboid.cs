namespace LabelingGen.Annotations;

/// <summary>
/// A box in space as it is drawn on a picture: eight corners in pixels. The first four are the face towards the viewer, the last four
/// the face behind it, each beginning top left and going clockwise on the screen where the data says nothing else.
/// </summary>
public sealed record ProjectedCuboid : IPlanarShape
{
    /// <summary>Creates a drawn cuboid.</summary>
    /// <exception cref="ArgumentException">There are not exactly eight corners.</exception>
    public ProjectedCuboid(ValueList<Point> corners) => Corners = corners.Count == 8
        ? corners
        : throw new ArgumentException($"A drawn cuboid has 8 corners, not {corners.Count}.", nameof(corners));

    /// <summary>The eight corners, in pixels.</summary>
    public ValueList<Point> Corners { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.ProjectedCuboid;

    /// <inheritdoc />
    public Box Bounds => Box.Around(Corners.AsSpan());

    /// <summary>The area of the convex hull of the corners: what the cuboid covers on the picture, in square pixels.</summary>
    public double Area => Math.Abs(Rings.SignedArea(ConvexHull.Of(Corners.AsSpan()).AsSpan()));

    /// <summary>The corners.</summary>
    public override string ToString() =>
        $"drawn cuboid {string.Join(' ', Corners)}";
}
