namespace LabelingGen.FastLabel;

/// <summary>A stretch of a robot's recording. It is sent as start and end, and comes back as points.</summary>
/// <param name="start">Number of its first frame.</param>
/// <param name="end">Number of its last frame.</param>
public sealed class SubTaskShape(double start, double end) : AnnotationShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.SubTask;

    /// <summary>Number of its first frame.</summary>
    public double Start { get; } = start;

    /// <summary>Number of its last frame.</summary>
    public double End { get; } = end;

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        (annotation.Start, annotation.End) = (Start, End);
    }
}
