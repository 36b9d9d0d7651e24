using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>Whether a named schema allows null, told from its keywords alone: uses of it must know before it is read.</summary>
internal sealed class NullabilityReader(ReaderContext context)
{
    private readonly Dictionary<SpecNode, bool> _known = new();

    public bool IsNullable(SpecCursor schema) => IsNullable(schema, 0);

    private bool IsNullable(SpecCursor schema, int depth)
    {
        if (_known.TryGetValue(schema.Node, out bool known))
            return known;
        // A schema that asks for itself adds nothing to the answer.
        _known[schema.Node] = false;
        bool nullable = depth < Limits.SchemaDepth && Decide(schema, depth);
        _known[schema.Node] = nullable;
        return nullable;
    }

    private bool Decide(SpecCursor schema, int depth)
    {
        if (schema.Boolean("nullable") == true || schema.Boolean("x-nullable") == true || SchemaKeywords.IsNull(schema))
            return true;
        if (schema.Child("type") is { Sequence: not null } types && SchemaKeywords.TypeNames(types).Contains("null"))
            return true;
        if (schema.Child("enum")?.Sequence?.Items.Any(i => i is SpecScalar { IsNull: true }) == true)
            return true;
        if ((schema.Value("oneOf") ?? schema.Value("anyOf"))?.Items().Any(i => AllowsNull(i, depth)) == true)
            return true;
        List<SpecCursor> parts = schema.Value("allOf")?.Items().Where(i => i.Node is SpecMapping).ToList() ?? new List<SpecCursor>();
        return parts.Any(p => ReferenceResolver.ReferenceOf(p) is null && p.Boolean("nullable") == true)
            || (parts.Count > 0 && parts.All(p => AllowsNull(p, depth)));
    }

    private bool AllowsNull(SpecCursor at, int depth)
    {
        if (SchemaKeywords.IsNull(at) || at.Boolean("nullable") == true)
            return true;
        if (ReferenceResolver.ReferenceOf(at) is { } reference)
            return context.References.TryResolve(at.Document, reference) is { } target && IsNullable(target, depth + 1);
        return IsNullable(at, depth + 1);
    }
}
