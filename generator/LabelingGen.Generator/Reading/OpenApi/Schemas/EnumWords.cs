using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// Names and descriptions of enum values: <c>x-enum-varnames</c> (OpenAPI Generator), <c>x-enumNames</c> (NSwag), <c>x-ms-enum</c>
/// (AutoRest),
/// <c>x-enum-descriptions</c>; lists in the order of the values, or mappings by value.
/// </summary>
internal sealed class EnumWords
{
    private static readonly string[] NameKeys =
        ["x-enum-varnames", "x-enumNames", "x-enum-names", "x-enum-var-names", "x-csharp-enum-names"];
    private static readonly string[] DescriptionKeys = ["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"];

    private readonly SpecCursor? _names;
    private readonly SpecCursor? _descriptions;
    private readonly SpecCursor? _deprecated;
    private readonly Dictionary<string, SpecCursor> _microsoft = new(StringComparer.Ordinal);

    public EnumWords(SchemaParts parts)
    {
        _names = First(parts, NameKeys);
        _descriptions = First(parts, DescriptionKeys);
        _deprecated = parts.Get("x-enum-deprecated") ?? parts.Get("x-deprecated-enum-values");
        foreach (SpecCursor value in parts.Get("x-ms-enum")?.Value("values")?.Items() ?? Enumerable.Empty<SpecCursor>())
        {
            if (value.Child("value") is { Scalar: { IsNull: false } scalar })
                _microsoft[scalar.Text] = value;
        }
    }

    public EnumValue Describe(string json, int index)
    {
        string text = Unquote(json);
        _microsoft.TryGetValue(text, out SpecCursor? microsoft);
        string? name = microsoft?.Text("name") ?? At(_names, text, index);
        string? description = microsoft?.Text("description") ?? At(_descriptions, text, index);
        bool deprecated = _deprecated?.Items().Any(d => d.Scalar?.Text == text) == true;
        return new EnumValue(json, NullIfBlank(name), NullIfBlank(description), deprecated);
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static SpecCursor? First(SchemaParts parts, string[] keys) => keys.Select(parts.Get).FirstOrDefault(c => c is not null);

    private static string? At(SpecCursor? list, string value, int index) => list?.Node switch
    {
        SpecSequence sequence when index < sequence.Items.Count => (sequence.Items[index] as SpecScalar)?.Text,
        SpecMapping mapping => (mapping.Find(value)?.Value as SpecScalar)?.Text,
        _ => null,
    };

    // Values that need escapes have no entry in anybody's extension.
    private static string Unquote(string json) => json[0] == '"' ? json.Substring(1, json.Length - 2) : json;
}
