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
    /// <exception cref="ArgumentException">It can be seen, but has no place.</exception>
    [SetsRequiredMembers]
    public Keypoint2D(double? x, double? y, bool visible)
    {
        if (visible && (x is null || y is null))
            throw new ArgumentException("A keypoint that is visible has no place.", x is null ? nameof(x) : nameof(y));
        X = x;
        Y = y;
        Visible = visible;
    }
}
