using System.Text;
using System.Text.Json;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;
using LabelingGen.Core.Json;

namespace LabelingGen.Scale;

/// <summary>
/// Image annotation tasks with their answers, as the API gives them: one JSON file with a task, a list of tasks, or a page of tasks
/// (<c>docs</c>). Pixels from the top left; angles of boxes are radians clockwise. An image's name is the task's unique id, or its own.
/// Scale tells no size of a picture: it is written into the task's metadata (<c>width</c>, <c>height</c>) and read from there, or from the
/// picture itself. Tasks that are not completed have no annotations.
/// </summary>
public sealed class ScaleTaskFormat : JsonListFormat
{
    private static readonly string[] Known = ["task_id", "unique_id", "type", "status", "params", "metadata", "response"];

    private ScaleTaskFormat()
        : base("scale", "Scale image annotation tasks with their answers: one JSON file, pixels")
    {
    }

    /// <summary>The format.</summary>
    public static ScaleTaskFormat Instance { get; } = new();

    /// <inheritdoc/>
    protected override IReadOnlyList<int> WriteImage(Utf8JsonWriter writer, AnnotatedImage image)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(image);
        ImageAnnotationResponse response = ImageAnnotationResponse.FromShapes(image, out List<int> origins);
        writer.WriteStartObject();
        writer.WriteString("task_id", image.Id ?? image.Name);
        writer.WriteString("unique_id", image.Name);
        writer.WriteString("type", TaskType.ImageAnnotation.Value);
        // Other tasks than completed ones have no answer that would be read.
        bool isOpen = image.Annotations.IsEmpty && image.Extra.ContainsKey("status");
        if (isOpen)
            WriteExtra(writer, ValueMap<JsonText>.Empty.With("status", image.Extra["status"]));
        else
            writer.WriteString("status", ScaleTaskStatus.Completed.Value);
        writer.WriteStartObject("params");
        if (image.Location is not null)
            writer.WriteString("attachment", image.Location);
        WriteExtra(writer, image.Extra, "params", "attachment");
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        if (image.Size is { } size)
        {
            writer.WriteNumber("width", size.Width);
            writer.WriteNumber("height", size.Height);
        }

        WriteExtra(writer, image.Extra, "metadata", "width", "height");
        writer.WriteEndObject();
        writer.WritePropertyName("response");
        ImageAnnotationResponse.Write(writer, response);
        WriteExtra(writer, image.Extra, Known);
        writer.WriteEndObject();
        return origins;
    }

    /// <inheritdoc/>
    protected override AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options)
    {
        string id = Text(record, "task_id") ?? throw place.Error("A task has no 'task_id'.");
        string name = Text(record, "unique_id") ?? id;
        string? location = record.TryGetProperty("params", out JsonElement parameters) ? Text(parameters, "attachment") : null;
        ImageSize? size = record.TryGetProperty("metadata", out JsonElement metadata) ? Size(metadata, "width", "height") : null;
        return new AnnotatedImage(name, size ?? FindSize(name, location, place, options), ReadAnnotations(record, place, options))
        {
            Id = id,
            Location = location,
            Extra = ReadExtra(record, size),
        };
    }

    private static ValueMap<JsonText> ReadExtra(JsonElement task, ImageSize? size)
    {
        ValueMap<JsonText> extra = ReadExtra(task, Known);
        (string Name, string Usual)[] states =
            [("type", TaskType.ImageAnnotation.Value), ("status", ScaleTaskStatus.Completed.Value)];
        foreach ((string name, string usual) in states)
        {
            if (Text(task, name) is { } other && other != usual)
                extra = extra.With(name, JsonText.From(other));
        }

        extra = ReadExtra(extra, task, "params", "attachment");
        extra = ReadExtra(extra, task, "metadata", size is null ? [] : ["width", "height"]);
        return ReadExtra(extra, task, "response", extra.ContainsKey("status") ? [] : ["annotations"]);
    }

    /// <inheritdoc/>
    protected override IEnumerable<(JsonElement Record, JsonPlace Place)> Unwrap(JsonElement root, JsonPlace place) =>
        root.TryGetProperty("docs", out _) ? Members(root, "docs", place) : base.Unwrap(root, place);

    private static ValueList<Annotation> ReadAnnotations(JsonElement task, JsonPlace place, FormatOptions options)
    {
        if (!task.TryGetProperty("response", out JsonElement response) || response.ValueKind == JsonValueKind.Null
            || Text(task, "status") is not (null or "completed"))
            return default;
        place = place.Member("response");
        if (response.ValueKind != JsonValueKind.Object || !response.TryGetProperty("annotations", out JsonElement list)
            || list.ValueKind != JsonValueKind.Array)
            throw place.Error($"The answer of a task of type '{Text(task, "type")}' is no list of annotations of one image.");
        List<Annotation> annotations = [];
        foreach ((JsonElement item, JsonPlace at) in Members(response, "annotations", place))
        {
            Annotation? annotation = TryRead(at, options,
                () => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(item.GetRawText()), ImageAnnotation.Read).ToAnnotation());
            if (annotation is not null)
                annotations.Add(annotation);
        }

        return annotations.ToValueList();
    }
}
