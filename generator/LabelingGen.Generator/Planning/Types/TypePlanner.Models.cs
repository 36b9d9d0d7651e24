using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

internal sealed partial class TypePlanner
{
    /// <summary>Members every model has, from Object or from its emitted codec.</summary>
    public static readonly string[] ModelMembers =
    {
        "Equals", "Finalize", "GetHashCode", "GetType", "IsSet", "JsonCodec", "JsonNames", "Kinds", "MemberwiseClone", "Read",
        "ReadMembers", "ReferenceEquals", "ToString", "UnknownProperties", "Write", "WriteMembers",
    };

    private static readonly string[] PropertySuffixes = { "Value", "Property", "Content", "Field" };

    /// <param name="id">Key of a named schema; empty for one without a name of its own.</param>
    private TypePlan Plan(Schema schema, string name, string id)
    {
        TypePlan plan = schema switch
        {
            EnumSchema values => PlanEnum(values, name),
            UnionSchema union => PlanUnion(union, name),
            _ => PlanModel((ObjectSchema)schema, name, id),
        };
        return plan with
        {
            Description = schema.Description ?? schema.Title,
            Deprecated = schema.Deprecated,
            SchemaId = id.Length > 0 ? id : null,
        };
    }

    private ModelPlan PlanModel(ObjectSchema schema, string name, string id)
    {
        List<NamedSchema> bases = Bases(schema);
        NameScope members = new();
        foreach (string member in ModelMembers)
            members.Reserve(member);
        List<PropertyPlan> inherited = new();
        foreach (NamedSchema ancestor in Enumerable.Reverse(bases))
        {
            string owner = _names[ancestor.Id];
            members.Reserve(owner);
            inherited.AddRange(PlanProperties((ObjectSchema)ancestor.Schema, ancestor.Id, inherited, members, NameHint.Of(owner)));
        }

        // After what is inherited, which has the names it has in its own class.
        members.Reserve(name);
        NameHint place = NameHint.Of(name);
        List<PropertyPlan> properties = PlanProperties(schema, id, inherited, members, place);
        Schema? additional = bases.Select(ancestor => ((ObjectSchema)ancestor.Schema).AdditionalProperties).Prepend(schema.AdditionalProperties)
            .FirstOrDefault(values => values is not null and not AnySchema);
        ModelPlan plan = new(_options.Namespace, name, properties.ToEquatableArray())
        {
            Inherited = inherited.ToEquatableArray(),
            BaseName = bases.Count > 0 ? _names[bases[0].Id] : null,
            Additional = additional is null ? null : PlanAdditional(additional, members, place),
            InheritsAdditional = bases.Any(ancestor => ((ObjectSchema)ancestor.Schema).AdditionalProperties is not null and not AnySchema),
        };
        // A schema without a name is no class that its base could know of: it repeats what it inherits.
        return id.Length > 0
            ? WithHierarchy(plan, schema, id)
            : plan with { Properties = inherited.Concat(properties).ToEquatableArray(), Inherited = EquatableArray<PropertyPlan>.Empty, BaseName = null };
    }

    private AdditionalPlan PlanAdditional(Schema values, NameScope members, NameHint place) =>
        new(members.Claim(new[] { "AdditionalProperties" }, PropertySuffixes), UseInJson(values, place.With("Value")));

    private List<PropertyPlan> PlanProperties(
        ObjectSchema schema, string id, List<PropertyPlan> inherited, NameScope members, NameHint place)
    {
        List<Property> own = schema.Properties.Where(property => inherited.All(known => known.JsonName != property.Name)).ToList();
        string[] names = MemberNames.Assign(
            own.Select(property => (property.Name, property.PreferredName ?? InlineName(property.Schema))).ToList(), members, PropertySuffixes);
        List<PropertyPlan> plans = new();
        for (int i = 0; i < own.Count; i++)
        {
            plans.Add(PlanProperty(own[i], names[i], SharedProperties.NeedsType(own[i].Schema)
                ? NameHint.Of(_shared.OwnerOf(own[i], place.Candidates[0])).Member(own[i].PreferredName ?? own[i].Name)
                : place));
        }

        if (schema.Discriminator is { } discriminator && IsBase(id))
            AddDiscriminator(plans, discriminator.PropertyName, inherited, members);
        return plans;
    }

    // x-csharp-name on a property's inline scalar names the property; on an inline object or enum it names the type.
    private static string? InlineName(Schema schema) => schema is PrimitiveSchema or AnySchema or ArraySchema or MapSchema ? schema.PreferredName : null;

    private PropertyPlan PlanProperty(Property property, string name, NameHint place)
    {
        string? constant = Constant(property.Schema);
        TypeUse use = constant is not null ? TypeUses.String with { Nullable = property.Schema.Nullable } : UseInJson(property.Schema, place);
        Presence presence = property.Required && !property.ReadOnly && constant is null ? Presence.Required : use.Nullable ? Presence.Settable : Presence.Optional;
        return new PropertyPlan(property.Name, name, use, presence)
        {
            Description = property.Schema.Description ?? (property.Schema is ReferenceSchema ? null : property.Schema.Title),
            Deprecated = property.Schema.Deprecated,
            ReadOnly = property.ReadOnly,
            SendNull = property.SendNull && presence == Presence.Settable,
            Initial = property.Required && !use.Nullable ? constant : null,
            Remarks = PropertyRemarks.Of(property).ToEquatableArray(),
        };
    }

    // A text that can have one value only is no choice: a plain text that starts with it.
    private static string? Constant(Schema schema) => schema is EnumSchema { Kind: EnumValueKind.String, Values.Count: 1, PreferredName: null } single
        ? StringLiteral.Of(JsonText.Unescape(single.Values[0].Json))
        : null;

    // Raw bytes are no JSON; where a publisher says so of a property, it is a text.
    private static TypeUse InJson(TypeUse use) => use.Kind switch
    {
        TypeKind.Stream => TypeUses.String with { Nullable = use.Nullable },
        TypeKind.List when InJson(use.Element!) is var items && items != use.Element => TypeUses.List(items) with { Nullable = use.Nullable },
        TypeKind.Map when InJson(use.Element!) is var values && values != use.Element => TypeUses.Map(values) with { Nullable = use.Nullable },
        _ => use,
    };
}
