using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// Which schemas are bases of a hierarchy: they carry a discriminator, and others name them in <c>allOf</c>. Known before any schema is
/// read,
/// because a base does not list those that inherit from it.
/// </summary>
internal sealed class Polymorphism
{
    private readonly ReaderContext _context;
    private readonly Dictionary<SpecNode, List<SpecCursor>> _children = new();
    private readonly Dictionary<SpecNode, bool> _isBase = new();
    private readonly Dictionary<SpecNode, SpecCursor?> _discriminators = new();

    public Polymorphism(ReaderContext context) => _context = context;

    /// <summary>Notes which of these schemas (the named ones of a file) inherit from which.</summary>
    public void AddSchemas(IEnumerable<SpecCursor> schemas)
    {
        foreach (SpecCursor schema in schemas)
        {
            foreach (SpecCursor entry in schema.Value("allOf")?.Items() ?? Enumerable.Empty<SpecCursor>())
            {
                if (Target(entry) is not { } target || ReferenceEquals(target.Node, schema.Node))
                    continue;
                if (!_children.TryGetValue(target.Node, out List<SpecCursor>? children))
                    _children.Add(target.Node, children = new List<SpecCursor>());
                children.Add(schema);
            }
        }

        _isBase.Clear();
        _discriminators.Clear();
    }

    /// <summary>The schema an <c>allOf</c> entry names, if it is the base of a hierarchy.</summary>
    public SpecCursor? BaseOf(SpecCursor entry) => Target(entry) is { } target && IsPolymorphic(target, 0) ? target : null;

    /// <summary>Whether other schemas name this one in <c>allOf</c>.</summary>
    public bool IsInherited(SpecCursor schema) => _children.ContainsKey(schema.Node);

    /// <summary>How the schemas below this one are told apart; null where it is no base of any.</summary>
    public (string PropertyName, IReadOnlyList<(string Value, SpecCursor Schema)> Values)? Describe(SpecCursor schema)
    {
        if (!_children.ContainsKey(schema.Node) || !IsPolymorphic(schema, 0) || FindDiscriminator(schema, 0) is not { } found)
            return null;
        List<SpecCursor> descendants = Descendants(schema);
        List<(string, SpecCursor)> values = new();
        HashSet<SpecNode> mapped = new();
        HashSet<string> used = new(StringComparer.Ordinal);
        HashSet<SpecNode> below = new(descendants.Select(d => d.Node));
        foreach ((string value, SpecCursor target) in DiscriminatorSpec.Mappings(_context, found))
        {
            if (below.Contains(target.Node) && used.Add(value))
                values.Add((value, target));
            else if (!below.Contains(target.Node) && !ReferenceEquals(target.Node, schema.Node)
                && ReferenceEquals(found.Parent?.Node, schema.Node))
                _context.Report(Rules.MappingOutsideHierarchy, found, value, target.Segment);
            mapped.Add(target.Node);
        }

        foreach (SpecCursor descendant in descendants.Where(d => !mapped.Contains(d.Node)))
        {
            string value = descendant.Text("x-ms-discriminator-value") ?? descendant.Segment;
            if (used.Add(value))
                values.Add((value, descendant));
        }

        return (DiscriminatorSpec.PropertyName(found) ?? "", values);
    }

    private List<SpecCursor> Descendants(SpecCursor schema)
    {
        List<SpecCursor> found = new();
        HashSet<SpecNode> seen = new() { schema.Node };
        Queue<SpecCursor> open = new();
        open.Enqueue(schema);
        while (open.Count > 0)
        {
            if (!_children.TryGetValue(open.Dequeue().Node, out List<SpecCursor>? children))
                continue;
            foreach (SpecCursor child in children)
            {
                if (!seen.Add(child.Node))
                    continue;
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    private bool IsPolymorphic(SpecCursor schema, int depth)
    {
        if (_isBase.TryGetValue(schema.Node, out bool known))
            return known;
        _isBase[schema.Node] = false;
        bool result = FindDiscriminator(schema, depth) is not null && !IsUnionOfOthers(schema);
        _isBase[schema.Node] = result;
        return result;
    }

    /// <summary>The discriminator of a schema or of what it inherits from.</summary>
    private SpecCursor? FindDiscriminator(SpecCursor schema, int depth)
    {
        if (_discriminators.TryGetValue(schema.Node, out SpecCursor? known))
            return known;
        _discriminators[schema.Node] = null;
        SpecCursor? found = depth > Limits.SchemaDepth ? null : SearchDiscriminator(schema, depth);
        _discriminators[schema.Node] = found;
        return found;
    }

    private SpecCursor? SearchDiscriminator(SpecCursor schema, int depth)
    {
        if (schema.Value("discriminator") is { } own && DiscriminatorSpec.PropertyName(own) is not null)
            return own;
        foreach (SpecCursor entry in schema.Value("allOf")?.Items() ?? Enumerable.Empty<SpecCursor>())
        {
            if (Target(entry) is { } target && FindDiscriminator(target, depth + 1) is { } inherited && IsPolymorphic(target, depth + 1))
                return inherited;
        }

        return null;
    }

    /// <summary>A discriminator beside <c>oneOf</c> belongs to the union, unless the variants inherit from this very schema.</summary>
    private bool IsUnionOfOthers(SpecCursor schema)
    {
        SpecCursor? variants = schema.Value("oneOf") ?? schema.Value("anyOf");
        if (variants is null)
            return false;
        HashSet<SpecNode> below = new(Descendants(schema).Select(d => d.Node));
        return !variants.Items().All(v => Target(v) is { } target && below.Contains(target.Node));
    }

    private SpecCursor? Target(SpecCursor entry)
    {
        SpecCursor at = entry;
        for (int steps = 0; ReferenceResolver.ReferenceOf(at) is { } reference; steps++)
        {
            if (steps == Limits.ReferenceChain || _context.References.TryResolve(at.Document, reference) is not { } next)
                return null;
            at = next;
        }

        return ReferenceEquals(at, entry) ? null : at;
    }
}
