using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A single point.</summary>
/// <param name="x">Pixels to the right.</param>
/// <param name="y">Pixels down.</param>
public sealed class KeypointShape(double x, double y) : PointShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Keypoint;

    /// <summary>Its place.</summary>
    public PixelPoint Point { get; } = new(x, y);

    internal override JsonNode ToPoints() => PointList.Write([Point.X, Point.Y]);
}
