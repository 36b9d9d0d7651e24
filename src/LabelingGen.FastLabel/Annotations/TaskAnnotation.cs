namespace LabelingGen.FastLabel;

public sealed partial class TaskAnnotation
{
    /// <summary>
    /// What the annotation marks, by its kind. Points that do not fit the type, and types this library does not know, are an
    /// <see cref="UnknownShape"/>; nothing is lost by reading, for <see cref="Points"/> stays as it came. Assigning a shape sets
    /// <see cref="Type"/> and the members the kind is made of.
    /// </summary>
    public AnnotationShape Shape
    {
        get => ShapeReader.Read(this);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.ApplyTo(this);
        }
    }

    /// <summary>The value of an attribute by its key; <see langword="null"/> where there is none.</summary>
    public TaskAttribute? FindAttribute(string key) =>
        Attributes?.FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal));

    /// <summary>A copy without the members that only answers have.</summary>
    internal TaskAnnotation WithoutAnswers(string? content)
    {
        TaskAnnotation copy = (TaskAnnotation)MemberwiseClone();
        copy.Id = null;
        copy.Title = null;
        copy.Color = null;
        copy.Content = content ?? Content;
        copy.Attributes = [.. (Attributes ?? []).Select(attribute => attribute.WithoutAnswers())];
        copy.Keypoints = Keypoints is null ? null : [.. Keypoints.Select(keypoint => keypoint.WithoutAnswers())];
        return copy;
    }
}
