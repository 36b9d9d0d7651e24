using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// Reads schemas where they are used. A use of a schema that has a place of its own becomes a reference to it; the schema itself is
/// read once, from a queue, so that neither recursion in the document nor its depth matters here.
/// </summary>
internal sealed class SchemaReader
{
    private static readonly AnySchema Any = new();

    private readonly ReaderContext _context;
    private readonly SchemaNames _names;
    private readonly SchemaBuilder _builder;
    private readonly NullabilityReader _nullability;
    private readonly List<NamedSchema> _combined = new();
    private readonly Stack<SpecNode> _copying = new();
    private readonly DynamicScope _scope = new();
    private int _defined;

    public SchemaReader(ReaderContext context)
    {
        _context = context;
        Polymorphism = new Polymorphism(context);
        _names = new SchemaNames(context, Polymorphism);
        Collector = new PartsCollector(context, Polymorphism);
        _builder = new SchemaBuilder(context, this);
        _nullability = new NullabilityReader(context);
    }

    public Polymorphism Polymorphism { get; }

    public PartsCollector Collector { get; }

    /// <summary>Reads every named schema that was used, and those the document lists. Call last.</summary>
    public EquatableArray<NamedSchema> ReadNamed(bool all)
    {
        Dictionary<string, NamedSchema> read = new(StringComparer.Ordinal);
        ReadUnread(read);
        if (all)
        {
            foreach (NamedPlace place in _names.UseRest())
            {
                if (read.Count > 0 && !Collector.IsMerged(place.At))
                    _context.Report(Rules.UnreachableSchema, place.At, place.Name);
            }

            ReadUnread(read);
        }

        return _names.InOrder().Where(p => read.ContainsKey(p.Id)).Select(p => read[p.Id]).Concat(_combined).ToEquatableArray();
    }

    private void ReadUnread(Dictionary<string, NamedSchema> read)
    {
        while (_names.TryTakeUnread(out NamedPlace? place))
        {
            _context.CancellationToken.ThrowIfCancellationRequested();
            Schema schema = _context.Guard<Schema>(place!.At, Any, () => ReadDefinition(place.At));
            read[place.Id] = new NamedSchema(place.Id, place.Name, schema);
        }
    }

    /// <summary>Id of the named schema at a place, which counts as used from now on.</summary>
    public string Use(SpecCursor target) => _names.Use(target).Id;

    /// <summary>Names a schema that stands nowhere by itself, such as a union's alternative together with what is common to all.</summary>
    public ReferenceSchema Define(string id, string name, Schema schema)
    {
        _defined++;
        if (_combined.All(c => c.Id != id))
            _combined.Add(new NamedSchema(id, name, schema));
        return new ReferenceSchema(id);
    }

    /// <summary>The schema at a place: the reference, where it has a name.</summary>
    public Schema Read(SpecCursor at, int depth = 0)
    {
        if (_scope.Find(at) is { } bound)
            return Annotate(Read(bound, depth + 1), at);
        if (_names.Find(at) is { } named)
            return Reference(named.At, at, null);
        if (ReferenceResolver.ReferenceOf(at) is not null && SchemaKeywords.IsPlainReference(at))
            return ReadReference(at);
        return ReadInline([at], depth);
    }

    /// <summary>A schema that is never a type of its own, such as a parameter of 2.0, which is its own schema.</summary>
    public Schema ReadUnnamed(SpecCursor at) => ReadInline([at], 0);

    /// <summary>A schema that must satisfy several at once, such as a property that two <c>allOf</c> entries declare.</summary>
    public Schema Read(IReadOnlyList<SpecCursor> schemas, int depth)
    {
        if (schemas.Count == 1)
            return Read(schemas[0], depth);
        List<SpecCursor> shaping = schemas
            .Where(s => s.Mapping is { } m && (ReferenceResolver.ReferenceOf(s) is not null || !SchemaKeywords.OnlyType(m)))
            .ToList();
        if (shaping.All(s => ReferenceResolver.ReferenceOf(s) is null))
            return ReadInline(schemas, depth);
        if (shaping.Count == 1)
            return Read(shaping[0], depth);
        // References among them: the last one wins, as a redeclaration in a subclass would.
        SpecCursor last = shaping[shaping.Count - 1];
        Schema schema = Read(last, depth);
        if (shaping.Any(s => Read(s, depth) is { } other && other with { Nullable = schema.Nullable } != schema))
            _context.Report(Rules.PropertyRedeclared, last, last.Segment);
        return schema;
    }

    /// <summary>The parts of a schema without reading it: what kind of thing it is.</summary>
    public SchemaParts Peek(SpecCursor at) => Collector.Collect([at], inherit: false);

    private Schema ReadDefinition(SpecCursor at) =>
        Polymorphism.IsInherited(at) ? ReadDefinitionAnew(at) : ReadOnce([at], depth: 0, isDefinition: true);

    private Schema ReadDefinitionAnew(SpecCursor at)
    {
        if (!_context.TakeSchema(at))
            return Any;
        return Build(Collector.Collect([at], inherit: true), isDefinition: true, depth: 0);
    }

    private Schema ReadInline(IReadOnlyList<SpecCursor> schemas, int depth) => schemas.Count == 1
        ? ReadOnce(schemas, depth, isDefinition: false)
        : ReadInlineAnew(schemas, depth);

    /// <summary>
    /// A schema that refers to nothing and has nothing to report is the same whenever it is read: what an edit did not touch is not read
    /// again.
    /// </summary>
    private Schema ReadOnce(IReadOnlyList<SpecCursor> schemas, int depth, bool isDefinition)
    {
        SpecCursor at = schemas[0];
        if (!_names.IsSelfContained(at))
            return isDefinition ? ReadDefinitionAnew(at) : ReadInlineAnew(schemas, depth);
        SpecMapping mapping = (SpecMapping)at.Node;
        if (mapping.LastReading is KnownSchema known && known.Version == _context.Version && known.IsDefinition == isDefinition
            && depth <= known.Depth && _context.TakeSchemas(known.Count))
            return known.Schema;
        (int reports, int defined, int count) = (_context.Reports, _defined, _context.Schemas);
        Schema schema = isDefinition ? ReadDefinitionAnew(at) : ReadInlineAnew(schemas, depth);
        if (_context.Reports == reports && _defined == defined)
            mapping.LastReading = new KnownSchema(schema, _context.Version, isDefinition, depth, _context.Schemas - count);
        return schema;
    }

    private Schema ReadInlineAnew(IReadOnlyList<SpecCursor> schemas, int depth)
    {
        SpecCursor at = schemas[0];
        if (!_context.TakeSchema(at))
            return Any;
        if (depth > Limits.SchemaDepth)
        {
            _context.Report(Rules.SchemaTooDeep, at, Limits.SchemaDepth.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Any;
        }

        if (schemas.Count == 1 && SingleReference(at) is { } wrapped)
            return ReadWrapper(at, wrapped);
        SchemaParts parts = Collector.Collect(schemas, inherit: false);
        return schemas.Count == 1 && parts.All.Any(part => part.Inherited)
            ? ReadCopy(parts, depth)
            : Build(parts, isDefinition: false, depth);
    }

    private Schema Build(SchemaParts parts, bool isDefinition, int depth)
    {
        _scope.Enter(parts.At);
        try
        {
            return _builder.Build(parts, isDefinition, depth);
        }
        finally
        {
            _scope.Leave();
        }
    }

    /// <summary>
    /// A schema that repeats what it refers to and adds to it. Where it stands within itself it becomes a type of its own, which refers to itself;
    /// so it does deep within other such schemas, of which each could repeat several.
    /// </summary>
    private Schema ReadCopy(SchemaParts parts, int depth)
    {
        SpecCursor at = parts.At;
        if (_copying.Count == Limits.CopyDepth || _copying.Contains(at.Node))
            return Reference(_names.Use(at).At, at, null);
        _copying.Push(at.Node);
        try
        {
            Schema schema = Build(parts, isDefinition: false, depth);
            return _names.Find(at) is { } named ? Reference(named.At, at, null) : schema;
        }
        finally
        {
            _copying.Pop();
        }
    }

    /// <summary><c>allOf</c> with one reference and otherwise only words: how 3.0 writes a description beside a reference.</summary>
    private static SpecCursor? SingleReference(SpecCursor at)
    {
        if (at.Value("allOf") is not { Sequence: not null } allOf || DynamicScope.Binds(at.Mapping!)
            || !at.Mapping!.Entries.All(e => e.Key == "allOf" || SchemaKeywords.IsAnnotation(e.Key) || IsBareObjectType(e)))
            return null;
        List<SpecCursor> shaping = allOf.Items()
            .Where(i => i.Mapping is { } m && (ReferenceResolver.ReferenceOf(i) is not null || !SchemaKeywords.OnlyAnnotations(m)))
            .ToList();
        return shaping.Count == 1 && SchemaKeywords.IsPlainReference(shaping[0]) ? shaping[0] : null;
    }

    private static bool IsBareObjectType(SpecEntry entry) => entry is { Key: "type", Value: SpecScalar { Text: "object" } };

    private Schema ReadWrapper(SpecCursor at, SpecCursor reference)
    {
        bool nullable = SaysNullable(at) || at.Value("allOf")!.Items().Any(i => i.Node != reference.Node && SaysNullable(i));
        Schema schema = Annotate(ReadReference(reference), at);
        foreach (SpecCursor words in at.Value("allOf")!.Items().Where(i => i.Node != reference.Node))
            schema = Annotate(schema, words);
        return nullable ? schema with { Nullable = true } : schema;
    }

    private Schema ReadReference(SpecCursor at)
    {
        if (at.Child("$dynamicRef") is { Scalar: { } anchor } dynamic)
            _context.Report(Rules.DynamicReference, dynamic, anchor.Text);
        if (_context.References.Follow(at) is not { } target)
            return Annotate(Any, at);
        if (target.Node is not SpecMapping)
            return Annotate(ReadInline([target], 0), at);
        return Annotate(Reference(target, at, at), at);
    }

    private Schema Reference(SpecCursor target, SpecCursor use, SpecCursor? words)
    {
        if (ReferenceResolver.ReferenceOf(target) is not null && SchemaKeywords.IsPlainReference(target))
            return ReadReference(target);
        NamedPlace place = _names.Use(target);
        bool nullable = _nullability.IsNullable(target) || (words is not null && SaysNullable(words));
        if (words is not null && _context.Version == SpecVersion.OpenApi30 && words.Child("nullable") is { } beside)
            _context.Report(Rules.NullableBesideReference, beside, use.Pointer);
        return new ReferenceSchema(place.Id) { Nullable = nullable };
    }

    private static bool SaysNullable(SpecCursor at) => at.Boolean("nullable") == true || at.Boolean("x-nullable") == true;

    /// <summary>The words that stand beside a reference belong to this use of it.</summary>
    private static Schema Annotate(Schema schema, SpecCursor at) => at.Mapping is { Entries.Count: > 1 }
        ? schema with
        {
            Description = at.Text("description") ?? schema.Description,
            Deprecated = at.Boolean("deprecated") ?? schema.Deprecated,
            DefaultJson = at.Child("default") is { } value ? SpecJson.Write(value.Node, Limits.ExampleLength) : schema.DefaultJson,
            ExampleJson = at.Child("example") is { } example ? SpecJson.Write(example.Node, Limits.ExampleLength) : schema.ExampleJson,
            Nullable = schema.Nullable || SaysNullable(at),
        }
        : schema;

    /// <param name="Depth">How deep it stood; a limit of depth that did not show there does not show above.</param>
    /// <param name="Count">Number of schemas it counts for.</param>
    private sealed record KnownSchema(Schema Schema, SpecVersion Version, bool IsDefinition, int Depth, int Count);
}
