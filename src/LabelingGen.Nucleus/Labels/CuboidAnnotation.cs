using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class CuboidAnnotation : ILabel
{
    /// <summary>Makes a box in a point cloud, turned about the z axis.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="position">The centre.</param>
    /// <param name="dimensions">The extents along the cuboid's own axes.</param>
    /// <param name="yaw">The turn about +z, in radians.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="annotationId">Id unique within the item; without it, the server makes one up and a repeated upload cannot be told
    /// from a new one.</param>
    [SetsRequiredMembers]
    public CuboidAnnotation(
        string label, Point3D position, Point3D dimensions, double yaw, string referenceId, string? annotationId = null)
        : this()
    {
        Label = label;
        Geometry = new CuboidGeometry { Position = position, Dimensions = dimensions, Yaw = yaw };
        ReferenceId = referenceId;
        AnnotationId = annotationId;
    }

    /// <summary>Place, extents and turn. Where the server left them out they are zero, as in the official client.</summary>
    public required CuboidGeometry Geometry
    {
        get => field ??= new() { Position = new(0, 0, 0), Dimensions = new(0, 0, 0), Yaw = 0 };
        set;
    }

    string? ILabel.MaskUrl => null;

    void ILabel.Complete()
    {
        LabelCheck.Names("cuboid", Label, ReferenceId);
        LabelCheck.Cuboid(ReferenceId, Geometry);
        Type ??= AnnotationType.Cuboid;
        AnnotationId = LabelCheck.WithoutEmpty(AnnotationId);
        TrackReferenceId = LabelCheck.WithoutEmpty(TrackReferenceId);
        Metadata = LabelCheck.WithoutEmpty(Metadata);
    }
}
