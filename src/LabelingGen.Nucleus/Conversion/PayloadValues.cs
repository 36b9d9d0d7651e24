using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>Metadata as attributes and back: texts, numbers and flags by their kind, all else as JSON.</summary>
internal static class PayloadValues
{
    public static Labels.ValueMap<Labels.AttributeValue> ToAttributes(JsonObject? metadata) => metadata is null or { Count: 0 }
        ? Labels.ValueMap<Labels.AttributeValue>.Empty
        : Labels.ValueMap<Labels.AttributeValue>.Create(metadata.Select(entry => KeyValuePair.Create(entry.Key, ToAttribute(entry.Value))));

    public static JsonObject ToMetadata(Labels.ValueMap<Labels.AttributeValue> attributes) =>
        new(attributes.Select(entry => KeyValuePair.Create(entry.Key, ToNode(entry.Value))));

    private static Labels.AttributeValue ToAttribute(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => Labels.AttributeValue.From(value.GetValue<string>()),
        JsonValueKind.True => Labels.AttributeValue.From(true),
        JsonValueKind.False => Labels.AttributeValue.From(false),
        JsonValueKind.Number when Number(value.ToJsonString()) is { } number => Labels.AttributeValue.From(number),
        null => Labels.AttributeValue.From(Labels.JsonText.Parse("null")),
        _ => Labels.AttributeValue.From(Labels.JsonText.Parse(value.ToJsonString())),
    };

    /// <summary>The number, when a double is written as it came; others stay JSON.</summary>
    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            && number.ToString("R", CultureInfo.InvariantCulture) == text
            ? number
            : null;

    private static JsonNode? ToNode(Labels.AttributeValue value) => value.Kind switch
    {
        Labels.AttributeKind.Text => value.AsText(),
        Labels.AttributeKind.Number => value.AsNumber(),
        Labels.AttributeKind.Flag => value.AsFlag(),
        Labels.AttributeKind.Texts => new JsonArray([.. value.AsTexts().Select(text => (JsonNode)text)]),
        Labels.AttributeKind.Numbers => new JsonArray([.. value.AsNumbers().Select(number => (JsonNode)number)]),
        Labels.AttributeKind.Json => JsonNode.Parse(value.AsJson().Text),
        _ => null,
    };
}
