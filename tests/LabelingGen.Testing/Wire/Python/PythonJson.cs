using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Testing.Wire.Python;

/// <summary>JSON as Python's <c>json.dumps</c> spells it: a space after commas and colons, and nothing but ASCII.</summary>
internal static class PythonJson
{
    public static string Write(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(", ", members.Select(m => $"{Quote(m.Key)}: {Write(m.Value)}")) + "}",
        JsonArray items => "[" + string.Join(", ", items.Select(Write)) + "]",
        JsonValue value when value.TryGetValue(out string? text) => Quote(text),
        _ => node.ToJsonString(),
    };

    private static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or > '~' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
