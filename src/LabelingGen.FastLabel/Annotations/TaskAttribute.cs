using System.Text.Json.Nodes;

namespace LabelingGen.FastLabel;

public sealed partial class TaskAttribute
{
    /// <summary>A text: attributes of the types text, select and radio.</summary>
    public static TaskAttribute Of(string key, string value) => new() { Key = key, Value = JsonValue.Create(value) };

    /// <summary>A number.</summary>
    public static TaskAttribute Of(string key, double value) => new() { Key = key, Value = PointList.Number(value) };

    /// <summary>Several texts: an attribute of the type checkbox.</summary>
    public static TaskAttribute Of(string key, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new() { Key = key, Value = new JsonArray([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]) };
    }

    /// <summary>Yes or no: an attribute of the type switch, which travels as <c>"1"</c> or <c>"0"</c>.</summary>
    public static TaskAttribute Of(string key, bool value) => Of(key, value ? "1" : "0");

    /// <summary>The texts of the value: one for a text, all of a list; none where it holds something else.</summary>
    public IReadOnlyList<string> Texts => Value switch
    {
        JsonArray items => [.. items.Select(TextOf).OfType<string>()],
        _ => TextOf(Value) is { } text ? [text] : [],
    };

    /// <summary>The numbers of the value: one for a number, all of a list; none where it holds something else.</summary>
    public IReadOnlyList<double> Numbers => Value is JsonArray
        ? PointList.Read(Value) ?? []
        : PointList.ReadNumber(Value) is { } number ? [number] : [];

    /// <summary>A copy without the members that only answers have.</summary>
    internal TaskAttribute WithoutAnswers()
    {
        TaskAttribute copy = (TaskAttribute)MemberwiseClone();
        copy.Title = null;
        copy.Name = null;
        copy.Type = null;
        return copy;
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
