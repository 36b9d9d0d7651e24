using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class Keypoint2D
{
    /// <summary>Makes one to fill.</summary>
    public Keypoint2D()
    {
    }

    /// <summary>Makes a point in pixels.</summary>
    /// <param name="x">To the right; may be absent where the point is not visible.</param>
    /// <param name="y">Downwards; may be absent where the point is not visible.</param>
    /// <param name="visible">Whether it can be seen.</param>
    [SetsRequiredMembers]
    public Keypoint2D(double? x, double? y, bool visible)
    {
        X = x;
        Y = y;
        Visible = visible;
    }
}
