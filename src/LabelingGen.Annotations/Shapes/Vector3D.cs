using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>A place, a direction or an extent in space: right-handed axes, in metres unless the data says otherwise.</summary>
public readonly record struct Vector3D
{
    /// <summary>Creates a vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A component is not finite.</exception>
    public Vector3D(double x, double y, double z)
    {
        X = Require.Coordinate(x);
        Y = Require.Coordinate(y);
        Z = Require.Coordinate(z);
    }

    /// <summary>The component along x.</summary>
    public double X { get; }

    /// <summary>The component along y.</summary>
    public double Y { get; }

    /// <summary>The component along z, which points up where "up" has a meaning.</summary>
    public double Z { get; }

    /// <summary>Takes the vector apart.</summary>
    public void Deconstruct(out double x, out double y, out double z) => (x, y, z) = (X, Y, Z);

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y}, {Z})");
}
