using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// Lays <c>allOf</c> and references out flat. Every mapping counts once, so that neither a cycle nor a pyramid of references grows.
/// </summary>
internal sealed class PartsCollector(ReaderContext context, Polymorphism polymorphism)
{
    private readonly HashSet<SpecNode> _merged = new();

    /// <summary>Whether the schema a reference points at was laid out as a part of another.</summary>
    public bool IsMerged(SpecCursor schema) => _merged.Contains(schema.Node);

    /// <param name="schemas">One schema, or several that must all hold.</param>
    /// <param name="inherit">An <c>allOf</c> entry that is the base of a hierarchy is kept as <see cref="SchemaParts.Base"/> instead of
    /// merged.</param>
    public SchemaParts Collect(IReadOnlyList<SpecCursor> schemas, bool inherit)
    {
        SchemaParts parts = new(schemas[0]);
        HashSet<SpecNode> seen = new();
        foreach (SpecCursor schema in schemas)
            Add(schema, parts, seen, inherited: false, inherit, depth: 0);
        return parts;
    }

    private void Add(SpecCursor at, SchemaParts parts, HashSet<SpecNode> seen, bool inherited, bool inherit, int depth)
    {
        if (at.Node is not SpecMapping mapping)
        {
            if (at.AsBoolean() is null && !at.IsNull)
                context.Report(Rules.NotASchema, at);
            return;
        }

        if (depth > Limits.ReferenceChain)
        {
            context.Report(Rules.ReferenceCycle, at, at.Pointer);
            return;
        }

        if (!seen.Add(mapping))
            return;
        if (ReferenceResolver.ReferenceOf(at) is { } reference)
        {
            if (!SchemaKeywords.IsPlainReference(at) || HasWords(mapping))
                parts.All.Add(new SchemaPart(at, inherited));
            if (context.References.Resolve(at, reference) is { } target)
            {
                _merged.Add(target.Node);
                Add(target, parts, seen, inherited: true, inherit, depth + 1);
            }
        }
        else
        {
            parts.All.Add(new SchemaPart(at, inherited));
        }

        if (at.Value("allOf") is { } allOf)
        {
            if (allOf.Sequence is null)
                context.Report(Rules.WrongType, allOf, "allOf", "a list");
            foreach (SpecCursor entry in allOf.Items())
            {
                if (inherit && parts.Base is null && polymorphism.BaseOf(entry) is { } root && !seen.Contains(root.Node))
                    parts.Base = root;
                else
                    Add(entry, parts, seen, inherited, inherit, depth + 1);
            }
        }
    }

    private static bool HasWords(SpecMapping mapping) => mapping.Entries.Count > 1;
}
