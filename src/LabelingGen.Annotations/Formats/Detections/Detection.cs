namespace LabelingGen.Annotations.Formats;

/// <summary>
/// A box or an outline with what most data sets say of it, as a row of a <see cref="DetectionBatch"/>: millions of annotations pass
/// through a conversion in this form without an object for each.
/// </summary>
internal readonly record struct Detection
{
    /// <summary>A positive whole number, or 0 if there is none.</summary>
    public long Id { get; init; }

    /// <summary>The position of the label among those of the data set.</summary>
    public int Label { get; init; }

    /// <summary>The box itself, or what <see cref="Annotation.BoundingBox"/> says of an outline.</summary>
    public Box Box { get; init; }

    /// <summary>The stored area, or else the shape's own.</summary>
    public double Area { get; init; }

    /// <summary>How sure a model is, if one is.</summary>
    public double? Confidence { get; init; }

    /// <summary>Whether it stands for a crowd.</summary>
    public bool IsCrowd { get; init; }

    /// <summary>The first of its rings in the batch.</summary>
    public int FirstRing { get; init; }

    /// <summary>How many rings there are, each a piece; 0 for a box.</summary>
    public int RingCount { get; init; }

    /// <summary>Whether <see cref="Box"/> is not the bounds of the outline.</summary>
    public bool HasStoredBox { get; init; }

    /// <summary>Whether <see cref="Area"/> is not the shape's own.</summary>
    public bool HasStoredArea { get; init; }
}
