using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class PolygonAnnotation : ILabel
{
    /// <summary>Makes a polygon of vertices in pixels, closed by itself.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="vertices">The vertices in order, in pixels; the last one is joined to the first.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="annotationId">Id unique within the item; without it, the server makes one up and a repeated upload cannot be told
    /// from a new one.</param>
    [SetsRequiredMembers]
    public PolygonAnnotation(string label, IEnumerable<Point2D> vertices, string referenceId, string? annotationId = null)
        : this()
    {
        Label = label;
        Geometry = new VerticesGeometry { Vertices = [.. vertices] };
        ReferenceId = referenceId;
        AnnotationId = annotationId;
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
        LabelCheck.Names("polygon", Label, ReferenceId);
        LabelCheck.Vertices("polygon", ReferenceId, Geometry);
        Type ??= AnnotationType.Polygon;
        Metadata ??= [];
        _annotationId = new(AnnotationId);
        _embeddingVector = new(EmbeddingVector);
        _trackReferenceId = new(TrackReferenceId);
        _taskId = new(TaskId);
    }
}
