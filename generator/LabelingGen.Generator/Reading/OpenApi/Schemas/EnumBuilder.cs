using System.Globalization;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary><c>enum</c> and <c>const</c>, with the names and descriptions that other tools' extensions give their values.</summary>
internal sealed class EnumBuilder(ReaderContext context)
{
    public Schema? TryBuild(SchemaParts parts, SchemaTypes types)
    {
        IReadOnlyList<SpecCursor>? listed = Values(parts);
        if (listed is null)
            return null;
        List<SpecCursor> values = listed.Where(v => !v.IsNull).ToList();
        bool nullable = values.Count < listed.Count;
        if (values.Count == 0)
            return nullable ? new AnySchema { Nullable = true } : null;
        if (values.Any(v => v.Scalar is null))
        {
            context.Report(Rules.EnumOfObjects, values.First(v => v.Scalar is null));
            return null;
        }

        if (types.Names.Count == 1 && types.Names[0] is "object" or "array" or "file")
        {
            context.Report(Rules.EnumOnWrongType, parts.Get("enum") ?? parts.At, types.Names[0]);
            return null;
        }

        string? type = types.Names.Count == 1 ? types.Names[0] : null;
        if (type == "boolean" || (type is null && values.All(v => v.Scalar!.Kind == ScalarKind.Boolean)))
            return new PrimitiveSchema(PrimitiveKind.Boolean) { Nullable = nullable };
        return Build(parts, values, type) with { Nullable = nullable };
    }

    private static IReadOnlyList<SpecCursor>? Values(SchemaParts parts)
    {
        foreach (SchemaPart part in parts.All)
        {
            if (part.At.Child("const") is { } constant && !(part.At.Parent?.Segment == "properties" && constant.Mapping is not null))
                return [constant];
        }

        return parts.Get("enum") is { Sequence.Items.Count: > 0 } list ? list.Items().ToList() : null;
    }

    private EnumSchema Build(SchemaParts parts, List<SpecCursor> values, string? type)
    {
        EnumWords words = new(parts);
        List<EnumValue> read = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < values.Count; i++)
        {
            string json = Json(values[i], type);
            if (!seen.Add(json))
            {
                context.Report(Rules.DuplicateEnumValue, values[i], json);
                continue;
            }

            read.Add(words.Describe(json, i));
        }

        return new EnumSchema(KindOf(read), read.ToEquatableArray()) { KnownOnly = parts.At.Boolean("x-known-values-only") == true };
    }

    private string Json(SpecCursor value, string? type)
    {
        SpecScalar scalar = value.Scalar!;
        if (type == "string" && scalar.Kind != ScalarKind.String)
        {
            context.Report(Rules.EnumValueType, value, scalar.Text, "string");
            return SpecJson.Quote(scalar.Text);
        }

        if (type is "integer" or "number" && scalar.Kind == ScalarKind.String)
        {
            if (CoreSchema.Resolve(scalar.Text, plain: true, tag: null) is ScalarKind.Integer or ScalarKind.Number
                && SpecJson.JsonNumber(scalar.Text) is { } number)
            {
                context.Report(Rules.EnumValueType, value, scalar.Text, type);
                return number;
            }

            context.Report(Rules.EnumValueType, value, scalar.Text, "string");
        }

        return SpecJson.Write(scalar)!;
    }

    private static EnumValueKind KindOf(List<EnumValue> values)
    {
        if (values.All(v => v.Json[0] == '"'))
            return EnumValueKind.String;
        // An integer of more than 64 bits is kept as text, as any mixture is.
        return values.All(v => long.TryParse(v.Json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? EnumValueKind.Integer
            : EnumValueKind.Mixed;
    }
}
