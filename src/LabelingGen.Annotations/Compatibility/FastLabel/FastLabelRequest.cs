using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Prepares annotations that came from the API for being sent to it again.</summary>
public static class FastLabelRequest
{
    private static readonly string[] OfAnnotations = ["id", "title", "color"];
    private static readonly string[] OfAttributes = ["title", "name", "type"];
    private static readonly string[] OfKeypoints = ["edges", "name"];

    /// <summary>
    /// Leaves out what a request may not carry: identifier, title and colour of annotations; title, name and type of attributes; name and
    /// edges of keypoints. Annotations without attributes get an empty list.
    /// </summary>
    /// <param name="annotations">A JSON list of annotations.</param>
    /// <exception cref="AnnotationFormatException">It is not a list of objects.</exception>
    public static JsonText Clean(JsonElement annotations)
    {
        SafeJson.Expect(annotations, JsonValueKind.Array, "", "$");
        BrokenText.Refuse(annotations, "$");
        return FastLabelFileImport.Write(writer =>
        {
            foreach (JsonElement annotation in annotations.EnumerateArray())
                Write(writer, annotation);
        });
    }

    private static void Write(Utf8JsonWriter writer, JsonElement annotation)
    {
        SafeJson.Expect(annotation, JsonValueKind.Object, "", "$[]");
        writer.WriteStartObject();
        bool hasAttributes = false;
        foreach (JsonProperty member in annotation.EnumerateObject())
        {
            if (OfAnnotations.Contains(member.Name))
                continue;
            hasAttributes |= member.Name == "attributes";
            writer.WritePropertyName(member.Name);
            switch (member.Name)
            {
                case "attributes":
                    WriteList(writer, member.Value, OfAttributes);
                    break;
                case "keypoints":
                    WriteList(writer, member.Value, OfKeypoints);
                    break;
                default:
                    member.Value.WriteTo(writer);
                    break;
            }
        }

        if (!hasAttributes)
        {
            writer.WriteStartArray("attributes");
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, JsonElement list, string[] without)
    {
        SafeJson.Expect(list, JsonValueKind.Array, "", "$[]");
        writer.WriteStartArray();
        foreach (JsonElement item in list.EnumerateArray())
        {
            SafeJson.Expect(item, JsonValueKind.Object, "", "$[][]");
            writer.WriteStartObject();
            foreach (JsonProperty member in item.EnumerateObject())
            {
                if (!without.Contains(member.Name))
                    member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
