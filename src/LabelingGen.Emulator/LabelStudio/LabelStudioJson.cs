using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Members of Label Studio's objects.</summary>
internal static class LabelStudioJson
{
    public static long? Whole(this JsonObject json, string name) => json[name] switch
    {
        JsonValue value when value.TryGetValue(out long number) => number,
        JsonValue value when value.TryGetValue(out int number) => number,
        JsonValue value when value.TryGetValue(out JsonElement element) && element.ValueKind == JsonValueKind.Number
            && element.TryGetInt64(out long number) => number,
        JsonValue value when value.TryGetValue(out string? text)
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };

    public static long Id(this JsonObject json) => json.Whole("id")!.Value;

    public static bool IsTrue(this JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static JsonObject Copy(this JsonObject json) => json.DeepClone().AsObject();

    /// <summary>Takes over the members a body gives, of those that may be written.</summary>
    public static void Take(this JsonObject json, JsonObject body, params IEnumerable<string> members)
    {
        foreach (string member in members)
        {
            if (body.TryGetPropertyValue(member, out JsonNode? value))
                json[member] = value?.DeepClone();
        }
    }

    /// <summary>Sets what an object has where nothing was given.</summary>
    public static JsonObject With(this JsonObject json, params (string Name, JsonNode? Value)[] defaults)
    {
        foreach ((string name, JsonNode? value) in defaults)
        {
            if (!json.ContainsKey(name))
                json[name] = value;
        }

        return json;
    }

    public static long RequiredWhole(this JsonObject json, string name) =>
        json.Whole(name) ?? throw new VendorErrorException(400, "This field is required.", name);

    public static JsonArray Copies(this IEnumerable<JsonObject> rows) => [.. rows.Select(row => (JsonNode?)row.DeepClone())];

    /// <summary>Regions as the server takes them: a list, or the JSON text of one.</summary>
    public static JsonArray Result(this JsonObject body, bool isRequired)
    {
        JsonNode? result = body["result"];
        if (result is JsonValue text && text.TryGetValue(out string? json))
            result = JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(json));
        return result switch
        {
            JsonArray list => list.DeepClone().AsArray(),
            null when !isRequired => [],
            null => throw new VendorErrorException(400, "This field is required.", "result"),
            _ => throw new VendorErrorException(400, "Expected a list of items.", "result"),
        };
    }
}
