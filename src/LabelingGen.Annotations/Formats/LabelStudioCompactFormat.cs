using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Label Studio's compact JSON (JSON_MIN): one file with a flat object for each picture; the answers of a control tag are a member with its
/// name. Regions have no identifier, score or origin.
/// </summary>
public sealed class LabelStudioCompactFormat : JsonListFormat
{
    internal LabelStudioCompactFormat()
        : base("label-studio-min", "Label Studio's compact JSON: one file, a flat object a picture")
    {
    }

    /// <inheritdoc />
    protected override IReadOnlyList<int> WriteImage(Utf8JsonWriter writer, AnnotatedImage image)
    {
        writer.WriteStartObject();
        LabelStudioTask.WriteId(writer, image.Id);
        writer.WriteString("image", image.Location ?? image.Name);
        LabelStudioTask.WriteOwn(writer, image);
        writer.WritePropertyName("label");
        int[] origins = LabelStudioRecord.WriteRegions(writer, image);
        foreach ((string key, JsonText value) in image.Extra)
        {
            if (LabelStudioTask.IsOwn(key) || key is "id" or "image" or "label")
                continue;
            writer.WritePropertyName(key);
            writer.WriteRawValue(value.Text);
        }

        writer.WriteEndObject();
        return origins;
    }

    /// <inheritdoc />
    protected override AnnotatedImage ReadImage(JsonElement record, JsonPlace place, FormatOptions options) =>
        LabelStudioRecord.Read(record, place, options);
}
