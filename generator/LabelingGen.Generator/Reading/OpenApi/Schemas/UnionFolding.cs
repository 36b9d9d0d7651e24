using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>Makes the simplest schema of several alternatives without losing a value any of them allows.</summary>
internal static class UnionFolding
{
    public static Schema Fold(IReadOnlyList<Schema> alternatives, bool any, Discriminator? discriminator)
    {
        List<Schema> variants = new();
        bool nullable = false;
        foreach (Schema alternative in alternatives.SelectMany(Flatten))
        {
            nullable |= alternative.Nullable;
            Schema variant = alternative with { Nullable = false };
            if (!variants.Contains(variant))
                variants.Add(variant);
        }

        if (variants.Count == 0)
            return new AnySchema { Nullable = nullable };
        if (variants.Any(v => v is AnySchema))
            return new AnySchema { Nullable = true };
        variants = FoldScalars(variants);
        Schema folded = variants.Count == 1
            ? variants[0]
            : new UnionSchema(variants.ToEquatableArray()) { Any = any, Discriminator = discriminator };
        return folded with { Nullable = nullable };
    }

    private static IEnumerable<Schema> Flatten(Schema schema) => schema is UnionSchema { Discriminator: null } union
        ? union.Variants.Select(v => v with { Nullable = v.Nullable || union.Nullable })
        : [schema];

    private static List<Schema> FoldScalars(List<Schema> variants)
    {
        variants = FoldText(variants);
        List<Schema> numbers = variants.Where(v => v is PrimitiveSchema { AsString: false } p && PrimitiveSchemas.IsNumber(p.Kind))
            .ToList();
        if (numbers.Count > 1)
            variants = Replace(variants, numbers, new PrimitiveSchema(Widest(numbers.Select(n => ((PrimitiveSchema)n).Kind))));
        List<Schema> arrays = variants.Where(v => v is ArraySchema).ToList();
        if (arrays.Count > 1 && arrays.Any(a => ((ArraySchema)a).Items is AnySchema))
            variants = Replace(variants, arrays, new ArraySchema(new AnySchema()));
        List<Schema> maps = variants.Where(v => v is MapSchema).ToList();
        if (maps.Count > 1)
            variants = Replace(variants, maps,
                new MapSchema(Fold(maps.Select(m => ((MapSchema)m).Values).ToList(), any: true, discriminator: null)));
        return variants;
    }

    /// <summary>Known values beside any text are an open enum; texts of several formats are text.</summary>
    private static List<Schema> FoldText(List<Schema> variants)
    {
        List<Schema> enums = variants.Where(v => v is EnumSchema { Kind: EnumValueKind.String }).ToList();
        List<Schema> texts = variants.Where(v => v is PrimitiveSchema { AsString: false } p && PrimitiveSchemas.IsText(p.Kind)).ToList();
        if (enums.Count > 0 && enums.Count + texts.Count > 1)
        {
            Dictionary<string, EnumValue> values = new(StringComparer.Ordinal);
            List<string> order = new();
            foreach (EnumSchema source in enums.Cast<EnumSchema>())
            {
                foreach (EnumValue value in source.Values)
                {
                    if (!values.ContainsKey(value.Json))
                        order.Add(value.Json);
                    // A lone constant is named and described by the schema around it.
                    if (!values.ContainsKey(value.Json))
                        values[value.Json] = source.Values.Count == 1 && enums.Count > 1 ? FromConstant(value, source) : value;
                }
            }

            Schema first = enums.Count == 1 ? enums[0] : new EnumSchema(EnumValueKind.String, EquatableArray<EnumValue>.Empty);
            return Replace(variants, enums.Concat(texts),
                ((EnumSchema)first) with { Values = order.Select(o => values[o]).ToEquatableArray() });
        }

        return texts.Count > 1 ? Replace(variants, texts, new PrimitiveSchema(PrimitiveKind.String)) : variants;
    }

    private static EnumValue FromConstant(EnumValue value, EnumSchema source) => value with
    {
        PreferredName = value.PreferredName ?? source.PreferredName ?? source.Title,
        Description = value.Description ?? source.Description,
        Deprecated = value.Deprecated || source.Deprecated,
    };

    private static PrimitiveKind Widest(IEnumerable<PrimitiveKind> kinds)
    {
        List<PrimitiveKind> all = kinds.Distinct().ToList();
        if (all.All(PrimitiveSchemas.IsWhole))
            return all.Contains(PrimitiveKind.Integer) ? PrimitiveKind.Integer : PrimitiveKind.Int64;
        return all.Contains(PrimitiveKind.Decimal) ? PrimitiveKind.Decimal : PrimitiveKind.Double;
    }

    private static List<Schema> Replace(List<Schema> variants, IEnumerable<Schema> replaced, Schema by)
    {
        HashSet<Schema> gone = new(replaced, SchemaIdentity.Comparer);
        List<Schema> result = new();
        bool placed = false;
        foreach (Schema variant in variants)
        {
            if (!gone.Contains(variant))
                result.Add(variant);
            else if (!placed)
                result.Add(by);
            placed |= gone.Contains(variant);
        }

        return result;
    }
}
