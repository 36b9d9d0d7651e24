namespace LabelingGen.FastLabel;

/// <summary>A stretch of a sound.</summary>
/// <param name="start">Its beginning in seconds.</param>
/// <param name="end">Its end in seconds.</param>
public sealed class AudioSpanShape(double start, double end) : AnnotationShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Segmentation;

    /// <summary>Its beginning in seconds.</summary>
    public double Start { get; } = start;

    /// <summary>Its end in seconds.</summary>
    public double End { get; } = end;

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        (annotation.Start, annotation.End) = (Start, End);
    }
}
