using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class Point3D
{
    /// <summary>Makes one to fill.</summary>
    public Point3D()
    {
    }

    /// <summary>Makes a point or an extent in space.</summary>
    /// <param name="x">Along x.</param>
    /// <param name="y">Along y.</param>
    /// <param name="z">Along z, upwards.</param>
    [SetsRequiredMembers]
    public Point3D(double x, double y, double z)
    {
        X = x;
        Y = y;
        Z = z;
    }
}
