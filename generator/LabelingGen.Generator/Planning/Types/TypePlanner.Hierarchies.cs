using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

internal sealed partial class TypePlanner
{
    // From the direct base outwards; a cycle ends where it closes.
    private List<NamedSchema> Bases(Schema schema)
    {
        List<NamedSchema> bases = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        Schema current = schema;
        while ((current as ObjectSchema)?.BaseId is { } id && seen.Add(id) && _names.ContainsKey(id) && _schemas[id].Schema is ObjectSchema next
            && !ReferenceEquals(next, schema))
        {
            bases.Add(_schemas[id]);
            current = next;
        }

        return bases;
    }

    private ModelPlan WithHierarchy(ModelPlan plan, ObjectSchema schema, string id) => plan with
    {
        IsBase = IsBase(id),
        DiscriminatorName = IsBase(id) ? schema.Discriminator?.PropertyName : null,
        Derived = IsBase(id) && schema.Discriminator is { } own ? DerivedOf(own, id).ToEquatableArray() : EquatableArray<DerivedPlan>.Empty,
        Constants = Constants(plan, schema, id).ToEquatableArray(),
    };

    private bool IsBase(string id) => _derived.TryGetValue(id, out List<string>? children) && children.Any(child => DerivesFrom(child, id));

    // The discriminator is the generator's business: nobody has to assign it, and a document that does not list it means it all the same.
    private static void AddDiscriminator(List<PropertyPlan> properties, string discriminator, List<PropertyPlan> inherited, NameScope members)
    {
        if (inherited.Any(property => property.JsonName == discriminator))
            return;
        int index = properties.FindIndex(property => property.JsonName == discriminator);
        if (index >= 0 && properties[index].Presence == Presence.Required)
            properties[index] = properties[index] with { Presence = Presence.Optional };
        if (index >= 0)
            return;
        string name = members.Claim(new[] { Identifier.Pascal(discriminator) }, "Discriminator");
        properties.Insert(0, new PropertyPlan(discriminator, name, TypeUses.String, Presence.Optional)
        {
            Description = "Tells the kinds of this type apart.",
        });
    }

    private bool DerivesFrom(string id, string baseId)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        string? current = id;
        while (current is not null && seen.Add(current) && _schemas.TryGetValue(current, out NamedSchema? schema))
        {
            current = (schema.Schema as ObjectSchema)?.BaseId;
            if (current == baseId)
                return id != baseId;
        }

        return false;
    }

    private IEnumerable<DerivedPlan> DerivedOf(Discriminator discriminator, string baseId)
    {
        HashSet<string> values = new(StringComparer.Ordinal);
        HashSet<string> mapped = new(StringComparer.Ordinal);
        foreach (DiscriminatorMapping mapping in discriminator.Mappings)
        {
            if (_names.TryGetValue(mapping.SchemaId, out string? name) && DerivesFrom(mapping.SchemaId, baseId) && values.Add(mapping.Value))
            {
                mapped.Add(mapping.SchemaId);
                yield return new DerivedPlan(mapping.Value, name);
            }
        }

        foreach (string id in AllDerived(baseId))
        {
            if (!mapped.Contains(id) && values.Add(_schemas[id].Name))
                yield return new DerivedPlan(_schemas[id].Name, _names[id]);
        }
    }

    private IEnumerable<string> AllDerived(string baseId) =>
        _derived.Values.SelectMany(children => children).Where(id => _names.ContainsKey(id) && DerivesFrom(id, baseId)).OrderBy(id => id, StringComparer.Ordinal);

    private IEnumerable<ConstantPlan> Constants(ModelPlan plan, ObjectSchema schema, string id)
    {
        foreach (NamedSchema ancestor in Bases(schema))
        {
            if (((ObjectSchema)ancestor.Schema).Discriminator is not { } discriminator)
                continue;
            PropertyPlan? property = plan.Inherited.FirstOrDefault(p => p.JsonName == discriminator.PropertyName);
            if (property?.Use is { Kind: TypeKind.String } or { Kind: TypeKind.Enum, EnumValueKind: TypeKind.String })
            {
                string value = discriminator.Mappings.FirstOrDefault(mapping => mapping.SchemaId == id)?.Value ?? _schemas[id].Name;
                yield return new ConstantPlan(property.Name, StringLiteral.Of(value));
            }
        }
    }
}
