using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class LinePrediction : ILabel
{
    /// <summary>Makes an open line through vertices in pixels, as a model predicted it.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="vertices">The vertices in order, in pixels.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="annotationId">Id unique within the item; without it, the server makes one up and a repeated upload cannot be told
    /// from a new one.</param>
    [SetsRequiredMembers]
    public LinePrediction(
        string label, IEnumerable<Point2D> vertices, string referenceId, double? confidence = null, string? annotationId = null)
        : this()
    {
        Label = label;
        Geometry = new VerticesGeometry { Vertices = [.. vertices] };
        ReferenceId = referenceId;
        AnnotationId = annotationId;
        Confidence = confidence;
        Metadata = [];
    }

    /// <summary>The vertices in pixels. Where the server left them out there are none, as in the official client.</summary>
    public required VerticesGeometry Geometry
    {
        get => field ??= new() { Vertices = [] };
        set;
    }

    string? ILabel.MaskUrl => null;

    void ILabel.Complete()
    {
        LabelCheck.Names("line", Label, ReferenceId);
        LabelCheck.Vertices("line", ReferenceId, Geometry);
        LabelCheck.Scores("line", ReferenceId, Confidence, ClassPdf);
        Type ??= AnnotationType.Line;
        Metadata ??= [];
        _annotationId = new(AnnotationId);
        _trackReferenceId = new(TrackReferenceId);
        _taskId = new(TaskId);
    }
}
