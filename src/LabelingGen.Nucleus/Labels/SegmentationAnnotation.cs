using System.Diagnostics.CodeAnalysis;

namespace LabelingGen.Nucleus;

public sealed partial class SegmentationAnnotation : ILabel
{
    /// <summary>Makes a mask: a single-channel PNG of 8 bits, as large as the image; one per item.</summary>
    /// <param name="maskUrl">Address of the mask, or the path of a PNG file of this machine.</param>
    /// <param name="annotations">What the pixel values stand for.</param>
    /// <param name="referenceId">Reference id of the item.</param>
    /// <param name="annotationId">Id unique within the item.</param>
    /// <exception cref="InvalidItemException">There is no mask.</exception>
    [SetsRequiredMembers]
    public SegmentationAnnotation(string maskUrl, IEnumerable<Segment> annotations, string referenceId, string? annotationId = null)
        : this()
    {
        MaskUrl = maskUrl;
        Annotations = [.. annotations];
        ReferenceId = referenceId;
        AnnotationId = annotationId;
        LabelCheck.HasMask(referenceId, maskUrl);
    }

    /// <summary>What the pixel values stand for. Where the server left it out there is nothing, as in the official client.</summary>
    public required IReadOnlyList<Segment> Annotations
    {
        get => field ??= [];
        set;
    }

    string? ILabel.TaskId => null;

    void ILabel.Complete()
    {
        LabelCheck.Mask(ReferenceId, MaskUrl);
        Type ??= AnnotationType.Mask;
        _annotationId = new(AnnotationId);
        foreach (Segment segment in Annotations)
            segment.Complete();
    }
}
