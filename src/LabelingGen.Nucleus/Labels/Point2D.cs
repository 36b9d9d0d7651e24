using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class Point2D
{
    /// <summary>Makes one to fill.</summary>
    public Point2D()
    {
    }

    /// <summary>Makes a point in pixels.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Downwards.</param>
    [SetsRequiredMembers]
    public Point2D(double x, double y)
    {
        X = x;
        Y = y;
    }
}
