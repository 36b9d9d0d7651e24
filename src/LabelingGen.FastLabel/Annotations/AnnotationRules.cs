namespace LabelingGen.FastLabel;

/// <summary>
/// What the API wants of annotations: no members that only answers have, attributes always, points as many as the type takes.
/// </summary>
internal static class AnnotationRules
{
    /// <summary>Copies of annotations that can be sent.</summary>
    /// <param name="annotations">The annotations, which stay as they are.</param>
    /// <param name="content">The content of all of them; <see langword="null"/> = what each says.</param>
    /// <exception cref="ArgumentException">One has points that its type does not take; it is named by its position and value.</exception>
    public static IReadOnlyList<TaskAnnotation> Prepare(IReadOnlyList<TaskAnnotation> annotations, string? content)
    {
        Check(annotations);
        return [.. annotations.Select(annotation => annotation.WithoutAnswers(content))];
    }

    /// <summary>Checks the points.</summary>
    /// <exception cref="ArgumentException">One has points that its type does not take; it is named by its position and value.</exception>
    public static void Check(IReadOnlyList<TaskAnnotation>? annotations)
    {
        for (int i = 0; i < annotations?.Count; i++)
        {
            TaskAnnotation annotation = annotations[i];
            ArgumentNullException.ThrowIfNull(annotation, $"Annotations[{i}]");
            if (PointRules.Fault(annotation) is { } fault)
                throw new ArgumentException($"Annotation {i} ('{annotation.Value}') cannot be sent: {fault}.", "Annotations");
        }
    }
}
