using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A line through points.</summary>
public sealed class LineShape : PointShape
{
    /// <summary>Takes the points in pixels, 2 or more to be sent.</summary>
    public LineShape(IEnumerable<PixelPoint> points) => Points = [.. points];

    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Line;

    /// <summary>The points in pixels.</summary>
    public IReadOnlyList<PixelPoint> Points { get; }

    internal override JsonNode ToPoints() => PointList.Write(PointList.Flat(Points));
}
