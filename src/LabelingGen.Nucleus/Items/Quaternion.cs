using System.Diagnostics.CodeAnalysis;
using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

public sealed partial class Quaternion
{
    /// <summary>Makes one to fill.</summary>
    public Quaternion()
    {
    }

    /// <summary>Makes a quaternion in Hamilton form, w + xi + yj + zk.</summary>
    /// <param name="x">Part of i.</param>
    /// <param name="y">Part of j.</param>
    /// <param name="z">Part of k.</param>
    /// <param name="w">Real part.</param>
    [SetsRequiredMembers]
    public Quaternion(double x, double y, double z, double w)
    {
        X = x;
        Y = y;
        Z = z;
        W = w;
    }

    /// <summary>The turn about +z.</summary>
    /// <param name="yaw">Radians.</param>
    public static Quaternion FromYaw(double yaw) => FromOrientation(Orientation3D.FromYaw(yaw));

    /// <summary>The quaternion of an orientation.</summary>
    public static Quaternion FromOrientation(Orientation3D orientation) =>
        new(orientation.X, orientation.Y, orientation.Z, orientation.W);

    /// <summary>The orientation with its angles, with which vectors are turned.</summary>
    /// <exception cref="ArgumentException">All parts are 0, or one is not finite.</exception>
    public Orientation3D ToOrientation() => Orientation3D.FromQuaternion(W, X, Y, Z);
}
