using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>
/// A box in space. Axes are right-handed with z up; lengths are in metres unless the data says otherwise. Before the turn
/// <see cref="Size"/>.X lies along x (the length of a vehicle that looks along +x), Y along y (its width), Z along z (its height).
/// </summary>
public readonly record struct Cuboid : IShape
{
    /// <summary>Creates a cuboid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public Cuboid(Vector3D center, Vector3D size, Orientation3D orientation = default)
    {
        if (size.X < 0 || size.Y < 0 || size.Z < 0)
            throw new ArgumentOutOfRangeException(nameof(size), size, "No extent of a cuboid may be negative.");
        Center = center;
        Size = size;
        Orientation = orientation;
    }

    /// <summary>Creates a cuboid that is turned about z only.</summary>
    /// <param name="yaw">Radians, counter-clockwise seen from above.</param>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative or the angle is not finite.</exception>
    public Cuboid(Vector3D center, Vector3D size, double yaw)
        : this(center, size, Orientation3D.FromYaw(yaw))
    {
    }

    /// <summary>The middle of the cuboid.</summary>
    public Vector3D Center { get; }

    /// <summary>The extents along the cuboid's own axes; none is negative.</summary>
    public Vector3D Size { get; }

    /// <summary>How the cuboid is turned about its centre.</summary>
    public Orientation3D Orientation { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.Cuboid;

    /// <summary>The product of the extents.</summary>
    public double Volume => Size.X * Size.Y * Size.Z;

    /// <summary>
    /// The eight corners: the lower face (-x-y, +x-y, +x+y, -x+y in the cuboid's own axes), then the upper one in the same order.
    /// </summary>
    public ValueList<Vector3D> Corners()
    {
        Vector3D[] corners = new Vector3D[8];
        for (int i = 0; i < 8; i++)
        {
            double x = (i & 3) is 1 or 2 ? 0.5 : -0.5;
            double y = (i & 3) is 2 or 3 ? 0.5 : -0.5;
            double z = i < 4 ? -0.5 : 0.5;
            Vector3D turned = Orientation.Rotate(new(x * Size.X, y * Size.Y, z * Size.Z));
            corners[i] = new(Center.X + turned.X, Center.Y + turned.Y, Center.Z + turned.Z);
        }

        return new ValueList<Vector3D>(corners);
    }

    /// <summary>Centre, extents and turn.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"cuboid ({Center.X}, {Center.Y}, {Center.Z}), {Size.X} x {Size.Y} x {Size.Z}, {Orientation}");
}
