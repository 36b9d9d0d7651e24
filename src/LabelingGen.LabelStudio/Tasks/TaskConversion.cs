using System.Text;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;

namespace LabelingGen.LabelStudio;

/// <summary>
/// Tasks with their annotations as images of <c>LabelingGen.Annotations</c>, from which every other format is written, and back. The rules
/// are those of <see cref="AnnotationFormats.LabelStudio"/>: of several annotations the newest that was not skipped is read, predictions
/// only where there is none; shapes are in pixels.
/// </summary>
public static class TaskConversion
{
    /// <summary>The task's picture with its annotations.</summary>
    /// <param name="task">The task, with its annotations (a list of tasks has them with <c>Fields = "all"</c>).</param>
    /// <exception cref="AnnotationFormatException">The numbers of a region make no shape; the message names the place.</exception>
    public static AnnotatedImage ToAnnotatedImage(this LabelingTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        string json = Encoding.UTF8.GetString(JsonCodec.ToBinaryData(task, LabelingTask.Write).ToMemory().Span);
        return AnnotationFormats.LabelStudio.ReadTask(JsonText.Parse(json));
    }

    /// <summary>A task for <see cref="ImportsClient"/> with the annotations of a picture.</summary>
    /// <param name="image">The picture; its location is the address of the task, or its name where it has none.</param>
    /// <param name="report">Told every field that a task cannot hold.</param>
    public static ImportTask ToImportTask(this AnnotatedImage image, ConversionReport? report = null) =>
        JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(AnnotationFormats.LabelStudio.WriteTask(image, report).Text), ImportTask.Read);
}
