using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.FastLabel;

/// <summary>
/// Converts the annotations of tasks to the shapes of <c>LabelingGen.Annotations</c>, which every other format is made of, and back.
/// </summary>
/// <remarks>
/// <para>Boxes with a rotation become rotated boxes; circles become ellipses; segmentations become multipolygons, whose rings do not repeat
/// their first point; poses become keypoints with a skeleton; cuboids keep position, length and rotation (taken as roll, pitch and yaw in
/// radians about x, y and z, which is inferred); per-frame maps become tracks, whose frames count from 0 instead of 1; sounds become
/// intervals in seconds, sub-tasks intervals in frames; classifications have no shape.</para>
/// <para>Everything else that an annotation says is kept in <see cref="Annotation.Extra"/> under its JSON name and written back. What
/// cannot be kept is in the report: each annotation is converted back and compared with what went in, field by field.</para>
/// </remarks>
public static class TaskConversion
{
    /// <summary>Converts an image task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="report">Told what is lost.</param>
    public static AnnotatedImage ToAnnotatedImage(this ImageTask task, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Convert(task.Id, task.Name, Size(task.Width, task.Height), task.Url, task.Annotations, report);
    }

    /// <summary>Converts a video task.</summary>
    /// <inheritdoc cref="ToAnnotatedImage(ImageTask, ConversionReport?)"/>
    public static AnnotatedImage ToAnnotatedImage(this VideoTask task, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Convert(task.Id, task.Name, Size(task.Width, task.Height), task.Url, task.Annotations, report);
    }

    /// <summary>Converts a task of several images; an annotation's image is its extra member <c>content</c>.</summary>
    /// <inheritdoc cref="ToAnnotatedImage(ImageTask, ConversionReport?)"/>
    public static AnnotatedImage ToAnnotatedImage(this SequentialImageTask task, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Convert(task.Id, task.Name, null, null, task.Annotations, report);
    }

    /// <summary>Converts a text task.</summary>
    /// <inheritdoc cref="ToAnnotatedImage(ImageTask, ConversionReport?)"/>
    public static AnnotatedImage ToAnnotatedImage(this TextTask task, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Convert(task.Id, task.Name, null, task.Url, task.Annotations, report);
    }

    /// <summary>Converts an audio task.</summary>
    /// <inheritdoc cref="ToAnnotatedImage(ImageTask, ConversionReport?)"/>
    public static AnnotatedImage ToAnnotatedImage(this AudioTask task, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Convert(task.Id, task.Name, null, task.Url, task.Annotations, report);
    }

    /// <summary>Converts a point cloud task.</summary>
    /// <inheritdoc cref="ToAnnotatedImage(ImageTask, ConversionReport?)"/>
    public static AnnotatedImage ToAnnotatedImage(this PointCloudTask task, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Convert(task.Id, task.Name, null, task.Url, task.Annotations, report);
    }

    /// <summary>Converts the annotations of a task of any kind.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="name">Name of the task.</param>
    /// <param name="size">Size of the picture, where there is one.</param>
    /// <param name="report">Told what is lost.</param>
    public static AnnotatedImage ToAnnotatedImage(
        this IEnumerable<TaskAnnotation> annotations, string name, ImageSize? size = null, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(name);
        return Convert(null, name, size, null, annotations, report);
    }

    /// <summary>
    /// Makes annotations of an item, ready for a task. Masks become segmentations along the edges of their pixels, polygons with holes
    /// segmentations, other ellipses and closed lines polygons; what FastLabel has no kind for is left out.
    /// </summary>
    /// <param name="image">The item.</param>
    /// <param name="report">Told what is lost.</param>
    public static IReadOnlyList<TaskAnnotation> ToTaskAnnotations(this AnnotatedImage image, ConversionReport? report = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        List<TaskAnnotation> made = [];
        List<int> origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (AnnotationWriter.Write(image.Annotations[i]) is not { } annotation)
                continue;
            made.Add(annotation);
            origins.Add(i);
        }

        // What belongs to the task itself is not converted here, and so not lost.
        report?.AddDifferences(
            image, image with { Annotations = made.Select(AnnotationReader.Read).ToValueList() }, origins.ToArray());
        return made;
    }

    private static AnnotatedImage Convert(
        string? id, string? name, ImageSize? size, string? address, IEnumerable<TaskAnnotation>? annotations, ConversionReport? report)
    {
        List<Annotation> made = [];
        foreach (TaskAnnotation annotation in annotations ?? [])
        {
            Annotation converted = AnnotationReader.Read(annotation);
            if (report is not null)
                AnnotationDifferences.Report(name, made.Count, annotation, AnnotationWriter.Write(converted), report);
            made.Add(converted);
        }

        return new AnnotatedImage(name ?? string.Empty, size, made.ToValueList()) { Id = id, Location = address };
    }

    private static ImageSize? Size(int? width, int? height) =>
        width is > 0 and { } known && height is > 0 and { } tall ? new ImageSize(known, tall) : null;
}
