using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire.Python;

namespace LabelingGen.Testing.Wire;

/// <summary>Turns values of the program, and our models, into JSON and back.</summary>
public static class WireJson
{
    private static readonly JsonSerializerOptions Options = new();

    /// <summary>The JSON of a value of the program or of one of our objects.</summary>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        double number => JsonNode.Parse(Operators.Represent(number)),
        WireConstant constant => ToNode(constant.Value),
        WireInstance instance => ToNode(instance.Value),
        DateTimeOffset time => JsonValue.Create(time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture)),
        Dictionary<object, object?> pairs => new JsonObject(pairs.Select(p => KeyValuePair.Create(Operators.Text(p.Key), ToNode(p.Value)))),
        List<object?> items => new JsonArray([.. items.Select(ToNode)]),
        byte[] => throw new WireRefusedException("bytes have no JSON form"),
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), Options),
    };

    /// <summary>The same as text, spelled as Python's <c>json.dumps</c> spells it.</summary>
    public static string ToText(object? value) => PythonJson.Write(ToNode(value));

    /// <summary>The value of the program that stands for a JSON value.</summary>
    public static object? ToPython(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => members.ToDictionary(m => (object)m.Key, m => ToPython(m.Value)),
        JsonArray items => items.Select(ToPython).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
                ? (object)whole
                : double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Whether a value is one of the program's own: text, number, list, dictionary and the like.</summary>
    internal static bool IsPlain(object? value) =>
        value is null or string or bool or long or double or byte[] or DateTimeOffset or DateOnly or TimeSpan
            or Dictionary<object, object?> or List<object?>
            or WireConstant or WireInstance or WireType or PythonFile or PythonNamespace or PythonCallable;

    /// <summary>Our answer as a value of the program, where it is a plain collection or scalar.</summary>
    internal static object? FromAnswer(object? value, Func<object?, object?> wrap) => value switch
    {
        JsonNode node => ToPython(node),
        int number => (long)number,
        float number => (double)number,
        decimal number => (double)number,
        Uri address => address.OriginalString,
        Guid id => id.ToString(),
        IDictionary pairs => pairs.Keys.Cast<object>().ToDictionary(k => wrap(k)!, k => wrap(pairs[k])),
        IReadOnlyDictionary<string, string> pairs => pairs.ToDictionary(p => (object)p.Key, p => (object?)p.Value),
        IAsyncEnumerable<object?> or Stream => value,
        IEnumerable items => items.Cast<object?>().Select(wrap).ToList(),
        _ => value,
    };
}
