using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>A flat record of Label Studio: data and answers side by side.</summary>
internal static class LabelStudioRecord
{
    /// <summary>Writes the list of regions, each with the size of its picture.</summary>
    public static int[] WriteRegions(Utf8JsonWriter writer, AnnotatedImage image)
    {
        List<int> origins = [];
        writer.WriteStartArray();
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (LabelStudioValue.TypeOf(image.Annotations[i], image.Size) is not { } type)
                continue;
            writer.WriteStartObject();
            LabelStudioValue.Write(writer, type, image.Annotations[i], image.Size);
            if (image.Size is { } size)
            {
                writer.WriteNumber("original_width", size.Width);
                writer.WriteNumber("original_height", size.Height);
            }

            writer.WriteEndObject();
            origins.Add(i);
        }

        writer.WriteEndArray();
        return [.. origins];
    }

    /// <summary>Members that are lists of objects with labels are regions; all others are data.</summary>
    public static AnnotatedImage Read(JsonElement record, string file, string path, FormatContext context)
    {
        Dictionary<string, JsonElement> data = new(StringComparer.Ordinal);
        List<Annotation> annotations = [];
        ImageSize? size = LabelStudioTask.SizeOf(record);
        foreach (JsonProperty member in record.EnumerateObject())
        {
            if (member.Name == "id" || LabelStudioTask.IsOwn(member.Name))
                continue;
            if (!IsRegions(member.Value))
            {
                data[member.Name] = member.Value;
                continue;
            }

            int index = 0;
            foreach (JsonElement value in member.Value.EnumerateArray())
            {
                string place = $"{path}.{member.Name}[{(index++).ToString(CultureInfo.InvariantCulture)}]";
                ImageSize? own = LabelStudioTask.SizeOf(value, "original_width", "original_height");
                size ??= own;
                annotations.Add(new Annotation(LabelStudioValue.Read(value, own ?? size ?? context.Size, file, place))
                {
                    Labels = LabelStudioValue.Labels(value),
                    Extra = member.Name == "label"
                        ? ValueMap<JsonText>.Empty : ValueMap<JsonText>.Empty.With("from_name", JsonText.From(member.Name)),
                });
            }
        }

        return LabelStudioTask.ReadImage(data, record, LabelStudioTask.IdOf(record), size, context, annotations.ToValueList());
    }

    private static bool IsRegions(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return false;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.EnumerateObject().Any(static member =>
                (member.Name.EndsWith("labels", StringComparison.Ordinal) || member.Name == "choices")
                    && member.Value.ValueKind == JsonValueKind.Array))
            {
                return false;
            }
        }

        return true;
    }
}
