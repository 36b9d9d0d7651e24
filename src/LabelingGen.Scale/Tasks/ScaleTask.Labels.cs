using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Scale;

public sealed partial class ScaleTask
{
    /// <summary>
    /// The task's picture with the annotations of its answer, in the form that all vendors share. The name is the unique id, or the task's
    /// own; no annotations before the task is completed.
    /// </summary>
    /// <param name="size">The size of the picture, which Scale does not tell.</param>
    /// <exception cref="AnnotationFormatException">The numbers of an annotation make no shape.</exception>
    public AnnotatedImage ToAnnotatedImage(ImageSize? size = null) =>
        new(UniqueId ?? TaskId, size, ReadResponse<ImageAnnotationResponse>()?.ToAnnotations() ?? default)
        {
            Id = TaskId,
            Location = Params?["attachment"] is { } attachment && attachment.GetValueKind() == JsonValueKind.String
                ? (string?)attachment : null,
        };
}
