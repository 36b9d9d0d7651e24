using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class BoxPrediction : ILabel
{
    /// <summary>Makes an axis-aligned box in pixels; x and y are its top left corner, as a model predicted it.</summary>
    /// <param name="label">Class name.</param>
    /// <param name="x">Left edge in pixels.</param>
    /// <param name="y">Top edge in pixels.</param>
    /// <param name="width">Extent along x in pixels.</param>
    /// <param name="height">Extent along y in pixels.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="annotationId">Id unique within the item; without it, the one that the official client makes up.</param>
    [SetsRequiredMembers]
    public BoxPrediction(
        string label, Coordinate x, Coordinate y, Coordinate width, Coordinate height, string referenceId, double? confidence = null,
        string? annotationId = null)
        : this()
    {
        Label = label;
        Geometry = new BoxGeometry { X = x.Value, Y = y.Value, Width = width.Value, Height = height.Value };
        ReferenceId = referenceId;
        AnnotationId = annotationId ?? BoxGeometry.AutomaticId(label, x, y, width, height, referenceId);
        Confidence = confidence;
        Metadata = [];
    }

    /// <summary>Place and size in pixels. Where the server left it out it is all zeros, as in the official client.</summary>
    public required BoxGeometry Geometry
    {
        get => field ??= new() { X = 0, Y = 0, Width = 0, Height = 0 };
        set;
    }

    string? ILabel.MaskUrl => null;

    void ILabel.Complete()
    {
        LabelCheck.Names("box", Label, ReferenceId);
        LabelCheck.Finite("box", ReferenceId, Geometry.X, Geometry.Y, Geometry.Width, Geometry.Height);
        LabelCheck.Scores("box", ReferenceId, Confidence, ClassPdf);
        Type ??= AnnotationType.Box;
        AnnotationId ??= BoxGeometry.AutomaticId(Label!, Geometry, ReferenceId!);
        Metadata ??= [];
        _embeddingVector = new(EmbeddingVector);
        _trackReferenceId = new(TrackReferenceId);
        _taskId = new(TaskId);
    }
}
