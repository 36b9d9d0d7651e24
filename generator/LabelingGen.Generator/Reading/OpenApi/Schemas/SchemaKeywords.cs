using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>Which keywords shape a value and which only speak about it.</summary>
internal static class SchemaKeywords
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$ref", "$dynamicRef", "title", "description", "summary", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
        "nullable", "xml",
        "externalDocs", "$comment", "$schema", "$id", "$anchor", "$dynamicAnchor", "$defs", "definitions", "optional",
        // Limits of a value do not make another type of it.
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
        "minProperties", "maxProperties", "uniqueItems", "pattern",
    };

    private static readonly HashSet<string> ParameterOnly = new(StringComparer.Ordinal)
    {
        "name", "in", "required", "collectionFormat", "allowEmptyValue", "style", "explode", "allowReserved",
    };

    public static bool IsAnnotation(string keyword) => Annotations.Contains(keyword) || keyword.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>Nothing but words, limits and extensions; <c>nullable</c> counts as such.</summary>
    public static bool OnlyAnnotations(SpecMapping mapping) => mapping.Entries.All(e => IsAnnotation(e.Key));

    /// <summary>
    /// As <see cref="OnlyAnnotations"/>, or with a bare type besides: what a base class says of a property that its subclasses refine.
    /// </summary>
    public static bool OnlyType(SpecMapping mapping) => mapping.Entries.All(e => e.Key == "type" || IsAnnotation(e.Key));

    /// <summary>
    /// A reference that stands for its target and adds no shape. Many writers repeat the target's type beside it, or that nothing is added
    /// to it.
    /// </summary>
    public static bool IsPlainReference(SpecCursor at) =>
        ReferenceResolver.ReferenceOf(at) is not null && !DynamicScope.Binds(at.Mapping!) && at.Mapping!.Entries.All(e =>
            IsAnnotation(e.Key)
            || (e.Value is SpecScalar && (ParameterOnly.Contains(e.Key) || e.Key is "type" or "additionalProperties" or "unevaluatedProperties"))
            || IsEmpty(e));

    /// <summary>The schema <c>null</c> in one of its spellings.</summary>
    public static bool IsNull(SpecCursor at)
    {
        if (at.Node is not SpecMapping mapping)
            return false;
        if (at.Child("type") is { } type)
            return TypeNames(type).All(t => t == "null") && TypeNames(type).Any();
        if (at.Child("const") is { } constant)
            return constant.IsNull;
        if (at.Child("enum") is { Sequence: { Items.Count: > 0 } values })
            return values.Items.All(v => v is SpecScalar { IsNull: true });
        return mapping.Entries.Count > 0
            && mapping.Entries.All(e => e.Key is "nullable" or "description" or "title")
            && at.Boolean("nullable") == true;
    }

    /// <summary>The names in a <c>type</c>, one or several, in lower case: <c>String</c> is a common slip.</summary>
    public static IEnumerable<string> TypeNames(SpecCursor type)
    {
        if (type.Scalar is { } scalar)
            return [TypeName(scalar)];
        return type.Items().Where(i => i.Scalar is not null).Select(i => TypeName(i.Scalar!)).Distinct(StringComparer.Ordinal);
    }

    private static string TypeName(SpecScalar scalar)
    {
        if (scalar.IsNull)
            return "null";
        string name = scalar.Text.Trim().ToLowerInvariant();
        return name switch
        {
            "int" or "int32" or "int64" or "long" => "integer",
            "float" or "double" or "decimal" => "number",
            "bool" => "boolean",
            "str" or "text" or "date" or "datetime" or "date-time" or "uuid" => "string",
            "dict" or "map" => "object",
            "list" => "array",
            _ => name,
        };
    }

    private static bool IsEmpty(SpecEntry entry) =>
        entry.Value is SpecMapping { Entries.Count: 0 } or SpecSequence { Items.Count: 0 } or SpecScalar { IsNull: true };
}
