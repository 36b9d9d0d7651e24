using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>A place in the document whose schema becomes a type of its own.</summary>
internal sealed record NamedPlace(string Id, string Name, SpecCursor At);

/// <summary>
/// Which schemas have a name: those in the containers for them, and whatever a reference points at (a property of another schema, a whole
/// file). Known before reading, so that such a place is the same type where it stands and where it is referred to.
/// </summary>
internal sealed class SchemaNames
{
    private readonly ReaderContext _context;
    private readonly Dictionary<SpecNode, NamedPlace> _places = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<SpecNode> _used = new();
    private readonly Queue<NamedPlace> _unread = new();
    private readonly List<NamedPlace> _listed = new();
    private readonly List<NamedPlace> _others = new();
    private readonly List<SpecCursor> _aliases = new();

    public SchemaNames(ReaderContext context, Polymorphism polymorphism)
    {
        _context = context;
        // Referring to another file loads it, and it may refer to further ones.
        for (int i = 0; i < context.Documents.Loaded.Count; i++)
        {
            SpecDocument document = context.Documents.Loaded[i];
            List<SpecCursor> listed = Containers(document).SelectMany(c => c.Entries()).ToList();
            if (i == 0)
            {
                foreach (SpecCursor schema in listed.Where(s => s.Node is SpecMapping))
                {
                    if (IsAlias(schema))
                        _aliases.Add(schema);
                    else
                        Add(schema, _listed);
                }
            }

            polymorphism.AddSchemas(listed);
            NameTargets(document);
        }
    }

    public NamedPlace? Find(SpecCursor at) => _places.TryGetValue(at.Node, out NamedPlace? place) ? place : null;

    /// <summary>The name of a place, given to it now if it has none, and a note that it is to be read.</summary>
    public NamedPlace Use(SpecCursor target)
    {
        NamedPlace place = Find(target) ?? Add(target, _others);
        if (_used.Add(place.At.Node))
            _unread.Enqueue(place);
        return place;
    }

    /// <summary>Counts every listed schema as used, and tells which were not until now.</summary>
    public IReadOnlyList<NamedPlace> UseRest()
    {
        List<NamedPlace> rest = _listed.Where(p => !_used.Contains(p.At.Node)).ToList();
        foreach (NamedPlace place in rest)
            Use(place.At);
        // A name for another schema is no type, but it must lead to one.
        foreach (SpecCursor alias in _aliases)
            _context.References.Follow(alias);
        return rest;
    }

    public bool TryTakeUnread(out NamedPlace? place)
    {
        place = _unread.Count > 0 ? _unread.Dequeue() : null;
        return place is not null;
    }

    /// <summary>Listed ones in the document's order, then the others in the order they were met.</summary>
    public IEnumerable<NamedPlace> InOrder() => _listed.Concat(_others);

    private static IEnumerable<SpecCursor> Containers(SpecDocument document)
    {
        SpecCursor root = SpecCursor.Root(document);
        if (root.Value("components")?.Value("schemas") is { } schemas)
            yield return schemas;
        if (root.Value("definitions") is { } definitions)
            yield return definitions;
    }

    private void NameTargets(SpecDocument document)
    {
        TreeWalk.Visit(document, _context.CancellationToken, mapping =>
        {
            if (Targets(mapping) != ReferenceTargets.Elsewhere)
                return false;
            if (mapping.Find("$ref")?.Value is SpecScalar { IsNull: false } reference && !IsListed(reference.Text)
                && _context.References.TryResolve(document, reference.Text) is { Node: SpecMapping } target
                && !_places.ContainsKey(target.Node) && !IsAlias(target))
                Add(target, _others);
            return true;
        });
    }

    /// <summary>
    /// Whether a schema means what it says by itself: nothing in it refers to another place, and no place in it has a name of its own.
    /// </summary>
    public bool IsSelfContained(SpecCursor schema) => _others.Count == 0 && !schema.Document.HasAliases
        && schema.Node is SpecMapping mapping && Targets(mapping) == ReferenceTargets.None;

    /// <summary>
    /// What a part of a tree refers to: of most blocks known, after an edit as before. A discriminator refers by bare names.
    /// </summary>
    private static ReferenceTargets Targets(SpecNode node)
    {
        ReferenceTargets targets = ReferenceTargets.None;
        if (node is SpecSequence sequence)
        {
            foreach (SpecNode item in sequence.Items)
                targets = Wider(targets, Targets(item));
        }
        else if (node is SpecMapping mapping)
        {
            if (mapping.References != ReferenceTargets.Unknown)
                return mapping.References;
            if (mapping.Find("$ref")?.Value is SpecScalar { IsNull: false } reference)
                targets = IsListed(reference.Text) ? ReferenceTargets.Entries : ReferenceTargets.Elsewhere;
            else if (mapping.Find("discriminator") is not null || mapping.Find("$dynamicRef") is not null)
                targets = ReferenceTargets.Entries;
            foreach (SpecEntry entry in mapping.Entries)
                targets = Wider(targets, Targets(entry.Value));
            mapping.References = targets;
        }

        return targets;
    }

    private static ReferenceTargets Wider(ReferenceTargets first, ReferenceTargets second) => first > second ? first : second;

    private static bool IsListed(string reference) =>
        (reference.StartsWith("#/components/", StringComparison.Ordinal) && Slashes(reference) == 3)
        || (reference.StartsWith("#/definitions/", StringComparison.Ordinal) && Slashes(reference) == 2)
        || (reference.StartsWith("#/parameters/", StringComparison.Ordinal) && Slashes(reference) == 2)
        || (reference.StartsWith("#/responses/", StringComparison.Ordinal) && Slashes(reference) == 2);

    private static int Slashes(string text) => text.Count(c => c == '/');

    private static bool IsAlias(SpecCursor at) => ReferenceResolver.ReferenceOf(at) is not null && SchemaKeywords.IsPlainReference(at);

    private NamedPlace Add(SpecCursor at, List<NamedPlace> list)
    {
        if (_places.TryGetValue(at.Node, out NamedPlace? known))
            return known;
        NamedPlace place = new(at.Pointer, NameOf(at), at);
        _places.Add(at.Node, place);
        list.Add(place);
        return place;
    }

    /// <summary>
    /// The last word of the pointer that says something, with its owner before it: <c>#/components/schemas/Pet/properties/tag</c> is "Pet
    /// tag". What stands in a container of its own, <c>#/defs/Owner</c>, needs no owner unless another schema has that name.
    /// </summary>
    private string NameOf(SpecCursor at)
    {
        if (at.Parent is null)
            return FilePath.Name(FilePath.Normalize(at.Document.Path));
        bool isDefinition = at.Parent is { Segment: "schemas", Parent.Segment: "components" } or { Segment: "definitions" or "$defs" };
        if (isDefinition || IsInContainer(at) && !_names.Contains(at.Segment))
        {
            _names.Add(at.Segment);
            return at.Segment;
        }

        List<string> words = new();
        for (SpecCursor? step = at; step?.Parent is not null; step = step.Parent)
        {
            string word = step.Segment.Trim('/');
            if (IsStructural(step))
                continue;
            words.Add(word == "items" ? "item" : word);
            if (step.Parent is
                {
                    Segment: "schemas" or "definitions" or "responses" or "requestBodies" or "parameters" or "headers"
                or "paths"
                })
                break;
        }

        words.Reverse();
        return words.Count == 0 ? at.Segment : string.Join(" ", words);
    }

    private static bool IsInContainer(SpecCursor at) => at.Segment.IndexOf('/') < 0
        && at.Parent is { Parent.Parent: null } or { Parent: { Segment: "components", Parent.Parent: null } };

    private static bool IsStructural(SpecCursor step) =>
        step.Segment is "schema" or "content" or "properties" or "allOf" or "oneOf" or "anyOf" or "responses"
        or "additionalProperties" or "components" || step.Segment.IndexOf('/') > 0 || (step.Parent?.Node is SpecSequence);
}
