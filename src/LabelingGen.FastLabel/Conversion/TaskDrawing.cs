using System.Text.Json;
using LabelingGen.Annotations.Compatibility;
using LabelingGen.Core.Json;

namespace LabelingGen.FastLabel;

/// <summary>Draws the annotations of tasks on their pictures, as the official client's <c>export_image_with_annotations</c> does.</summary>
public static class TaskDrawing
{
    /// <summary>
    /// Draws tasks on the pictures of a folder, each in its class's colour: on PNG pictures pixel by pixel, for every other format as
    /// <c>NAME.svg</c> over the untouched picture. A task's picture is found by the task's name, relative to the folder.
    /// </summary>
    /// <remarks>
    /// As in the official client, a picture without a task, or with an annotation that cannot be drawn (a cuboid), is left out.
    /// </remarks>
    /// <param name="tasks">Tasks as a list gives them.</param>
    /// <param name="imagesFolder">The folder with the pictures, which may hold others.</param>
    /// <param name="outputFolder">Where the drawn pictures are written under their names; made where it is absent.</param>
    /// <param name="cancellationToken">Ends the work; pictures that are complete stay.</param>
    /// <returns>How many pictures were drawn.</returns>
    /// <exception cref="FormatException">An annotation or a picture cannot be read; it is named.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder with pictures.</exception>
    public static Task<int> DrawAnnotationsAsync(
        this IEnumerable<ImageTask> tasks, string imagesFolder, string outputFolder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentException.ThrowIfNullOrEmpty(imagesFolder);
        ArgumentException.ThrowIfNullOrEmpty(outputFolder);
        return FastLabelExport.DrawAsync(tasks.Select(Element), imagesFolder, outputFolder, cancellationToken);
    }

    private static JsonElement Element(ImageTask task)
    {
        using JsonDocument json = JsonDocument.Parse(JsonCodec.ToBinaryData(task, ImageTask.Write));
        return json.RootElement.Clone();
    }
}
