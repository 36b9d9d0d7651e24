using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>
/// Parameters and form fields are text on the wire, so some shapes that differ in JSON are one for them: "a string or a list of
/// strings" is a list, anything is a text.
/// </summary>
internal static class ParameterSchema
{
    private static readonly PrimitiveSchema Text = new(PrimitiveKind.String);

    /// <summary>The schema as a caller gives it: never null, no union.</summary>
    public static Schema Simplify(Schema schema, TypePlanner types)
    {
        Schema target = Target(types, schema);
        Schema simple = target switch
        {
            AnySchema => Text,
            PrimitiveSchema { Kind: PrimitiveKind.Base64 or PrimitiveKind.Binary } => Text,
            ArraySchema array => SimplifyArray(schema, array, types),
            UnionSchema union => OfUnion(union, types),
            ObjectSchema { Properties.Count: 0, BaseId: null } shapeless => new MapSchema(Simplify(shapeless.AdditionalProperties ?? Text, types)),
            MapSchema map => map with { Values = Simplify(map.Values, types) },
            _ => schema,
        };
        return simple with { Nullable = false, Description = schema.Description ?? target.Description };
    }

    private static Schema SimplifyArray(Schema schema, ArraySchema array, TypePlanner types)
    {
        Schema items = Simplify(array.Items, types);
        return items == array.Items ? schema : array with { Items = items };
    }

    private static Schema OfUnion(UnionSchema union, TypePlanner types)
    {
        List<Schema> variants = union.Variants.Select(variant => Simplify(variant, types)).ToList();
        List<Schema> scalars = variants.Where(variant => IsScalar(variant, types)).ToList();
        if (variants.FirstOrDefault(variant => Target(types, variant) is ArraySchema) is { } list && scalars.Count > 0)
            return list;
        if (scalars.Count != variants.Count)
            return variants.FirstOrDefault(variant => !IsScalar(variant, types)) ?? Text;

        Schema first = Target(types, scalars[0]);
        if (scalars.All(scalar => SameKind(Target(types, scalar), first)))
            return scalars[0];
        return scalars.All(scalar => Target(types, scalar) is PrimitiveSchema
        {
            Kind: PrimitiveKind.Int32 or PrimitiveKind.Int64 or PrimitiveKind.Integer
            or PrimitiveKind.Single or PrimitiveKind.Double or PrimitiveKind.Decimal
        })
            ? new PrimitiveSchema(PrimitiveKind.Double)
            : Text;
    }

    private static Schema Target(TypePlanner types, Schema schema) => types.Resolve(schema) ?? new AnySchema();

    private static bool IsScalar(Schema schema, TypePlanner types) => Target(types, schema) is PrimitiveSchema or EnumSchema;

    private static bool SameKind(Schema left, Schema right) => (left, right) switch
    {
        (PrimitiveSchema one, PrimitiveSchema other) => one.Kind == other.Kind,
        (EnumSchema one, EnumSchema other) => one.Values.Equals(other.Values),
        _ => false,
    };
}
