namespace LabelingGen.Annotations.Formats;

/// <summary>Why a field came out of a conversion different from how it went in.</summary>
public enum LossReason
{
    /// <summary>The format has no place for the field; it is gone.</summary>
    Dropped,

    /// <summary>The annotation has no form in the format; the whole annotation is gone.</summary>
    AnnotationDropped,

    /// <summary>The format's numbers are relative to the size of the picture, which is not known; the whole annotation is gone.</summary>
    SizeUnknown,

    /// <summary>The shape became another kind of shape, for instance a rotated box its enclosing box.</summary>
    ShapeApproximated,

    /// <summary>Numbers were rounded to the digits the format writes.</summary>
    Rounded,

    /// <summary>Coordinates outside the picture were cut off.</summary>
    Clipped,

    /// <summary>The value was replaced by another one, for instance a missing label by the format's default.</summary>
    Changed,

    /// <summary>The format always states the field; a value was made up.</summary>
    Added,
}
