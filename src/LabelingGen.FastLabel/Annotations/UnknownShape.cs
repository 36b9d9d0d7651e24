using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

/// <summary>A kind that this library does not know, or points that do not fit their type: kept as they came.</summary>
/// <param name="type">The type.</param>
/// <param name="points">The points; <see langword="null"/> where there are none.</param>
public sealed class UnknownShape(AnnotationType type, JsonNode? points) : AnnotationShape
{
    /// <inheritdoc/>
    public override AnnotationType Type { get; } = type;

    /// <summary>The points as JSON.</summary>
    public JsonNode? Points { get; } = points;

    internal override void ApplyTo(TaskAnnotation annotation)
    {
        annotation.Type = Type;
        annotation.Points = Points?.DeepClone();
    }
}
