namespace LabelingGen.FastLabel;

/// <summary>A stretch of a text.</summary>
/// <param name="start">Offset of its first character, from 0.</param>
/// <param name="end">Offset behind its last character.</param>
/// <param name="text">The characters covered, if they are told.</param>
public sealed class TextSpanShape(int start, int end, string? text = null) : AnnotationShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.NamedEntity;

    /// <summary>Offset of its first character, from 0.</summary>
    public int Start { get; } = start;

    /// <summary>Offset behind its last character.</summary>
    public int End { get; } = end;

    /// <summary>The characters covered, if they are told.</summary>
    public string? Text { get; } = text;

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        (annotation.Start, annotation.End, annotation.Text) = (Start, End, Text);
    }
}
