using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <param name="Names">JSON types that remain, without <c>null</c>; empty = not said and not to be told.</param>
internal sealed record SchemaTypes(IReadOnlyList<string> Names, bool Nullable);

/// <summary>Which JSON types a schema allows: as stated, or as its other keywords give away.</summary>
internal sealed class TypeReader(ReaderContext context)
{
    public SchemaTypes Read(SchemaParts parts)
    {
        List<string>? names = null;
        bool? nullable = null;
        bool saysNullable = false;
        foreach (SchemaPart part in parts.All)
        {
            if (!part.Inherited || parts.All.Count == 1)
                saysNullable |= part.At.Boolean("nullable") == true || part.At.Boolean("x-nullable") == true;
            if (part.At.Child("type") is not { } type)
                continue;
            ReportCase(type);
            List<string> stated = SchemaKeywords.TypeNames(type).ToList();
            nullable = (nullable ?? true) && stated.Contains("null");
            stated.Remove("null");
            names = names is null ? stated : Intersect(names, stated);
        }

        bool allowsNull = saysNullable || nullable == true;
        if (names is null || names.Count == 0)
            names = Infer(parts) is { } inferred ? [inferred] : [];
        if (names.Count == 2 && names.Contains("integer") && names.Contains("number"))
            names = ["number"];
        return new SchemaTypes(names, allowsNull);
    }

    private static List<string> Intersect(List<string> first, List<string> second)
    {
        List<string> both = first.Where(second.Contains).ToList();
        if (both.Count == 0 && first.Contains("integer") && second.Contains("number"))
            both.Add("integer");
        // Types that contradict each other: the later part is the more specific one.
        return both.Count > 0 ? both : second;
    }

    private void ReportCase(SpecCursor type)
    {
        foreach (SpecScalar scalar in type.Scalar is { } one ? [one] : type.Items().Select(i => i.Scalar).OfType<SpecScalar>())
        {
            string read = SchemaKeywords.TypeNames(type).FirstOrDefault() ?? "";
            if (scalar.IsNull || scalar.Text is "string" or "number" or "integer" or "boolean" or "array" or "object" or "null" or "file"
                or "any")
                continue;
            string name = type.Scalar is null ? scalar.Text.ToLowerInvariant() : read;
            if (name is "string" or "number" or "integer" or "boolean" or "array" or "object" or "null" or "file")
                context.Report(Rules.TypeSpelling, type, scalar.Text, name);
        }
    }

    private string? Infer(SchemaParts parts)
    {
        if (parts.Has("properties") || parts.Has("additionalProperties") || parts.Has("patternProperties") || parts.Has("propertyNames")
            || parts.Has("minProperties") || parts.Has("maxProperties") || parts.Get("required") is { Sequence: not null }
            || parts.Base is not null)
            return "object";
        if (parts.Has("items") || parts.Has("prefixItems") || parts.Has("minItems") || parts.Has("maxItems") || parts.Has("uniqueItems"))
            return "array";
        if (parts.Has("pattern") || parts.Has("minLength") || parts.Has("maxLength") || parts.Has("contentEncoding")
            || parts.Has("contentMediaType"))
            return "string";
        if (parts.Get("format")?.Scalar?.Text is { } format)
        {
            if (PrimitiveSchemas.ImpliesString(format))
                return "string";
            if (PrimitiveSchemas.ImpliesInteger(format))
                return "integer";
            if (PrimitiveSchemas.ImpliesNumber(format))
                return "number";
        }

        if (parts.Has("minimum") || parts.Has("maximum") || parts.Has("multipleOf")
            || parts.Get("exclusiveMinimum")?.Scalar is { Kind: not ScalarKind.Boolean })
            return "number";
        return null;
    }
}
