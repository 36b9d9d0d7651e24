using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;

namespace LabelingGen.Generator.Planning.Types;

internal sealed partial class TypePlanner
{
    /// <summary>Members every union has.</summary>
    public static readonly string[] UnionMembers =
    {
        "Equals", "Finalize", "GetHashCode", "GetType", "IsUnknown", "JsonCodec", "Kinds", "MemberwiseClone", "Raw", "Read", "ReadVariant",
        "ReferenceEquals", "Shapes", "ToString", "TryWriteRaw", "Value", "Write",
    };

    private UnionShapes? _shapes;

    private UnionShapes Shapes => _shapes ??= new UnionShapes(Resolve);

    /// <summary>The one schema a union comes down to, or <see langword="null"/> where it is a real one.</summary>
    private Schema? Simplify(UnionSchema union)
    {
        List<Schema> variants = Shapes.Variants(union);
        if (variants.Count > 1)
            return null;
        Schema only = variants.Count == 0 ? new AnySchema() : variants[0];
        return only with
        {
            Nullable = only.Nullable || union.Nullable,
            Description = union.Description ?? only.Description,
            Deprecated = union.Deprecated || only.Deprecated,
            DefaultJson = union.DefaultJson ?? only.DefaultJson,
            PreferredName = union.PreferredName ?? only.PreferredName,
        };
    }

    private UnionPlan PlanUnion(UnionSchema schema, string name)
    {
        List<Schema> variants = Shapes.Variants(schema);
        NameScope scope = new();
        scope.Reserve(name);
        foreach (string member in UnionMembers)
            scope.Reserve(member);
        NameHint place = NameHint.Of(name);
        List<VariantPlan> plans = new();
        HashSet<string> types = new(StringComparer.Ordinal);
        List<int> indexes = new();
        foreach (Schema variant in variants)
        {
            TypeUse use = UseInJson(variant, VariantPlace(variant, place)).NotNull();
            indexes.Add(plans.FindIndex(plan => plan.Use.Type == use.Type) is >= 0 and var known ? known : plans.Count);
            if (types.Add(use.Type))
                plans.Add(PlanVariant(variant, use, scope));
        }

        EquatableArray<VariantValue> values = schema.Discriminator is { } discriminator
            ? DiscriminatorValues(discriminator, variants, indexes).ToEquatableArray()
            : EquatableArray<VariantValue>.Empty;
        UnionPlan plan = new(_options.Namespace, name, plans.ToEquatableArray())
        {
            DiscriminatorName = values.Count > 0 ? schema.Discriminator!.PropertyName : null,
            DiscriminatorValues = values,
        };
        if (values.Count == 0 && Ambiguous(plan) is { } pair)
            _diagnostics.Add(new PlanDiagnostic(Rules.AmbiguousUnion.Id, Pointer, EquatableArray.Create(name, pair.First, pair.Second)));
        return plan;
    }

    // A title or a fixed value names an inline variant better than its number would.
    private NameHint VariantPlace(Schema variant, NameHint place)
    {
        string parent = place.Candidates[0];
        if (variant.Title is { Length: > 0 and < 60 } title)
            return place.Member(title);
        string? fixedValue = FixedValues(variant).Select(property => property.Values[0]).FirstOrDefault(value => value.Any(char.IsLetter));
        if (fixedValue is { Length: < 40 })
            return NameHint.Of(parent + Identifier.Pascal(fixedValue));
        return variant switch
        {
            ObjectSchema { Properties.Count: > 0 } model when model.Properties.FirstOrDefault(p => p.Required) is { } required =>
                NameHint.Of(parent + "With" + Identifier.Pascal(required.Name), parent + "Object"),
            ObjectSchema => place.With("Object"),
            EnumSchema => place.With("Kind"),
            ArraySchema => place,
            _ => place.With("Variant"),
        };
    }

    private VariantPlan PlanVariant(Schema variant, TypeUse use, NameScope scope)
    {
        List<Property> properties = AllProperties(variant);
        return new VariantPlan(scope.Claim(new[] { VariantName(use) }, "Variant"), use)
        {
            Description = variant.Description,
            RequiredNames = properties.Where(property => property.Required && !property.WriteOnly).Select(property => property.Name).ToEquatableArray(),
            KnownNames = properties.Select(property => property.Name).ToEquatableArray(),
            FixedValues = FixedValues(variant).ToEquatableArray(),
        };
    }

    private static string VariantName(TypeUse use) => use.Kind switch
    {
        TypeKind.Model or TypeKind.Enum or TypeKind.Union => use.Type,
        TypeKind.List => VariantName(use.Element!) + "List",
        TypeKind.Map => VariantName(use.Element!) + "Map",
        TypeKind.FreeObject => "Object",
        TypeKind.Any => "Json",
        TypeKind.DateTimeOffset => "DateTime",
        TypeKind.DateOnly => "Date",
        TypeKind.TimeOnly => "Time",
        _ => use.Kind.ToString(),
    };

    private List<Property> AllProperties(Schema variant)
    {
        if (Resolve(variant) is not ObjectSchema model)
            return new List<Property>();
        List<Property> properties = model.Properties.ToList();
        foreach (ObjectSchema ancestor in Bases(model).Select(ancestor => (ObjectSchema)ancestor.Schema))
            properties.AddRange(ancestor.Properties.Where(property => properties.All(known => known.Name != property.Name)));
        return properties;
    }

    private List<FixedProperty> FixedValues(Schema variant)
    {
        List<FixedProperty> found = new();
        foreach (Property property in AllProperties(variant))
        {
            if (Resolve(property.Schema) is EnumSchema { Kind: EnumValueKind.String, Nullable: false } values && property.Required && values.Values.Count > 0)
                found.Add(new FixedProperty(property.Name, values.Values.Select(value => JsonText.Unescape(value.Json)).ToEquatableArray()));
        }

        return found;
    }

    private IEnumerable<VariantValue> DiscriminatorValues(Discriminator discriminator, List<Schema> variants, List<int> indexes)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (DiscriminatorMapping mapping in discriminator.Mappings)
        {
            int index = variants.FindIndex(variant => variant is ReferenceSchema reference && reference.Id == mapping.SchemaId);
            if (index >= 0 && seen.Add(mapping.Value))
                yield return new VariantValue(mapping.Value, indexes[index]);
        }

        for (int i = 0; i < variants.Count; i++)
        {
            if (discriminator.Mappings.Any(mapping => variants[i] is ReferenceSchema r && r.Id == mapping.SchemaId))
                continue;
            FixedProperty? value = FixedValues(variants[i]).FirstOrDefault(property => property.Name == discriminator.PropertyName);
            IEnumerable<string> names = value is not null ? value.Values
                : variants[i] is ReferenceSchema reference && _schemas.TryGetValue(reference.Id, out NamedSchema? named) ? new[] { named.Name }
                : Array.Empty<string>();
            foreach (string name in names)
            {
                if (seen.Add(name))
                    yield return new VariantValue(name, indexes[i]);
            }
        }
    }

    // Two objects neither of which has a property that must be there and that the other cannot have.
    private static (string First, string Second)? Ambiguous(UnionPlan plan)
    {
        List<VariantPlan> objects = plan.Variants.Where(variant => variant.Use.Kind is TypeKind.Model).ToList();
        for (int i = 0; i < objects.Count; i++)
        {
            for (int j = i + 1; j < objects.Count; j++)
            {
                if (!Tells(objects[i], objects[j]) && !Tells(objects[j], objects[i]) && !FixedApart(objects[i], objects[j]))
                    return (objects[i].Name, objects[j].Name);
            }
        }

        return null;
    }

    private static bool Tells(VariantPlan variant, VariantPlan other) => variant.RequiredNames.Any(name => !other.KnownNames.Contains(name));

    private static bool FixedApart(VariantPlan left, VariantPlan right) => left.FixedValues.Any(property =>
        right.FixedValues.FirstOrDefault(other => other.Name == property.Name) is { } other && !other.Values.Intersect(property.Values).Any());
}
