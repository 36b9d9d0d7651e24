using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A box in a point cloud: nine numbers, in the units of the cloud and in radians.</summary>
/// <param name="position">Its centre: x, y, z.</param>
/// <param name="rotation">Its rotation about x, y, z.</param>
/// <param name="length">Its length along x, y, z.</param>
public sealed class CuboidShape(
    (double X, double Y, double Z) position, (double X, double Y, double Z) rotation, (double X, double Y, double Z) length) : PointShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Cuboid;

    /// <summary>Its centre.</summary>
    public (double X, double Y, double Z) Position { get; } = position;

    /// <summary>Its rotation about the axes.</summary>
    public (double X, double Y, double Z) Rotation { get; } = rotation;

    /// <summary>Its length along the axes.</summary>
    public (double X, double Y, double Z) Length { get; } = length;

    internal override JsonNode ToPoints() => PointList.Write(
        [Position.X, Position.Y, Position.Z, Rotation.X, Rotation.Y, Rotation.Z, Length.X, Length.Y, Length.Z]);
}
