using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's compact JSON and its tables.</summary>
internal static class LabelStudioTables
{
    /// <summary>A record of the compact JSON: the data, then one member for each control tag.</summary>
    public static JsonObject CompactRecord(LabelStudioItem item)
    {
        JsonObject record = JsonObject.Create(item.Data)!;
        if (item.TaskId is { ValueKind: not JsonValueKind.Null } id)
            record["id"] = LabelStudioRegion.Node(id);
        foreach ((string name, List<LabelStudioRegion> regions) in item.Output)
            record[name] = Pretty(regions);
        record["annotator"] = item.Get("completed_by") is { ValueKind: JsonValueKind.Number } number
            ? LabelStudioRegion.Node(number) : item.Annotator();
        foreach (string member in new[] { "annotation_id", "created_at", "updated_at", "lead_time" })
            record[member] = item.Get(member == "annotation_id" ? "id" : member) is { } value ? LabelStudioRegion.Node(value) : null;
        if (item.Agreement is { } agreement)
            record["agreement"] = LabelStudioRegion.Node(agreement);
        return record;
    }

    /// <summary>Writes the table: columns in alphabetical order, texts quoted, numbers not, lines ended as Windows does.</summary>
    public static string Write(IReadOnlyList<LabelStudioItem> items, char separator)
    {
        HashSet<string> inputs =
            new(items.SelectMany(static item => item.Data.EnumerateObject()).Select(static member => member.Name), StringComparer.Ordinal);
        inputs.IntersectWith(items.SelectMany(static item => item.Output.Keys));
        List<Dictionary<string, string>> rows = [.. items.Select(item => Row(item, inputs))];
        SortedSet<string> columns = new(CodePointOrder.Instance) { "annotator", "annotation_id", "created_at", "updated_at", "lead_time" };
        columns.UnionWith(rows.SelectMany(static row => row.Keys));
        StringBuilder table = new();
        table.AppendJoin(separator, columns.Select(Quote)).Append("\r\n");
        foreach (Dictionary<string, string> row in rows)
            table.AppendJoin(separator, columns.Select(column => row.GetValueOrDefault(column, "\"\""))).Append("\r\n");
        return table.ToString();
    }

    private static Dictionary<string, string> Row(LabelStudioItem item, HashSet<string> colliding)
    {
        Dictionary<string, string> row = new(StringComparer.Ordinal);
        if (item.TaskId is { ValueKind: not JsonValueKind.Null } id)
            row["id"] = Cell(id);
        foreach ((string name, List<LabelStudioRegion> regions) in item.Output)
        {
            JsonNode? pretty = Pretty(regions);
            row[name] = pretty is JsonValue value && value.TryGetValue(out string? text) ? Quote(text) : Quote(Json(pretty));
            if (regions.Exists(static region => region.Type is "Chat" or "chatmessage"))
                row[name + "_transcript"] = Quote(Transcript(pretty));
        }

        foreach (JsonProperty member in item.Data.EnumerateObject())
            row[colliding.Contains(member.Name) ? "_data_" + member.Name : member.Name] = Cell(member.Value);
        row["annotator"] = Quote(item.Annotator() ?? "");
        row["annotation_id"] = Cell(item.Get("id") ?? default);
        foreach (string name in new[] { "created_at", "updated_at", "lead_time" })
            row[name] = Cell(item.Get(name) ?? default);
        if (item.Agreement is { } agreement)
            row["agreement"] = Cell(agreement);
        if (item.Get("history") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } history)
            row["history"] = Cell(history);
        return row;
    }

    private static JsonNode? Pretty(List<LabelStudioRegion> regions)
    {
        List<JsonNode?> nodes = [.. regions.Select(static region => region.Pretty())];
        return regions is [.., { Type: "Choices" or "TextArea" }] && nodes.Count == 1 ? nodes[0] : new JsonArray([.. nodes]);
    }

    private static string Transcript(JsonNode? pretty)
    {
        if (pretty is not JsonArray messages)
            return "";
        return string.Join('\n', messages.OfType<JsonObject>().Select(static message =>
        {
            string role = message["role"]?.ToString() ?? "";
            string content = message["content"]?.ToString() ?? "";
            return role.Length == 0 ? content : content.Length == 0 ? role + ":" : $"{role}: {content}";
        }));
    }

    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Number(value),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Object or JsonValueKind.Array => Quote(Json(LabelStudioRegion.Node(value))),
        _ => "\"\"",
    };

    private static string Number(JsonElement value)
    {
        string raw = value.GetRawText();
        return raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? raw : PythonNumber.Text(value.GetDouble());
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Compact JSON with escaped slashes and numbers as Python writes them.</summary>
    private static string Json(JsonNode? node)
    {
        StringBuilder text = new();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                int count = 0;
                foreach ((string name, JsonNode? value) in members)
                {
                    text.Append(count++ == 0 ? "" : ",").Append(Text(name)).Append(':');
                    Write(text, value);
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (int i = 0; i < items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Write(text, items[i]);
                }

                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                text.Append(Text(value.GetValue<string>()));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out JsonElement number):
                text.Append(Number(number));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static string Text(string text)
    {
        string encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return $"\"{encoded.Replace("/", "\\/", StringComparison.Ordinal)}\"";
    }
}
