using System.Collections.Immutable;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>
/// Decides which C# type each schema becomes. Named schemas are named first; a type without a name of its own is named after its place
/// when it is first used. Not thread-safe; one instance plans one client.
/// </summary>
internal sealed partial class TypePlanner
{
    private readonly PlanOptions _options;
    private readonly Dictionary<string, NamedSchema> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _derived = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypePlan> _plans = new(StringComparer.Ordinal);
    private readonly SharedProperties _shared = new();
    private readonly List<PlanDiagnostic> _diagnostics = new();
    private readonly HashSet<string> _aliasesInProgress = new(StringComparer.Ordinal);

    /// <param name="model">The API.</param>
    /// <param name="options">Namespace and the user's own types.</param>
    /// <param name="names">Names of types; those of clients are reserved in it before.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    public TypePlanner(ApiModel model, PlanOptions options, NameScope names, CancellationToken cancellationToken)
    {
        _options = options;
        Names = names;
        foreach (NamedSchema schema in model.Schemas)
            _schemas[schema.Id] = schema;
        foreach (HandWrittenType type in options.HandWritten)
        {
            if (!type.IsPartial)
                names.Reserve(type.Name);
        }

        NameSchemas(model.Schemas);
        foreach (NamedSchema schema in model.Schemas)
        {
            if (schema.Schema is ObjectSchema shape && _names.TryGetValue(schema.Id, out string? owner))
                _shared.Add(shape, owner);
        }

        foreach (NamedSchema schema in model.Schemas)
        {
            if (schema.Schema is ObjectSchema { BaseId: { } baseId })
                Children(baseId).Add(schema.Id);
        }

        foreach (NamedSchema schema in model.Schemas)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_names.TryGetValue(schema.Id, out string? name))
            {
                Pointer = schema.Id;
                // In the place of a type that cannot be planned stands one that keeps all JSON it is given.
                if (!PlanFaults.Contain(() => Add(Plan(schema.Schema, name, schema.Id)), "the type " + name, schema.Id, _diagnostics))
                    Add(new ModelPlan(_options.Namespace, name, EquatableArray<PropertyPlan>.Empty) { SchemaId = schema.Id });
            }
        }
    }

    /// <summary>The place in the spec that findings about types without a name of their own are reported at.</summary>
    public string Pointer { get; set; } = "#";

    /// <summary>Names of all types of the client, to claim more from.</summary>
    public NameScope Names { get; }

    /// <summary>How a schema is used at a place; a type it needs and that has no name is named after the place.</summary>
    public TypeUse Use(Schema schema, NameHint place)
    {
        TypeUse use = schema switch
        {
            ReferenceSchema reference => UseNamed(reference.Id),
            PrimitiveSchema primitive => TypeUses.Primitive(primitive),
            ArraySchema array => TypeUses.List(Use(array.Items, SharedProperties.NeedsType(array.Items) ? place.Item() : place)),
            MapSchema { Values: AnySchema } => TypeUses.FreeObject,
            MapSchema map => TypeUses.Map(Use(map.Values, place.With("Value"))),
            ObjectSchema { Properties.Count: 0, BaseId: null, Discriminator: null } empty => UseWithoutProperties(empty, place),
            ObjectSchema or EnumSchema or UnionSchema => UseInline(schema, place),
            // Null is a value of "any JSON value".
            _ => TypeUses.Any.OrNull(),
        };
        return schema.Nullable ? use.OrNull() : use;
    }

    /// <summary>How a schema is used inside a JSON text, which holds no raw bytes.</summary>
    /// <inheritdoc cref="Use"/>
    public TypeUse UseInJson(Schema schema, NameHint place) => InJson(Use(schema, place));

    /// <summary>The plan of an emitted type; <see langword="null"/> for any other use.</summary>
    public TypePlan? Find(TypeUse use) => use.PlanName is { } name && _plans.TryGetValue(name, out TypePlan? plan) ? plan : null;

    /// <summary>
    /// The member of a model for a JSON property, its own or an inherited one; <see langword="null"/> where there is none.
    /// </summary>
    public PropertyPlan? FindProperty(TypeUse owner, string jsonName) =>
        Find(owner) is ModelPlan model ? model.Inherited.Concat(model.Properties).FirstOrDefault(property => property.JsonName == jsonName) : null;

    /// <summary>The schema behind references, or <see langword="null"/> for a reference that points nowhere.</summary>
    public Schema? Resolve(Schema schema)
    {
        for (int depth = 0; depth < 100 && schema is ReferenceSchema reference; depth++)
        {
            if (!_schemas.TryGetValue(reference.Id, out NamedSchema? target))
                return null;
            schema = target.Schema;
        }

        return schema;
    }

    /// <summary>All types planned so far, by name.</summary>
    public ImmutableArray<TypePlan> Types => _plans.Values.OrderBy(plan => plan.Name, StringComparer.Ordinal).ToImmutableArray();

    /// <summary>What planning types has to report.</summary>
    public IReadOnlyList<PlanDiagnostic> Diagnostics => _diagnostics;

    private void Add(TypePlan plan) => _plans[plan.Name] = plan with { HandWritten = _options.HandWrittenPart(plan.Name) };

    private List<string> Children(string baseId)
    {
        if (!_derived.TryGetValue(baseId, out List<string>? children))
            _derived[baseId] = children = new List<string>();
        return children;
    }
}
