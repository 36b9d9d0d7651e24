using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>Holds for the whole: only the attributes tell something.</summary>
public sealed class ClassificationShape : AnnotationShape
{
    /// <inheritdoc/>
    public override AnnotationType Type => AnnotationType.Classification;

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        annotation.Points = new JsonArray();
    }
}
