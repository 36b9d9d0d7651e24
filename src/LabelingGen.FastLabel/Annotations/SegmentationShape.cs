using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>An area in one or more pieces, each with any number of holes ("hollows").</summary>
public sealed class SegmentationShape : PointShape
{
    /// <summary>Takes the pieces.</summary>
    public SegmentationShape(IEnumerable<SegmentationRegion> regions) => Regions = [.. regions];

    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Segmentation;

    /// <summary>The pieces.</summary>
    public IReadOnlyList<SegmentationRegion> Regions { get; }

    internal override JsonNode ToPoints() => new JsonArray([.. Regions.Select(region => (JsonNode?)region.ToPoints())]);
}
