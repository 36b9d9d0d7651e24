using System.Text.Json.Nodes;

namespace LabelingGen.LabelStudio;

/// <summary>A condition on a column of the data manager.</summary>
public sealed class TaskFilter
{
    private const string Prefix = "filter:tasks:";

    private readonly JsonNode? _value;

    /// <summary>Makes a condition.</summary>
    /// <param name="column">A column such as <c>id</c>, <c>completed_at</c> or <c>data.key</c>.</param>
    /// <param name="filterOperator">equal, greater, contains, in, empty and so on.</param>
    /// <param name="type">Number, Datetime, Boolean, String, List or Unknown.</param>
    /// <param name="value">The value; an object with min and max for in and not_in.</param>
    /// <exception cref="ArgumentException">The column is empty or holds <c>__</c>, which the server refuses.</exception>
    public TaskFilter(string column, string filterOperator, string type, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentException.ThrowIfNullOrEmpty(filterOperator);
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (column.Contains("__", StringComparison.Ordinal))
            throw new ArgumentException($"The column '{column}' holds '__', which the server refuses.", nameof(column));
        Column = column;
        FilterOperator = filterOperator;
        Type = type;
        _value = value?.DeepClone();
    }

    /// <summary>The column that is compared, such as <c>id</c> or <c>data.key</c>.</summary>
    public string Column { get; }

    /// <summary>How the column is compared.</summary>
    public string FilterOperator { get; }

    /// <summary>Type of the value.</summary>
    public string Type { get; }

    internal JsonObject ToJson() => new()
    {
        ["filter"] = Prefix + Column,
        ["operator"] = FilterOperator,
        ["type"] = Type,
        ["value"] = _value?.DeepClone(),
    };
}
