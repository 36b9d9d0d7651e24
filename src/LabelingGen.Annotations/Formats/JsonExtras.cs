using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Members of a JSON object that the model has no property for, kept as they stand.</summary>
internal static class JsonExtras
{
    /// <summary>All members but the known ones.</summary>
    public static ValueMap<JsonText> Read(JsonElement item, string[] known) => Read(item, known, static _ => true);

    /// <summary>All members but the known ones and those that are null or an empty list.</summary>
    public static ValueMap<JsonText> ReadSaying(JsonElement item, string[] known) => Read(item, known, static value =>
        value.ValueKind != JsonValueKind.Null && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0));

    /// <summary>Members as an object of their own.</summary>
    public static JsonText ToObject(ValueMap<JsonText> members) => JsonText.Parse(LabelStudioTask.Encode(writer =>
    {
        writer.WriteStartObject();
        Write(writer, members, []);
        writer.WriteEndObject();
    }));

    /// <summary>Writes them beside the known ones. Another format's members of those names have no place.</summary>
    public static void Write(Utf8JsonWriter writer, ValueMap<JsonText> extra, string[] known)
    {
        foreach (KeyValuePair<string, JsonText> entry in extra)
        {
            if (!known.Contains(entry.Key))
                Write(writer, entry.Key, entry.Value);
        }
    }

    /// <summary>Writes one member.</summary>
    public static void Write(Utf8JsonWriter writer, string name, JsonText value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.Text);
    }

    private static ValueMap<JsonText> Read(JsonElement item, string[] known, Func<JsonElement, bool> isKept)
    {
        List<KeyValuePair<string, JsonText>>? extra = null;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (!known.Contains(property.Name) && isKept(property.Value))
                (extra ??= []).Add(new(property.Name, JsonText.From(property.Value)));
        }

        return extra is null ? ValueMap<JsonText>.Empty : ValueMap<JsonText>.Create(extra);
    }
}
