using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>One region of a result: its value, the type of its control tag and the size of the picture it lies on.</summary>
internal sealed class LabelStudioRegion(JsonElement result, string type)
{
    private readonly JsonElement _value = result.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Object
        ? value
        : throw new AnnotationFormatException("A result has no 'value'.", null, path: "result[].value");

    public string Type { get; } = type;

    public string? Id => SafeJson.Text(result, "id");

    public string? ParentId => SafeJson.Text(result, "parentID");

    public bool Has(string key) => _value.TryGetProperty(key, out _);

    public JsonElement? Get(string key) => _value.TryGetProperty(key, out JsonElement member) ? member : null;

    /// <summary>The texts of a list; nothing if the key is not there.</summary>
    public string[]? Labels(string key) => Get(key) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(static item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText())]
        : null;

    public double? Number(string key) => Bounded(_value, key, "result[].value");

    public double Require(string key) =>
        Number(key) ?? throw new AnnotationFormatException($"A {Type} region has no number '{key}'.", null, path: "result[].value." + key);

    public double? OriginalWidth => Size("original_width");

    public double? OriginalHeight => Size("original_height");

    public (double Width, double Height) RequireSize() => (OriginalWidth, OriginalHeight) is (double width, double height)
        ? (width, height)
        : throw new AnnotationFormatException($"A {Type} region has no 'original_width' and 'original_height'.", null, path: "result[]");

    /// <summary>Points in percent of the sides.</summary>
    public (double X, double Y)[] Points()
    {
        ValueList<Point> points = SafeJson.Points(_value, "points", "", "result[].value");
        return [.. points.Select(static point => (point.X, point.Y))];
    }

    /// <summary>
    /// The value with the size of the picture, as the compact exports write it; a single choice or text stands for itself.
    /// </summary>
    public JsonNode? Pretty()
    {
        if (Type == "Choices" && Get("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() == 1)
            return Node(choices[0]);
        if (Type == "TextArea" && Get("text") is { ValueKind: JsonValueKind.Array } texts && texts.GetArrayLength() == 1)
            return Node(texts[0]);
        JsonObject pretty = JsonObject.Create(_value)!;
        foreach (string side in new[] { "original_width", "original_height" })
        {
            if (Type != "chatmessage" && result.TryGetProperty(side, out JsonElement size))
                pretty[side] = Node(size);
        }

        return Type is "Chat" or "chatmessage" && Get("chatmessage") is { } message ? Node(message) : pretty;
    }

    public static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element),
    };

    private double? Size(string name) => Bounded(result, name, "result[]");

    /// <summary>A number with which areas can be computed.</summary>
    private static double? Bounded(JsonElement parent, string name, string path) =>
        SafeJson.OptionalNumber(parent, name, "", path) is not double number ? null
            : Math.Abs(number) <= Annotations.Require.MaxCoordinate ? number
            : throw new AnnotationFormatException($"{number} is no place in a picture and no side of it.", null, path: $"{path}.{name}");
}
