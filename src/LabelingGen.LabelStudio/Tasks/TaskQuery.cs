using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.LabelStudio;

/// <summary>
/// Which tasks, in which order: the <c>query</c> of <see cref="TasksClient.ListAsync"/>, and filters and order of a view's data.
/// </summary>
public sealed class TaskQuery
{
    private readonly List<TaskFilter> _filters = [];

    /// <summary>Whether a task must pass all filters or one of them. Default: all.</summary>
    public Conjunction Conjunction { get; init; } = Conjunction.And;

    /// <summary>
    /// Column to order by, such as <c>tasks:id</c> or <c>tasks:data.key</c>, after a minus to reverse; the server takes one.
    /// </summary>
    public string? Ordering { get; init; }

    /// <summary>Only these tasks.</summary>
    public IReadOnlyList<long>? Included { get; init; }

    /// <summary>All tasks but these.</summary>
    public IReadOnlyList<long>? Excluded { get; init; }

    /// <summary>What tasks must fit.</summary>
    public IReadOnlyList<TaskFilter> Filters => _filters;

    /// <summary>Adds a filter.</summary>
    /// <param name="column">A column such as <c>id</c>, <c>completed_at</c> or <c>data.key</c>.</param>
    /// <param name="filterOperator">equal, greater, contains, in, empty and so on.</param>
    /// <param name="type">Number, Datetime, Boolean, String, List or Unknown.</param>
    /// <param name="value">The value; an object with min and max for in and not_in.</param>
    /// <exception cref="ArgumentException">The column is empty or holds <c>__</c>, which the server refuses.</exception>
    public TaskQuery Where(string column, string filterOperator, string type, JsonNode? value)
    {
        _filters.Add(new TaskFilter(column, filterOperator, type, value));
        return this;
    }

    /// <summary>The JSON of <c>query</c>.</summary>
    /// <exception cref="InvalidOperationException">Tasks are both included and excluded.</exception>
    public override string ToString()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            ToJson().WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The object of <c>query</c>, also the filters, ordering and selection of a view's data.</summary>
    /// <exception cref="InvalidOperationException">Tasks are both included and excluded.</exception>
    public JsonObject ToJson()
    {
        JsonArray items = [.. _filters.Select(filter => filter.ToJson())];
        JsonObject query = new()
        {
            ["filters"] = new JsonObject { ["conjunction"] = Conjunction.Value, ["items"] = items },
        };
        if (Ordering is not null)
            query["ordering"] = new JsonArray(Ordering);
        if (Included is not null && Excluded is not null)
            throw new InvalidOperationException("Either tasks are included or others are excluded, not both.");
        if (Included is not null)
            query["selectedItems"] = new JsonObject { ["all"] = false, ["included"] = Ids(Included) };
        else if (Excluded is not null)
            query["selectedItems"] = new JsonObject { ["all"] = true, ["excluded"] = Ids(Excluded) };
        return query;
    }

    private static JsonArray Ids(IReadOnlyList<long> ids) => [.. ids.Select(id => JsonValue.Create(id))];
}
