using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>
/// An upright box by two opposite corners in pixels. The API takes them in any order and gives them back as they were sent.
/// </summary>
/// <param name="x1">First corner, to the right.</param>
/// <param name="y1">First corner, down.</param>
/// <param name="x2">Opposite corner, to the right.</param>
/// <param name="y2">Opposite corner, down.</param>
public sealed class BoxShape(double x1, double y1, double x2, double y2) : PointShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.BoundingBox;

    /// <summary>First corner, to the right.</summary>
    public double X1 { get; } = x1;

    /// <summary>First corner, down.</summary>
    public double Y1 { get; } = y1;

    /// <summary>Opposite corner, to the right.</summary>
    public double X2 { get; } = x2;

    /// <summary>Opposite corner, down.</summary>
    public double Y2 { get; } = y2;

    internal override JsonNode ToPoints() => PointList.Write([X1, Y1, X2, Y2]);
}
