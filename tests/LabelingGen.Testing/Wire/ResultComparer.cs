using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire.Python;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// Compares what a program gave with the recorded result. An object of the official client is compared by its class, by the JSON it
/// holds (exactly), and by its attributes. Where only attributes are recorded, the official client has dropped what it does not know and
/// filled up what is absent: then only what is recorded is compared, and nothing equals absent.
/// </summary>
internal sealed class ResultComparer(WireVendor vendor, WireHost host, PythonInterpreter interpreter, WireSession session, GeneratedIds ids)
{
    public async Task<string?> DifferenceAsync(string place, JsonNode? expected, object? actual, bool recordedOnly = false)
    {
        actual = host.Wrap(await WireAwaiter.AwaitAsync(actual));
        switch (expected)
        {
            case JsonObject digest when digest["$bytes_sha256"] is { } sha256 && actual is byte[] content:
                string was = Convert.ToHexStringLower(SHA256.HashData(content));
                return was == sha256.GetValue<string>()
                    ? null
                    : $"{place}: expected {digest.ToJsonString()}, was {content.Length} bytes {was}";
            case JsonObject described when described["$type"] is { } type && actual is not Dictionary<object, object?> { } dictionary:
                return await ObjectDifferenceAsync(place, type.GetValue<string>(), described, actual);
            case JsonObject members when actual is Dictionary<object, object?> pairs:
                return await MembersDifferenceAsync(place, members, pairs, recordedOnly);
            case JsonArray items when actual is not (null or string) && (actual is List<object?> or IAsyncEnumerable<object?>):
                List<object?> list = await interpreter.ListAsync(actual);
                if (items.Count != list.Count)
                    return $"{place}: expected {items.Count} items, was {list.Count}: {Operators.Represent(list)}";
                for (int i = 0; i < list.Count; i++)
                {
                    if (await DifferenceAsync($"{place}[{i}]", items[i], list[i], recordedOnly) is { } difference)
                        return difference;
                }

                return null;
            default:
                JsonNode? node = WireJson.ToNode(actual is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : actual);
                return JsonComparer.Difference(place, expected, node, SameText);
        }
    }

    private async Task<string?> ObjectDifferenceAsync(string place, string type, JsonObject expected, object? actual)
    {
        if (actual is not WireInstance instance)
            return $"{place}: expected a {type}, was {Operators.Represent(actual)}";
        if (instance.ClassName != type && !vendor.AllowsClassName(instance.Value, type))
            return $"{place}: expected a {type}, was a {instance.ClassName}";
        if (expected.TryGetPropertyValue("json", out JsonNode? json)
            && JsonComparer.Difference($"{place}.json", json, WireJson.ToNode(instance.Value), SameText) is { } difference)
            return difference;
        bool described = expected.ContainsKey("json");
        JsonObject attributes = described ? expected["attributes"]?.AsObject() ?? [] : expected;
        foreach ((string name, JsonNode? value) in attributes)
        {
            if (name == "$type")
                continue;
            object? attribute = await ReadAsync(instance, name, value);
            if (await DifferenceAsync($"{place}.{name}", value, attribute, recordedOnly: !described) is { } found)
                return found;
        }

        return null;
    }

    private async Task<object?> ReadAsync(WireInstance instance, string name, JsonNode? expected)
    {
        try
        {
            return await WireAwaiter.AwaitAsync(host.Attribute(instance, name));
        }
        catch (WireUnmappedException) when (expected is null)
        {
            return null;
        }
    }

    private async Task<string?> MembersDifferenceAsync(
        string place, JsonObject expected, Dictionary<object, object?> actual, bool recordedOnly)
    {
        foreach ((string name, JsonNode? value) in expected)
        {
            if (name == "$type")
                continue;
            if (!actual.TryGetValue(name, out object? member) && !(recordedOnly && value is null))
                return $"{place}.{name}: expected {value?.ToJsonString() ?? "null"}, was absent";
            if (await DifferenceAsync($"{place}.{name}", value, member, recordedOnly) is { } difference)
                return difference;
        }

        return !recordedOnly && actual.Keys.FirstOrDefault(k => !expected.ContainsKey(Operators.Text(k))) is { } extra
            ? $"{place}.{extra}: expected nothing, was {Operators.Represent(actual[extra])}"
            : null;
    }

    /// <summary>
    /// Texts are equal when they are the same instant, for the official clients re-format what they parse, or JSON objects of the same
    /// value.
    /// </summary>
    private bool SameText(string expected, string actual) =>
        (expected.StartsWith('{') && JsonTexts(expected, actual) is { } texts
            && JsonComparer.Difference("text", texts.Expected, texts.Actual, SameText) is null)
        || ids.Matches(expected.Replace("{BASE}", session.Server.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal), actual)
        || (expected.Length >= 20 && actual.Length >= 20 && char.IsAsciiDigit(expected[0])
            && DateTimeOffset.TryParse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset left)
            && DateTimeOffset.TryParse(actual, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset right)
            && left == right);

    private static (JsonNode? Expected, JsonNode? Actual)? JsonTexts(string expected, string actual)
    {
        try
        {
            return (JsonNode.Parse(expected), JsonNode.Parse(actual));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
