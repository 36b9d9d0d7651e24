using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Attributes that are the members of a JSON object.</summary>
internal static class JsonAttributes
{
    /// <summary>The attributes of a member; none if it is no object.</summary>
    public static ValueMap<AttributeValue> Read(JsonElement item, string name) =>
        !item.TryGetProperty(name, out JsonElement attributes) || attributes.ValueKind != JsonValueKind.Object
            ? ValueMap<AttributeValue>.Empty
            : ValueMap<AttributeValue>.Create(attributes.EnumerateObject()
                .Select(static entry => new KeyValuePair<string, AttributeValue>(entry.Name, Value(entry.Value))));

    private static AttributeValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.From(value.GetString()!),
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => AttributeValue.From(value.GetDouble()),
        JsonValueKind.True => AttributeValue.From(true),
        JsonValueKind.False => AttributeValue.From(false),
        _ => AttributeValue.From(JsonText.From(value)),
    };
}
