using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Members of a JSON object that the model has no property for, kept as they stand.</summary>
internal static class JsonExtras
{
    /// <summary>All members but the known ones.</summary>
    public static ValueMap<JsonText> Read(JsonElement item, string[] known)
    {
        List<KeyValuePair<string, JsonText>>? extra = null;
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                (extra ??= []).Add(new(property.Name, JsonText.From(property.Value)));
        }

        return extra is null ? ValueMap<JsonText>.Empty : ValueMap<JsonText>.Create(extra);
    }

    /// <summary>Writes them beside the known ones. Another format's members of those names have no place.</summary>
    public static void Write(Utf8JsonWriter writer, ValueMap<JsonText> extra, string[] known)
    {
        foreach (KeyValuePair<string, JsonText> entry in extra)
        {
            if (known.Contains(entry.Key))
                continue;
            writer.WritePropertyName(entry.Key);
            writer.WriteRawValue(entry.Value.Text);
        }
    }
}
