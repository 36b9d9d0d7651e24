using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Testing.Wire;

/// <summary>Compares JSON as values: the order of members and the spelling of numbers do not matter, <c>null</c> is not "absent".</summary>
internal static class JsonComparer
{
    /// <summary>The first difference with its place, or <see langword="null"/>.</summary>
    public static string? Difference(string place, JsonNode? expected, JsonNode? actual, Func<string, string, bool> sameText)
    {
        switch (expected, actual)
        {
            case (null, null):
                return null;
            case (JsonObject left, JsonObject right):
                foreach ((string name, JsonNode? value) in left)
                {
                    if (!right.TryGetPropertyValue(name, out JsonNode? other))
                        return $"{place}.{name}: expected {Text(value)}, was absent";
                    if (Difference($"{place}.{name}", value, other, sameText) is { } difference)
                        return difference;
                }

                return right.FirstOrDefault(p => !left.ContainsKey(p.Key)) is { Key: { } extra } pair
                    ? $"{place}.{extra}: expected nothing, was {Text(pair.Value)}"
                    : null;
            case (JsonArray left, JsonArray right):
                if (left.Count != right.Count)
                    return $"{place}: expected {left.Count} items, was {right.Count}: {Text(actual)}";
                return left.Select((item, i) => Difference($"{place}[{i}]", item, right[i], sameText)).FirstOrDefault(d => d is not null);
            case (JsonValue left, JsonValue right) when AreEqual(left, right, sameText):
                return null;
            default:
                return $"{place}: expected {Text(expected)}, was {Text(actual)}";
        }
    }

    private static bool AreEqual(JsonValue left, JsonValue right, Func<string, string, bool> sameText)
    {
        JsonValueKind kind = left.GetValueKind();
        if (kind != right.GetValueKind())
            return false;
        return kind switch
        {
            JsonValueKind.String => sameText(left.GetValue<string>(), right.GetValue<string>()),
            JsonValueKind.Number => left.ToJsonString() == right.ToJsonString() || Number(left).Equals(Number(right)),
            _ => true,
        };
    }

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Text(JsonNode? value)
    {
        string text = value?.ToJsonString() ?? "null";
        return text.Length <= 200 ? text : text[..200] + "…";
    }
}
