using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>Makes the model's schema of a schema's parts.</summary>
internal sealed class SchemaBuilder
{
    private readonly ReaderContext _context;
    private readonly SchemaReader _reader;
    private readonly TypeReader _types;
    private readonly EnumBuilder _enums;
    private readonly ObjectBuilder _objects;
    private readonly UnionBuilder _unions;

    public SchemaBuilder(ReaderContext context, SchemaReader reader)
    {
        _context = context;
        _reader = reader;
        _types = new TypeReader(context);
        _enums = new EnumBuilder(context);
        _objects = new ObjectBuilder(context, reader);
        _unions = new UnionBuilder(context, reader, this);
    }

    public Schema Build(SchemaParts parts, bool isDefinition, int depth, bool ignoreUnions = false)
    {
        if (parts.All.Count == 0)
            return new AnySchema();
        SchemaTypes types = _types.Read(parts);
        Schema schema = BuildShape(parts, types, isDefinition, depth, ignoreUnions);
        return SchemaAnnotations.Apply(schema, parts, types);
    }

    private Schema BuildShape(SchemaParts parts, SchemaTypes types, bool isDefinition, int depth, bool ignoreUnions)
    {
        if (_enums.TryBuild(parts, types) is { } enumeration)
            return enumeration;
        if (!ignoreUnions && _unions.TryBuild(parts, isDefinition, depth) is { } union)
            return union;
        if (types.Names.Count == 0)
            return ReadExample(parts) ?? new AnySchema { Nullable = types.Nullable };
        if (types.Names.Count == 1)
            return BuildType(types.Names[0], parts, isDefinition, depth);
        if (types.Names.Count >= 5)
            return new AnySchema();
        return UnionFolding.Fold(types.Names.Select(t => BuildType(t, parts, false, depth)).ToList(), any: true, discriminator: null);
    }

    private Schema? ReadExample(SchemaParts parts)
    {
        if (SchemaAnnotations.Example(parts) is not { IsNull: false } example
            || !parts.All.All(p => SchemaKeywords.OnlyAnnotations(p.At.Mapping!)))
            return null;
        _context.Report(Rules.ExampleOnly, example);
        return ExampleShape.Of(example.Node);
    }

    private Schema BuildType(string type, SchemaParts parts, bool isDefinition, int depth)
    {
        string? format = parts.Get("format")?.Scalar?.Text;
        switch (type)
        {
            case "object":
                return _objects.Build(parts, isDefinition, depth);
            case "array":
                return BuildArray(parts, depth);
            case "integer":
                return BuildInteger(parts, format);
            case "number":
                return PrimitiveSchemas.Number(format);
            case "boolean":
                return new PrimitiveSchema(PrimitiveKind.Boolean);
            case "string":
                return CustomType(parts) ?? BuildString(parts, format);
            case "file":
                return new PrimitiveSchema(PrimitiveKind.Binary);
            default:
                _context.Report(Rules.UnknownType, parts.Get("type") ?? parts.At, type);
                return new AnySchema();
        }
    }

    private PrimitiveSchema BuildInteger(SchemaParts parts, string? format)
    {
        PrimitiveSchema schema = PrimitiveSchemas.Integer(format);
        PrimitiveKind wider = NumberRange.Widen(schema.Kind, parts);
        if (wider == schema.Kind)
            return schema;
        _context.Report(Rules.UnboundedNumber, parts.Get("format") ?? parts.At, parts.At.Segment, format ?? "");
        return new PrimitiveSchema(wider);
    }

    /// <summary><c>x-csharp-type</c>: the text becomes a class of the author's, named with its namespace.</summary>
    private PrimitiveSchema? CustomType(SchemaParts parts)
    {
        if (parts.At.Value("x-csharp-type") is not { } at)
            return null;
        string name = at.Scalar?.Text ?? "";
        if (name.IndexOf('.') > 0 && Identifier.Dotted(name) == name)
            return new PrimitiveSchema(PrimitiveKind.Custom, name);
        _context.Report(Rules.ExtensionValue, at, "x-csharp-type", name);
        return null;
    }

    private static PrimitiveSchema BuildString(SchemaParts parts, string? format)
    {
        string? encoding = parts.Get("contentEncoding")?.Scalar?.Text.ToLowerInvariant();
        if (encoding is "base64" or "base64url")
            return new PrimitiveSchema(PrimitiveKind.Base64, encoding == "base64" ? null : encoding);
        if (format is null && encoding is null or "binary" && parts.Get("contentMediaType")?.Scalar?.Text is { } media && !IsTextual(media))
            return new PrimitiveSchema(PrimitiveKind.Binary);
        return PrimitiveSchemas.String(format);
    }

    private static bool IsTextual(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0
        || mediaType.IndexOf("xml", StringComparison.OrdinalIgnoreCase) >= 0
        || mediaType.IndexOf("jwt", StringComparison.OrdinalIgnoreCase) >= 0;

    private Schema BuildArray(SchemaParts parts, int depth)
    {
        SpecCursor? tuple = parts.Get("prefixItems") ?? (parts.Get("items") is { Sequence: not null } list ? list : null);
        if (tuple is { Sequence.Items.Count: > 0 })
        {
            _context.Report(Rules.TupleAsArray, tuple);
            List<Schema> items = tuple.Items().Select(i => _reader.Read(i, depth + 1)).ToList();
            if (parts.Get("items") is { Mapping: not null } rest)
                items.Add(_reader.Read(rest, depth + 1));
            return new ArraySchema(UnionFolding.Fold(items, any: true, discriminator: null));
        }

        List<SpecCursor> declared = parts.GetAll("items").Where(i => i.Mapping is not null).ToList();
        return declared.Count == 0 ? new ArraySchema(new AnySchema()) : new ArraySchema(_reader.Read(declared, depth + 1));
    }
}
