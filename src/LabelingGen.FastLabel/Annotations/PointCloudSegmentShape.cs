using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>Points of a point cloud, by their indexes.</summary>
public sealed class PointCloudSegmentShape : PointShape
{
    /// <summary>Takes the indexes.</summary>
    public PointCloudSegmentShape(IEnumerable<double> indexes) => Indexes = [.. indexes];

    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Segmentation;

    /// <summary>The indexes. The API does not promise whole numbers.</summary>
    public IReadOnlyList<double> Indexes { get; }

    internal override JsonNode ToPoints() => PointList.Write(Indexes);
}
