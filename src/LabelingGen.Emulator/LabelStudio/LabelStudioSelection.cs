using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Which tasks a data manager request means: its view, filters, ordering and selected items.</summary>
internal static class LabelStudioSelection
{
    private const string FilterPrefix = "filter:tasks:";

    public static IEnumerable<JsonObject> Of(LabelStudioEmulator vendor, EmulatorRequest request)
    {
        JsonObject query = request.Query("query") is { Length: > 0 } text ? Parse(text) : [];
        if (request.Query("selectedItems") is { Length: > 0 } selected)
            query["selectedItems"] = Parse(selected);
        return Of(vendor, request.Query("project"), request.Query("view"), query);
    }

    /// <summary>The view wins over the query.</summary>
    public static IEnumerable<JsonObject> Of(LabelStudioEmulator vendor, string? project, string? view, JsonObject query)
    {
        if (Number(view) is { } viewId)
        {
            JsonObject found = vendor.Views.Get(viewId);
            query = found["data"] as JsonObject ?? [];
            project = found.Whole("project")?.ToString(CultureInfo.InvariantCulture);
        }

        long id = vendor.Projects.Get(Number(project) ?? throw new VendorErrorException(404, "Project not found.")).Id();
        IEnumerable<JsonObject> tasks = vendor.Tasks.Rows.Where(t => t.Whole("project") == id);
        if (query["filters"] is JsonObject { } filters && filters["items"] is JsonArray { Count: > 0 } items)
        {
            bool all = filters["conjunction"]?.ToString() != "or";
            tasks = tasks.Where(task => all
                ? items.OfType<JsonObject>().All(filter => Passes(vendor, task, filter))
                : items.OfType<JsonObject>().Any(filter => Passes(vendor, task, filter)));
        }

        if (query["selectedItems"] is JsonObject selection)
            tasks = Selected(tasks, selection);
        return query["ordering"] is JsonArray { Count: > 0 } ordering ? Ordered(vendor, tasks, ordering[0]!.ToString()) : tasks;
    }

    private static IEnumerable<JsonObject> Selected(IEnumerable<JsonObject> tasks, JsonObject selection)
    {
        HashSet<long> Ids(string name) => [.. (selection[name] as JsonArray ?? []).Select(id => Number(id?.ToString())).OfType<long>()];
        return selection.IsTrue("all")
            ? tasks.Where(task => !Ids("excluded").Contains(task.Id()))
            : tasks.Where(task => Ids("included").Contains(task.Id()));
    }

    private static IEnumerable<JsonObject> Ordered(LabelStudioEmulator vendor, IEnumerable<JsonObject> tasks, string ordering)
    {
        bool isReverse = ordering.StartsWith('-');
        string column = ordering.TrimStart('-').Replace("tasks:", "", StringComparison.Ordinal);
        Comparison<JsonNode?> compare = Compare;
        Comparer<JsonNode?> comparer = Comparer<JsonNode?>.Create(compare);
        return isReverse
            ? tasks.OrderByDescending(task => Value(vendor, task, column), comparer)
            : tasks.OrderBy(task => Value(vendor, task, column), comparer);
    }

    private static bool Passes(LabelStudioEmulator vendor, JsonObject task, JsonObject filter)
    {
        string column = filter["filter"]?.ToString() ?? "";
        if (column.Contains("__", StringComparison.Ordinal) || !column.StartsWith(FilterPrefix, StringComparison.Ordinal))
            throw new VendorErrorException(400, $"Filter {column} is not allowed.", "filters");
        JsonNode? actual = Value(vendor, task, column[FilterPrefix.Length..].TrimStart('-'));
        JsonNode? wanted = filter["value"];
        string text = actual?.ToString() ?? "";
        string other = wanted?.ToString() ?? "";
        return filter["operator"]?.ToString() switch
        {
            "equal" => Compare(actual, wanted) == 0,
            "not_equal" => Compare(actual, wanted) != 0,
            "greater" => Compare(actual, wanted) > 0,
            "greater_or_equal" => Compare(actual, wanted) >= 0,
            "less" => Compare(actual, wanted) < 0,
            "less_or_equal" => Compare(actual, wanted) <= 0,
            "contains" => text.Contains(other, StringComparison.OrdinalIgnoreCase),
            "not_contains" => !text.Contains(other, StringComparison.OrdinalIgnoreCase),
            "starts_with" => text.StartsWith(other, StringComparison.OrdinalIgnoreCase),
            "ends_with" => text.EndsWith(other, StringComparison.OrdinalIgnoreCase),
            "empty" => (text.Length == 0) == (other is "true" or "True"),
            "in" => IsWithin(actual, wanted),
            "not_in" => !IsWithin(actual, wanted),
            string unknown => throw new VendorErrorException(400, $"Operator {unknown} is not known.", "filters"),
            null => throw new VendorErrorException(400, "This field is required.", "operator"),
        };
    }

    private static bool IsWithin(JsonNode? actual, JsonNode? wanted) => wanted switch
    {
        JsonObject range => Compare(actual, range["min"]) >= 0 && Compare(actual, range["max"]) <= 0,
        JsonArray list => list.Any(item => Compare(actual, item) == 0),
        _ => false,
    };

    private static JsonNode? Value(LabelStudioEmulator vendor, JsonObject task, string column)
    {
        if (column.StartsWith("data.", StringComparison.Ordinal))
            return task["data"]?[column[5..]];
        return column switch
        {
            "total_annotations" or "cancelled_annotations" or "total_predictions" => LabelStudioTaskRoutes.Full(vendor, task)[column],
            "ground_truth" => vendor.Annotations.Rows.Any(a => a.Whole("task") == task.Id() && a.IsTrue("ground_truth")),
            _ => task[column],
        };
    }

    private static int Compare(JsonNode? left, JsonNode? right)
    {
        (string a, string b) = (left?.ToString() ?? "", right?.ToString() ?? "");
        return double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out double x)
            && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out double y)
            ? x.CompareTo(y)
            : string.CompareOrdinal(a, b);
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonBody.Parse(Encoding.UTF8.GetBytes(text)) as JsonObject ?? [];
        }
        catch (JsonException malformed)
        {
            throw new VendorErrorException(400, "The query is not valid JSON: " + malformed.Message, "query");
        }
    }
}
