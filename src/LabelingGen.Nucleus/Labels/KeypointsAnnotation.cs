using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class KeypointsAnnotation : ILabel
{
    /// <summary>Makes named points in pixels with a skeleton.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="keypoints">The points; one that is not visible needs no place.</param>
    /// <param name="names">A name for each point, all different.</param>
    /// <param name="skeleton">Pairs of indexes of points that are joined, counted from 0.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="annotationId">Id unique within the item; without it, the one that the official client makes up.</param>
    /// <exception cref="InvalidItemException">Points, names and skeleton do not fit together.</exception>
    [SetsRequiredMembers]
    public KeypointsAnnotation(
        string label, IEnumerable<Keypoint2D> keypoints, IEnumerable<string> names, IEnumerable<IReadOnlyList<int>>? skeleton,
        string referenceId, string? annotationId = null)
        : this()
    {
        Label = label;
        Geometry = new KeypointsGeometry { Keypoints = [.. keypoints], Names = [.. names], Skeleton = skeleton?.ToList() };
        ReferenceId = referenceId;
        AnnotationId = annotationId ?? KeypointsGeometry.AutomaticId(label, referenceId);
        Metadata = [];
        LabelCheck.Keypoints(referenceId, Geometry);
    }

    /// <summary>Points, names and skeleton. Where the server left them out there are none, as in the official client.</summary>
    public required KeypointsGeometry Geometry
    {
        get => field ??= new() { Keypoints = [], Names = [] };
        set;
    }

    string? ILabel.MaskUrl => null;

    void ILabel.Complete()
    {
        LabelCheck.Names("keypoints", Label, ReferenceId);
        LabelCheck.Keypoints(ReferenceId, Geometry);
        Type ??= AnnotationType.Keypoints;
        Geometry.Complete();
        AnnotationId ??= KeypointsGeometry.AutomaticId(Label!, ReferenceId!);
        Metadata ??= [];
        _trackReferenceId = new(TrackReferenceId);
        _taskId = new(TaskId);
    }
}
