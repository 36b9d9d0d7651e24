using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

/// <summary>One comparison of a <see cref="LabelFilter"/>: <c>confidence &gt;= 0.5</c>.</summary>
public sealed class FilterCondition
{
    private static readonly (string Text, FilterOperator Operator)[] Operators =
    [
        ("==", FilterOperator.Equal), ("=", FilterOperator.Equal), ("!=", FilterOperator.NotEqual), (">", FilterOperator.GreaterThan),
        (">=", FilterOperator.GreaterThanOrEqual), ("<", FilterOperator.LessThan), ("<=", FilterOperator.LessThanOrEqual),
        ("in", FilterOperator.In), ("not in", FilterOperator.NotIn),
    ];

    private static readonly (string Text, FilterTarget Target)[] Targets =
    [
        ("field", FilterTarget.Field), ("metadata", FilterTarget.Metadata), ("segment_field", FilterTarget.SegmentField),
        ("segment_metadata", FilterTarget.SegmentMetadata),
    ];

    private readonly JsonNode? _value;

    /// <summary>Makes a condition.</summary>
    /// <param name="key">What is compared, under its name on the wire.</param>
    /// <param name="comparison">How it is compared.</param>
    /// <param name="value">
    /// What it is compared with: a text, a number or a truth value, or for <see cref="FilterOperator.In"/> and
    /// <see cref="FilterOperator.NotIn"/> a list of them.
    /// </param>
    /// <param name="target">Where the key is looked for.</param>
    /// <param name="allowMissing">
    /// Whether the key may be missing: the condition does not hold then. Otherwise a missing key is an error.
    /// </param>
    /// <exception cref="ArgumentException">There is no key, or the value does not go with the comparison.</exception>
    public FilterCondition(
        string key, FilterOperator comparison, JsonNode? value, FilterTarget target = FilterTarget.Field, bool allowMissing = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if ((comparison is FilterOperator.In or FilterOperator.NotIn) != (value is JsonArray))
            throw new ArgumentException($"'{key}' is compared with a list by In and NotIn, and by nothing else.", nameof(value));
        if (value is JsonObject)
            throw new ArgumentException($"'{key}' cannot be compared with an object.", nameof(value));
        Key = key;
        Operator = comparison;
        _value = value?.DeepClone();
        Target = target;
        AllowMissing = allowMissing;
    }

    /// <summary>What is compared.</summary>
    public string Key { get; }

    /// <summary>How it is compared.</summary>
    public FilterOperator Operator { get; }

    /// <summary>Where the key is looked for.</summary>
    public FilterTarget Target { get; }

    /// <summary>Whether the key may be missing.</summary>
    public bool AllowMissing { get; }

    /// <summary>What it is compared with; a copy.</summary>
    public JsonNode? Value => _value?.DeepClone();

    internal bool IsOfSegments => Target is FilterTarget.SegmentField or FilterTarget.SegmentMetadata;

    /// <summary>The form that the server's evaluation functions take: <c>[key, operator, value, allow missing, type]</c>.</summary>
    public JsonArray ToJson() => new(
        Key, Operators.First(o => o.Operator == Operator).Text, Value, AllowMissing, Targets.First(t => t.Target == Target).Text);

    /// <summary>Reads the form that the server's evaluation functions take.</summary>
    /// <exception cref="FormatException">It is another one; the message names what is wrong.</exception>
    public static FilterCondition FromJson(JsonNode? json)
    {
        if (json is not JsonArray { Count: >= 3 and <= 5 } parts || Text(parts[0]) is not { Length: > 0 } key)
            throw new FormatException("A condition is a list of key, operator, value, whether it may be missing, and type.");
        (string Text, FilterOperator Operator) found = Array.Find(Operators, o => o.Text == Text(parts[1]));
        (string Text, FilterTarget Target) target = parts.Count < 5 ? Targets[0] : Array.Find(Targets, t => t.Text == Text(parts[4]));
        if (found.Text is null || target.Text is null)
            throw new FormatException($"The condition on '{key}' has an unknown operator or type: {parts.ToJsonString()}.");
        bool allowMissing = parts.Count > 3 && parts[3]?.GetValueKind() == JsonValueKind.True;
        try
        {
            return new FilterCondition(key, found.Operator, parts[2], target.Target, allowMissing);
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }

        static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
    }

    /// <summary>The condition as text.</summary>
    public override string ToString() =>
        $"{Key} {Operators.First(o => o.Operator == Operator).Text} {_value?.ToJsonString() ?? "null"}";

    /// <summary>Whether the condition holds for an annotation, prediction or segment in its JSON form.</summary>
    /// <exception cref="InvalidItemException">The key is missing although it must not, or cannot be compared.</exception>
    internal bool Holds(JsonObject label, string? referenceId)
    {
        JsonNode? actual = Target is FilterTarget.Metadata or FilterTarget.SegmentMetadata
            ? (label["metadata"] as JsonObject)?[Key]
            : label[Key] ?? (label["geometry"] as JsonObject)?[Key];
        if (actual is null)
        {
            return AllowMissing
                ? false
                : throw new InvalidItemException(referenceId, $"Something on '{referenceId}' has no '{Key}' that it could be filtered by.");
        }

        return Operator switch
        {
            FilterOperator.Equal => AreEqual(actual, _value),
            FilterOperator.NotEqual => !AreEqual(actual, _value),
            FilterOperator.In => _value!.AsArray().Any(value => AreEqual(actual, value)),
            FilterOperator.NotIn => !_value!.AsArray().Any(value => AreEqual(actual, value)),
            FilterOperator.GreaterThan => Compare(actual, referenceId) > 0,
            FilterOperator.GreaterThanOrEqual => Compare(actual, referenceId) >= 0,
            FilterOperator.LessThan => Compare(actual, referenceId) < 0,
            _ => Compare(actual, referenceId) <= 0,
        };
    }

    private static bool AreEqual(JsonNode actual, JsonNode? value) =>
        Number(actual) is { } left && Number(value) is { } right ? left == right : JsonNode.DeepEquals(actual, value);

    private int Compare(JsonNode actual, string? referenceId)
    {
        if (Number(actual) is { } left && Number(_value) is { } right)
            return left.CompareTo(right);
        if (actual.GetValueKind() == JsonValueKind.String && _value?.GetValueKind() == JsonValueKind.String)
            return string.CompareOrdinal(actual.GetValue<string>(), _value.GetValue<string>());
        throw new InvalidItemException(
            referenceId, $"'{Key}' of something on '{referenceId}' is {actual.ToJsonString()}, which has no order with {this}.");
    }

    private static double? Number(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number
        ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture)
        : null;
}
