namespace LabelingGen.Annotations;

/// <summary>
/// One label: what it marks, what it is called and what else is known of it. A format reader puts everything that has no property here
/// into <see cref="Extra"/>, so that a file that is read and written again loses nothing.
/// </summary>
public sealed record Annotation
{
    /// <summary>Creates an annotation.</summary>
    /// <param name="shape">What it marks; <see langword="null"/> if it holds for the whole item.</param>
    /// <param name="label">The category's name.</param>
    public Annotation(IShape? shape = null, string? label = null)
    {
        Shape = shape;
        Label = label;
    }

    /// <summary>The format's identifier as text; numbers in invariant form. <see langword="null"/> where the format has none.</summary>
    public string? Id { get; init; }

    /// <summary>What the annotation marks; <see langword="null"/> if it holds for the whole item, as a classification does.</summary>
    public IShape? Shape { get; init; }

    /// <summary>The names of the categories, the main one first; most formats allow one.</summary>
    public ValueList<string> Labels { get; init; }

    /// <summary>The name of the main category, or <see langword="null"/>. Setting it replaces all of <see cref="Labels"/>.</summary>
    public string? Label
    {
        get => Labels.IsEmpty ? null : Labels[0];
        init => Labels = value is null ? default : [value];
    }

    /// <summary>How sure a model is, from 0 to 1; <see langword="null"/> for labels made by people.</summary>
    public double? Confidence { get; init; }

    /// <summary>How sure a model is of each category, by name; empty if only <see cref="Confidence"/> is known.</summary>
    public ValueMap<double> LabelConfidences { get; init; } = ValueMap<double>.Empty;

    /// <summary>The box that the format stores beside another shape, in pixels. It need not be the bounds of the shape.</summary>
    public Box? StoredBox { get; init; }

    /// <summary>
    /// The area that the format stores, in square pixels. COCO's size classes are decided by it, not by the shape's own area.
    /// </summary>
    public double? StoredArea { get; init; }

    /// <summary>The landmarks that the format stores beside the shape, as COCO and YOLO's pose files do.</summary>
    public Keypoints? Keypoints { get; init; }

    /// <summary>Yes-or-no properties.</summary>
    public AnnotationFlags Flags { get; init; }

    /// <summary>The attributes' values by name.</summary>
    public ValueMap<AttributeValue> Attributes { get; init; } = ValueMap<AttributeValue>.Empty;

    /// <summary>A text that belongs to the region: a transcription, a description or a caption.</summary>
    public string? Text { get; init; }

    /// <summary>What the same object is called on other frames.</summary>
    public string? TrackId { get; init; }

    /// <summary>What annotations that belong together share.</summary>
    public string? GroupId { get; init; }

    /// <summary>The identifier of the annotation that this one is part of.</summary>
    public string? ParentId { get; init; }

    /// <summary>The place in the stack of shapes; higher ones lie in front.</summary>
    public int? ZOrder { get; init; }

    /// <summary>Who or what made the annotation, as the format says, for instance <c>manual</c> or <c>prediction</c>.</summary>
    public string? Source { get; init; }

    /// <summary>What the format said and no property holds, by the format's own key.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;

    /// <summary>Whether all of <paramref name="flags"/> are set.</summary>
    public bool Has(AnnotationFlags flags) => (Flags & flags) == flags;

    /// <summary>
    /// The stored box, else the bounds of the shape or the keypoints; <see langword="null"/> if nothing lies in the plane.
    /// </summary>
    public Box? BoundingBox => StoredBox ?? (Shape as IPlanarShape)?.Bounds ?? Keypoints?.Bounds;
}
