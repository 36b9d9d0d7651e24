using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A circle.</summary>
/// <param name="x">Its centre in pixels, to the right.</param>
/// <param name="y">Its centre in pixels, down.</param>
/// <param name="radius">Its radius in pixels.</param>
public sealed class CircleShape(double x, double y, double radius) : PointShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Circle;

    /// <summary>Its centre.</summary>
    public PixelPoint Center { get; } = new(x, y);

    /// <summary>Its radius in pixels.</summary>
    public double Radius { get; } = radius;

    internal override JsonNode ToPoints() => PointList.Write([Center.X, Center.Y, Radius]);
}
