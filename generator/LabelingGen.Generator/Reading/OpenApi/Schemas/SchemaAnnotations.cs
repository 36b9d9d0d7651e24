using System.Globalization;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>What a schema says about its values besides their shape: words, default, example, limits, name.</summary>
internal static class SchemaAnnotations
{
    public static Schema Apply(Schema schema, SchemaParts parts, SchemaTypes types) => schema with
    {
        Nullable = schema.Nullable || types.Nullable,
        Title = Words(parts, "title") ?? schema.Title,
        Description = Words(parts, "description") ?? Words(parts, "summary") ?? schema.Description,
        Deprecated = schema.Deprecated || parts.GetOwn("deprecated")?.AsBoolean() == true,
        DefaultJson = Json(parts.GetOwn("default")) ?? schema.DefaultJson,
        ExampleJson = Json(Example(parts)) ?? schema.ExampleJson,
        Constraints = ReadConstraints(parts, schema.Constraints),
        PreferredName = PreferredName(parts) ?? schema.PreferredName,
    };

    private static string? Words(SchemaParts parts, string keyword) =>
        parts.GetOwn(keyword)?.Scalar is { Text.Length: > 0 } scalar ? scalar.Text : null;

    private static string? Json(SpecCursor? value) => value is null ? null : SpecJson.Write(value.Node, Limits.ExampleLength);

    public static SpecCursor? Example(SchemaParts parts) =>
        parts.GetOwn("example") ?? (parts.GetOwn("examples") is { Sequence: not null } list ? list.Items().FirstOrDefault() : null);

    private static string? PreferredName(SchemaParts parts)
    {
        SpecCursor at = parts.All[0].At;
        return at.Text("x-csharp-name") ?? at.Value("x-ms-enum")?.Text("name") ?? at.Text("x-ms-client-name");
    }

    private static Constraints ReadConstraints(SchemaParts parts, Constraints fallback)
    {
        SpecCursor? exclusiveMinimum = parts.Get("exclusiveMinimum");
        SpecCursor? exclusiveMaximum = parts.Get("exclusiveMaximum");
        Constraints constraints = new()
        {
            // A boolean until 3.0, the limit itself since 3.1.
            Minimum = Number(exclusiveMinimum) ?? Number(parts.Get("minimum")),
            Maximum = Number(exclusiveMaximum) ?? Number(parts.Get("maximum")),
            ExclusiveMinimum = exclusiveMinimum is not null
                && (Number(exclusiveMinimum) is not null || exclusiveMinimum.AsBoolean() == true),
            ExclusiveMaximum = exclusiveMaximum is not null
                && (Number(exclusiveMaximum) is not null || exclusiveMaximum.AsBoolean() == true),
            MinLength = Count(parts.Get("minLength")),
            MaxLength = Count(parts.Get("maxLength")),
            MinItems = Count(parts.Get("minItems")),
            MaxItems = Count(parts.Get("maxItems")),
            Pattern = parts.Get("pattern")?.Scalar?.Text,
        };
        return constraints == Constraints.None ? fallback : constraints;
    }

    private static string? Number(SpecCursor? at) =>
        at?.Scalar is { Kind: ScalarKind.Integer or ScalarKind.Number } scalar ? SpecJson.JsonNumber(scalar.Text) : null;

    private static int? Count(SpecCursor? at) =>
        at?.Scalar is { } scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : null;
}
