using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class LidarPoint
{
    /// <summary>Makes one to fill.</summary>
    public LidarPoint()
    {
    }

    /// <summary>Makes a point of a point cloud.</summary>
    /// <param name="x">Along x.</param>
    /// <param name="y">Along y.</param>
    /// <param name="z">Along z, upwards.</param>
    /// <param name="i">Intensity.</param>
    [SetsRequiredMembers]
    public LidarPoint(double x, double y, double z, double? i = null)
    {
        X = x;
        Y = y;
        Z = z;
        I = i;
    }
}
