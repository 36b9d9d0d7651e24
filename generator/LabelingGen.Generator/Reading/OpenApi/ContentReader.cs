using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary><c>content</c>: a body's media types with their schemas and encodings.</summary>
internal sealed class ContentReader(ReaderContext context, SchemaReader schemas)
{
    public EquatableArray<MediaContent> Read(SpecCursor? content)
    {
        List<MediaContent> read = new();
        if (content is { Mapping: null })
            context.Report(Diagnostics.Rules.WrongType, content, "content", "an object");
        foreach (SpecCursor entry in content?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (entry.Segment.StartsWith("x-", StringComparison.Ordinal) || context.References.Follow(entry) is not { } at)
                continue;
            string mediaType = MediaTypes.Normalize(entry.Segment);
            if (mediaType.Length > 0 && read.All(c => c.MediaType != mediaType))
                read.Add(context.Guard(entry, new MediaContent(mediaType, new AnySchema()), () => ReadOne(mediaType, at)));
        }

        return read.ToEquatableArray();
    }

    /// <summary>A schema under several media types: how 2.0 declares a body.</summary>
    public EquatableArray<MediaContent> Read(IEnumerable<string> mediaTypes, Schema schema) =>
        mediaTypes.Select(m => new MediaContent(m, Shape(m, schema)) { ItemSchema = InferItems(m, schema) }).ToEquatableArray();

    private MediaContent ReadOne(string mediaType, SpecCursor at)
    {
        Schema? declared = at.Value("schema") is { } schema ? schemas.Read(schema) : null;
        Schema? items = at.Value("itemSchema") is { } item ? schemas.Read(item) : null;
        Schema body = Shape(mediaType, declared ?? (items is null ? ReadExample(mediaType, at) : new ArraySchema(items)));
        string? example = at.Value("example") is { } value ? SpecJson.Write(value.Node, Limits.ExampleLength) : FirstExample(at);
        return new MediaContent(mediaType, example is null || body.ExampleJson is not null ? body : body with { ExampleJson = example })
        {
            Encodings = ReadEncodings(at.Value("encoding")),
            ItemSchema = items ?? InferItems(mediaType, body),
        };
    }

    private Schema ReadExample(string mediaType, SpecCursor at)
    {
        SpecCursor? example = at.Value("example");
        if (example?.Node is not (SpecMapping or SpecSequence) || !MediaTypes.IsJson(mediaType))
            return new AnySchema();
        context.Report(Diagnostics.Rules.ExampleOnly, example);
        return ExampleShape.Of(example.Node);
    }

    private string? FirstExample(SpecCursor at)
    {
        SpecCursor? first = at.Value("examples")?.Entries().FirstOrDefault();
        SpecCursor? value = first is null ? null : context.References.Follow(first)?.Value("value");
        return value is null ? null : SpecJson.Write(value.Node, Limits.ExampleLength);
    }

    /// <summary>Where nothing is said of the shape, the media type says enough: bytes or text.</summary>
    private static Schema Shape(string mediaType, Schema schema)
    {
        if (schema is not AnySchema)
            return schema;
        if (MediaTypes.IsJson(mediaType) || MediaTypes.IsSequence(mediaType) || MediaTypes.IsForm(mediaType))
            return schema;
        PrimitiveKind kind = MediaTypes.IsText(mediaType) ? PrimitiveKind.String : PrimitiveKind.Binary;
        return new PrimitiveSchema(kind) { Description = schema.Description, ExampleJson = schema.ExampleJson };
    }

    private static Schema? InferItems(string mediaType, Schema body)
    {
        if (!MediaTypes.IsSequence(mediaType))
            return null;
        return body is ArraySchema array ? array.Items : body;
    }

    private EquatableArray<PartEncoding> ReadEncodings(SpecCursor? encoding)
    {
        List<PartEncoding> encodings = new();
        foreach (SpecCursor entry in encoding?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (context.References.Follow(entry) is not { Mapping: not null } at)
                continue;
            // A part's media type is said by contentType; a header of that name is ignored, as OpenAPI says.
            if (at.Value("headers") is { } headers
                && headers.Entries().Any(header => !header.Segment.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
                context.Report(Diagnostics.Rules.PartHeaders, headers, entry.Segment);
            encodings.Add(new PartEncoding(entry.Segment, at.Text("contentType"), StyleReader.Parse(at.Text("style")), at.Boolean("explode")));
        }

        return encodings.ToEquatableArray();
    }
}
