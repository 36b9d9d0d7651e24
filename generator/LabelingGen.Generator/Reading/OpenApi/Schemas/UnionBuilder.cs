using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary><c>oneOf</c> and <c>anyOf</c>, alone or beside other keywords.</summary>
internal sealed class UnionBuilder(ReaderContext context, SchemaReader reader, SchemaBuilder builder)
{
    private static readonly string[] Keywords = ["oneOf", "anyOf"];

    private static readonly string[] Limiting = ["required", "not", "title", "description", "minProperties", "maxProperties"];

    /// <summary>The union, or null where the alternatives only limit what the other keywords already say.</summary>
    public Schema? TryBuild(SchemaParts parts, bool isDefinition, int depth)
    {
        if (!parts.Has("oneOf") && !parts.Has("anyOf"))
            return null;
        List<SpecCursor> unions = Keywords.SelectMany(parts.GetAll).Where(u => u.Sequence is { Items.Count: > 0 } && !IsOfBase(parts, u)).ToList();
        if (unions.Count == 0 || (isDefinition && reader.Polymorphism.Describe(parts.At) is not null))
            return null;
        bool nullable = unions.Any(u => u.Items().Any(SchemaKeywords.IsNull));
        List<List<SpecCursor>> shaping = unions.Select(u => u.Items().Where(i => !SchemaKeywords.IsNull(i) && Shapes(i)).ToList())
            .Where(u => u.Count > 0).ToList();
        bool hasShape = HasOwnShape(parts);
        if (shaping.Count == 0)
        {
            return hasShape || HasType(parts)
                ? NullableOrNull(parts, isDefinition, depth, nullable)
                : new AnySchema { Nullable = nullable };
        }


        if (hasShape && shaping.Count == 1)
        {
            Schema distributed = Distribute(parts, unions[0], shaping[0], depth);
            return distributed with { Nullable = distributed.Nullable || nullable };
        }

        if (shaping.Count > 1 || hasShape)
        {
            context.Report(Rules.SeveralUnions, parts.At);
            return Flatten(parts, shaping, depth) ?? (hasShape ? null : new AnySchema { Nullable = nullable });
        }

        Schema union = Alternatives(parts, shaping[0], depth, any: unions.Any(u => u.Segment == "anyOf"));
        return nullable ? union with { Nullable = true } : union;
    }

    /// <summary>One object with the properties of all alternatives, optional: every value of every combination fits it.</summary>
    private Schema? Flatten(SchemaParts parts, List<List<SpecCursor>> unions, int depth)
    {
        List<SchemaParts> alternatives = unions.SelectMany(u => u).Select(reader.Peek).ToList();
        if (!alternatives.All(a => a.Has("properties")))
            return null;
        SchemaParts all = new(parts.At);
        all.All.AddRange(parts.All);
        HashSet<SpecNode> seen = new(parts.All.Select(p => p.At.Node));
        all.All.AddRange(alternatives.SelectMany(a => a.All).Where(p => seen.Add(p.At.Node))
            .Select(p => p with { Inherited = true, Optional = true }));
        return builder.Build(all, isDefinition: false, depth + 1, ignoreUnions: true);
    }

    private Schema? NullableOrNull(SchemaParts parts, bool isDefinition, int depth, bool nullable) =>
        nullable ? builder.Build(parts, isDefinition, depth, ignoreUnions: true) with { Nullable = true } : null;

    private Schema Alternatives(SchemaParts parts, List<SpecCursor> variants, int depth, bool any)
    {
        List<Schema> read = variants.Select(v => context.Guard<Schema>(v, new AnySchema(), () => ReadVariant(parts, v, depth))).ToList();
        if (any && OpenEnum(variants, read) is { } open)
            return open;
        return UnionFolding.Fold(read, any, ReadDiscriminator(parts, variants, read));
    }

    private Schema ReadVariant(SchemaParts parts, SpecCursor variant, int depth)
    {
        // "type: string, oneOf: [{format: date}, …]": the type counts for every alternative that states none.
        if (ReferenceResolver.ReferenceOf(variant) is not null || !HasType(parts) || variant.Child("type") is not null)
            return reader.Read(variant, depth + 1);
        List<SpecCursor> with = [variant];
        with.AddRange(parts.All.Select(p => p.At));
        SchemaParts all = reader.Collector.Collect(with, inherit: false);
        return builder.Build(all, isDefinition: false, depth + 1, ignoreUnions: variant.Value("oneOf") is null);
    }

    /// <summary><c>anyOf: [{$ref: enum}, {type: string}]</c> is the enum, which is open anyway.</summary>
    private Schema? OpenEnum(List<SpecCursor> variants, List<Schema> read)
    {
        if (read.Count != 2)
            return null;
        int text = read.FindIndex(r => r is PrimitiveSchema { Kind: PrimitiveKind.String });
        if (text < 0 || read[1 - text] is not ReferenceSchema reference)
            return null;
        SchemaParts target = reader.Peek(variants[1 - text]);
        bool isTextEnum = target.Get("enum") is { Sequence.Items.Count: > 0 } values
            && values.Items().All(v => v.Scalar is { Kind: ScalarKind.String or ScalarKind.Null });
        return isTextEnum ? reference with { Nullable = reference.Nullable || read[text].Nullable } : null;
    }

    /// <summary>Properties beside <c>oneOf</c> belong to every alternative.</summary>
    private Schema Distribute(SchemaParts parts, SpecCursor union, List<SpecCursor> variants, int depth)
    {
        List<SpecCursor> own = parts.All.Select(p => p.At).ToList();
        List<Schema> read = new();
        bool discriminated = parts.Has("discriminator");
        string variantId = parts.At.Pointer + "/" + union.Segment + "/";
        HashSet<string> common = new(parts.GetAll("properties").SelectMany(p => p.Entries()).Select(p => p.Segment),
            StringComparer.Ordinal);
        foreach (SpecCursor variant in variants)
        {
            SchemaParts shape = reader.Peek(variant);
            HashSet<string> listed = new(shape.GetAll("properties").SelectMany(p => p.Entries()).Select(p => p.Segment),
                StringComparer.Ordinal);
            if (ReferenceResolver.ReferenceOf(variant) is not null && common.IsSubsetOf(listed))
            {
                read.Add(reader.Read(variant, depth + 1));
                continue;
            }

            List<SpecCursor> all = [variant];
            all.AddRange(own);
            SchemaParts merged = reader.Collector.Collect(all, inherit: false);
            bool nested = shape.Has("oneOf") || shape.Has("anyOf");
            if (nested)
                context.Report(Rules.SeveralUnions, variant);
            Schema schema = builder.Build(merged, isDefinition: false, depth + 1, ignoreUnions: true);
            string? name = ReferenceResolver.ReferenceOf(variant) is not null
                ? context.References.Follow(variant)?.Segment
                : variant.Text("title");
            schema = schema with { Title = name };
            // A discriminator tells named schemas apart, so the combination gets a name.
            read.Add(discriminated && name is not null ? reader.Define(variantId + read.Count, NameOf(parts, name), schema) : schema);
        }

        return UnionFolding.Fold(read, union.Segment == "anyOf", ReadDiscriminator(parts, variants, read));
    }

    private static string NameOf(SchemaParts parts, string variant) =>
        parts.At.Parent is { Segment: "schemas" or "definitions" } ? parts.At.Segment + " " + variant : variant + " Variant";

    private Discriminator? ReadDiscriminator(SchemaParts parts, List<SpecCursor> variants, List<Schema> read)
    {
        if (parts.Get("discriminator") is not { } discriminator || DiscriminatorSpec.PropertyName(discriminator) is not { } property)
            return null;
        Dictionary<SpecNode, string> ids = new();
        for (int i = 0; i < variants.Count; i++)
        {
            if (read[i] is ReferenceSchema reference && context.References.Follow(variants[i]) is { } target)
                ids[target.Node] = reference.Id;
        }

        List<DiscriminatorMapping> mappings = new();
        HashSet<string> used = new(StringComparer.Ordinal);
        HashSet<string> mapped = new(StringComparer.Ordinal);
        foreach ((string value, SpecCursor schema) in DiscriminatorSpec.Mappings(context, discriminator))
        {
            if (!ids.TryGetValue(schema.Node, out string? id))
                context.Report(Rules.MappingOutsideUnion, discriminator, value, schema.Segment);
            else if (used.Add(value))
                mappings.Add(new DiscriminatorMapping(value, id));
            if (id is not null)
                mapped.Add(id);
        }

        for (int i = 0; i < variants.Count; i++)
        {
            if (read[i] is not ReferenceSchema reference || mapped.Contains(reference.Id)
                || context.References.Follow(variants[i]) is not { } target)
                continue;
            if (used.Add(target.Segment))
                mappings.Add(new DiscriminatorMapping(target.Segment, reference.Id));
        }

        return mappings.Count == 0 ? null : new Discriminator(property, mappings.ToEquatableArray());
    }

    /// <summary>A base that lists its kinds (<c>oneOf</c>), merged into one of them (<c>allOf</c>): the kind is not all kinds.</summary>
    private bool IsOfBase(SchemaParts parts, SpecCursor union) => parts.At.Node != union.Parent?.Node && union.Items()
        .Any(item => ReferenceResolver.ReferenceOf(item) is not null && context.References.Follow(item) is { } target
            && parts.All.Any(part => part.At.Node == target.Node));

    /// <summary>Alternatives such as <c>{required: [a]}</c> limit an object; they do not shape another one.</summary>
    private static bool Shapes(SpecCursor variant) => variant.Node is SpecMapping mapping
        && (mapping.Entries.Count == 0 || !mapping.Entries.All(e => Limiting.Contains(e.Key)));

    private static bool HasOwnShape(SchemaParts parts) => parts.GetAll("properties").Any(p => p.Mapping is { Entries.Count: > 0 });

    private static bool HasType(SchemaParts parts) => parts.Has("type");
}
