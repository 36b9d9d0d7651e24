using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A closed outline; the last point is joined to the first without being repeated.</summary>
public sealed class PolygonShape : PointShape
{
    /// <summary>Takes the corners in pixels, 3 or more to be sent.</summary>
    public PolygonShape(IEnumerable<PixelPoint> points) => Points = [.. points];

    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Polygon;

    /// <summary>The corners in pixels.</summary>
    public IReadOnlyList<PixelPoint> Points { get; }

    internal override JsonNode ToPoints() => PointList.Write(PointList.Flat(Points));
}
