using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>Objects: listed properties, maps, free-form objects, and members of a hierarchy.</summary>
internal sealed class ObjectBuilder(ReaderContext context, SchemaReader reader)
{
    public Schema Build(SchemaParts parts, bool isDefinition, int depth)
    {
        Dictionary<string, List<SpecCursor>> declared = new(StringComparer.Ordinal);
        List<string> order = new();
        HashSet<string> required = new(StringComparer.Ordinal);
        foreach (SchemaPart part in parts.All)
            Declare(part, declared, order, required);
        Dictionary<string, List<SpecCursor>> conditional = Conditional(parts, declared, order);

        SpecCursor? root = isDefinition ? parts.Base : null;
        if (root is not null)
        {
            HashSet<string> inherited = PropertyNames(root);
            order.RemoveAll(inherited.Contains);
        }

        Discriminator? discriminator = isDefinition ? DescribeDiscriminator(parts.At) : null;
        if (discriminator is not null && root is null && !declared.ContainsKey(discriminator.PropertyName))
            context.Report(Rules.DiscriminatorProperty, parts.At.Value("discriminator") ?? parts.At, discriminator.PropertyName);
        Schema? additional = ReadAdditional(parts, depth);
        if (order.Count == 0 && root is null && discriminator is null && !IsClosed(parts))
            return new MapSchema(additional ?? new AnySchema());

        List<Property> properties = order
            .Select(name => declared.TryGetValue(name, out List<SpecCursor>? places)
                ? ReadProperty(name, places, required.Contains(name), depth)
                : ReadConditional(name, conditional[name], depth))
            .ToList();
        if (discriminator is not null && root is null && !declared.ContainsKey(discriminator.PropertyName))
            properties.Add(new Property(discriminator.PropertyName, new PrimitiveSchema(PrimitiveKind.String), Required: false));
        return new ObjectSchema(properties.ToEquatableArray())
        {
            AdditionalProperties = additional is AnySchema ? null : additional,
            BaseId = root is null ? null : reader.Use(root),
            Discriminator = discriminator,
        };
    }

    private void Declare(SchemaPart part, Dictionary<string, List<SpecCursor>> declared, List<string> order, HashSet<string> required)
    {
        SpecCursor at = part.At;
        SpecCursor? properties = at.Value("properties");
        if (properties is { Mapping: null })
            context.Report(Rules.WrongType, properties, "properties", "an object");
        foreach (SpecCursor property in properties?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (!declared.TryGetValue(property.Segment, out List<SpecCursor>? places))
            {
                declared.Add(property.Segment, places = new List<SpecCursor>());
                order.Add(property.Segment);
            }

            places.Add(property);
            // Draft 3 wrote "required: true" in the property itself, and many still do.
            if (property.Child("required") is { Scalar: { IsNull: false } } flag && flag.AsBoolean() is { } isRequired)
            {
                context.Report(Rules.RequiredInProperty, flag, property.Segment);
                if (isRequired && !part.Optional)
                    required.Add(property.Segment);
            }
        }

        if (!part.Optional && at.Value("required") is { Sequence: not null } list)
        {
            foreach (SpecCursor name in list.Items().Where(n => n.Scalar is { IsNull: false }))
                required.Add(name.Scalar!.Text);
        }
    }

    private Property ReadProperty(string name, List<SpecCursor> places, bool required, int depth)
    {
        SpecCursor last = places[places.Count - 1];
        Schema schema = context.Guard<Schema>(last, new AnySchema(), () => reader.Read(places, depth + 1));
        return new Property(name, schema, required)
        {
            PreferredName = places.Select(p => p.Text("x-csharp-name") ?? p.Text("x-ms-client-name")).FirstOrDefault(n => n is not null),
            ReadOnly = places.Any(p => Flag(p, "readOnly")),
            WriteOnly = places.Any(p => Flag(p, "writeOnly")),
            SendNull = places.Any(p => Flag(p, "x-send-null")),
        };
    }

    /// <summary>
    /// What only the branches of a condition declare. A property that the object declares as well is narrowed by them, which is no type of
    /// its own.
    /// </summary>
    private Dictionary<string, List<SpecCursor>> Conditional(
        SchemaParts parts, Dictionary<string, List<SpecCursor>> declared, List<string> order)
    {
        Dictionary<string, List<SpecCursor>> conditional = new(StringComparer.Ordinal);
        IEnumerable<SpecCursor> branches = parts.GetAll("then").Concat(parts.GetAll("else"))
            .Concat(parts.GetAll("dependentSchemas").SelectMany(dependent => dependent.Entries()));
        foreach (SpecCursor branch in branches.Where(branch => branch.Mapping is not null))
        {
            foreach (SpecCursor property in reader.Peek(branch).GetAll("properties").SelectMany(properties => properties.Entries()))
            {
                if (declared.ContainsKey(property.Segment))
                    continue;
                context.Report(Rules.ConditionalProperties, branch);
                if (!conditional.TryGetValue(property.Segment, out List<SpecCursor>? places))
                {
                    conditional.Add(property.Segment, places = new List<SpecCursor>());
                    order.Add(property.Segment);
                }

                places.Add(property);
            }
        }

        return conditional;
    }

    private Property ReadConditional(string name, List<SpecCursor> places, int depth)
    {
        Property property = ReadProperty(name, [places[0]], required: false, depth);
        if (places.Count == 1)
            return property;
        List<Schema> schemas = places
            .Select(place => context.Guard<Schema>(place, new AnySchema(), () => reader.Read(place, depth + 1))).Distinct().ToList();
        return property with { Schema = schemas.Count == 1 ? schemas[0] : UnionFolding.Fold(schemas, any: true, discriminator: null) };
    }

    private static bool Flag(SpecCursor property, string keyword) =>
        property.Boolean(keyword) == true || property.Value("allOf")?.Items().Any(i => i.Boolean(keyword) == true) == true;

    private Discriminator? DescribeDiscriminator(SpecCursor schema)
    {
        if (reader.Polymorphism.Describe(schema) is not { } found)
            return null;
        return new Discriminator(
            found.PropertyName, found.Values.Select(v => new DiscriminatorMapping(v.Value, reader.Use(v.Schema))).ToEquatableArray());
    }

    /// <summary>Every property of a base, its own bases' too: a subclass does not declare them again.</summary>
    private HashSet<string> PropertyNames(SpecCursor root)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (SpecCursor properties in reader.Peek(root).GetAll("properties"))
            names.UnionWith(properties.Entries().Select(p => p.Segment));
        if (reader.Polymorphism.Describe(root) is { } discriminator)
            names.Add(discriminator.PropertyName);
        return names;
    }

    /// <summary>Nothing but the listed properties: an object without any is then a type of its own rather than free-form.</summary>
    private static bool IsClosed(SchemaParts parts) =>
        parts.GetAll("additionalProperties").Concat(parts.GetAll("unevaluatedProperties")).Any(a => a.AsBoolean() == false)
        && !parts.Has("patternProperties");

    private Schema? ReadAdditional(SchemaParts parts, int depth)
    {
        List<SpecCursor> declared = parts.GetAll("additionalProperties").Concat(parts.GetAll("unevaluatedProperties"))
            .Where(a => a.Mapping is not null).ToList();
        List<SpecCursor> patterns = parts.GetAll("patternProperties").SelectMany(p => p.Entries()).Where(p => p.Mapping is not null)
            .ToList();
        if (patterns.Count > 0)
            context.Report(Rules.PatternPropertyNames, parts.Get("patternProperties")!);
        List<Schema> schemas = declared.Concat(patterns).Select(a => reader.Read(a, depth + 1)).Distinct().ToList();
        if (schemas.Count > 1)
            return UnionFolding.Fold(schemas, any: true, discriminator: null);
        return schemas.Count == 1 ? schemas[0] : null;
    }
}
