using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Reads members of a request body and answers 400 with the member's name when one has the wrong type.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonObject obj, string name) => obj[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw Wrong(name, "a string"),
    };

    public static string RequiredText(this JsonObject obj, string name) =>
        obj.Text(name) is { Length: > 0 } text ? text : throw Missing(name);

    public static bool Flag(this JsonObject obj, string name) => obj[name] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
            value.GetValueKind() == JsonValueKind.True,
        _ => throw Wrong(name, "a boolean"),
    };

    public static int? Number(this JsonObject obj, string name) => obj[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out JsonElement e)
            && e.TryGetInt32(out int n) => n,
        _ => throw Wrong(name, "an integer"),
    };

    public static JsonObject? Object(this JsonObject obj, string name) => obj[name] switch
    {
        null => null,
        JsonObject child => child,
        _ => throw Wrong(name, "an object"),
    };

    public static JsonArray? Array(this JsonObject obj, string name) => obj[name] switch
    {
        null => null,
        JsonArray child => child,
        _ => throw Wrong(name, "an array"),
    };

    public static List<string> Texts(this JsonObject obj, string name) => Texts(obj.Array(name) ?? throw Missing(name), name);

    public static List<string> Texts(JsonArray array, string name) =>
        [.. array.Select(n => n is JsonValue v && v.TryGetValue(out string? text) ? text : throw Wrong(name, "an array of strings"))];

    public static JsonArray ToJson(this IEnumerable<string> texts)
    {
        JsonArray array = [];
        foreach (string text in texts)
            array.Add((JsonNode?)text);
        return array;
    }

    public static JsonArray ToJson(this IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static VendorErrorException Missing(string name) => new(400, $"Parameter is invalid, reason: \"{name}\" is required");

    public static VendorErrorException Wrong(string name, string wanted) =>
        new(400, $"Parameter is invalid, reason: \"{name}\" must be {wanted}");
}
