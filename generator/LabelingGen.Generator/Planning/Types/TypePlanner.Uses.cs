using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Types;

internal sealed partial class TypePlanner
{
    private readonly Dictionary<string, TypeUse> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Place, Schema Schema), TypeUse> _inline = new();

    private TypeUse UseNamed(string id)
    {
        if (_known.TryGetValue(id, out TypeUse? known))
            return known;
        if (!_schemas.TryGetValue(id, out NamedSchema? named))
            return TypeUses.Any.OrNull();
        TypeUse use;
        if (_names.TryGetValue(id, out string? name))
        {
            use = Emitted(named.Schema, name);
        }
        else
        {
            // A schema that is nothing but itself ("a list of itself") has no type of its own to stop at.
            if (!_aliasesInProgress.Add(id))
                return TypeUses.Any.OrNull();
            use = Use(named.Schema, NameHint.Of(Naming.Identifier.Pascal(named.Name, "Type")));
            _aliasesInProgress.Remove(id);
        }

        return _known[id] = named.Schema.Nullable ? use.OrNull() : use;
    }

    private TypeUse UseWithoutProperties(ObjectSchema schema, NameHint place) =>
        schema.AdditionalProperties is { } values and not AnySchema ? TypeUses.Map(Use(values, place.With("Value"))) : TypeUses.FreeObject;

    private TypeUse UseInline(Schema schema, NameHint place)
    {
        if (schema is UnionSchema union && Simplify(union) is { } simple)
            return Use(simple, place);
        (string, Schema) key = (place.Candidates[0], schema);
        if (_inline.TryGetValue(key, out TypeUse? known))
            return known;
        string name = Names.Claim(Candidates(schema, place), Suffixes(schema));
        TypeUse use = Emitted(schema, name);
        _inline[key] = use;
        Add(Plan(schema, name, ""));
        return use;
    }

    private TypeUse Emitted(Schema schema, string name) => schema switch
    {
        EnumSchema values => TypeUses.Emitted(TypeKind.Enum, _options.Namespace, name) with { EnumValueKind = ValueKind(values.Kind) },
        UnionSchema => TypeUses.Emitted(TypeKind.Union, _options.Namespace, name),
        _ => TypeUses.Emitted(TypeKind.Model, _options.Namespace, name),
    };

    private static TypeKind ValueKind(EnumValueKind kind) => kind switch
    {
        EnumValueKind.Integer => TypeKind.Int64,
        EnumValueKind.Mixed => TypeKind.Any,
        _ => TypeKind.String,
    };
}
