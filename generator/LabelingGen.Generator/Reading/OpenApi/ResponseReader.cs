using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Answers by status.</summary>
internal sealed class ResponseReader(ReaderContext context, SchemaReader schemas)
{
    private readonly ContentReader _contents = new(context, schemas);
    private readonly BodyReader _bodies = new(context, schemas);

    public EquatableArray<Response> Read(SpecCursor operation)
    {
        List<Response> responses = new();
        SpecCursor? list = operation.Value("responses");
        if (list is { Mapping: null })
            context.Report(Rules.WrongType, list, "responses", "an object");
        foreach (SpecCursor entry in list?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (entry.Segment.StartsWith("x-", StringComparison.Ordinal))
                continue;
            if (NormalizeStatus(entry.Segment) is not { } status)
            {
                context.Report(Rules.UnknownStatus, entry, entry.Segment);
                continue;
            }

            Response empty = new(status, null, EquatableArray<MediaContent>.Empty, EquatableArray<ResponseHeader>.Empty);
            if (responses.Any(r => r.Status == status))
                continue;
            responses.Add(entry.IsNull || context.References.Follow(entry) is not { } at
                ? empty
                : context.Guard(entry, empty, () => ReadOne(status, operation, at)));
        }

        return responses.ToEquatableArray();
    }

    private Response ReadOne(string status, SpecCursor operation, SpecCursor at)
    {
        EquatableArray<MediaContent> contents = EquatableArray<MediaContent>.Empty;
        if (at.Value("content") is { } content)
            contents = _contents.Read(content);
        else if (at.Value("schema") is { } schema)
            contents = ReadSwagger2(operation, schemas.Read(schema));
        return new Response(status, at.Text("description") ?? at.Text("summary"), contents, ReadHeaders(at));
    }

    private EquatableArray<MediaContent> ReadSwagger2(SpecCursor operation, Schema schema)
    {
        List<string> produces = _bodies.List(operation, "produces");
        if (produces.Count == 0)
            produces = [schema is PrimitiveSchema { Kind: PrimitiveKind.Binary } ? MediaTypes.OctetStream : MediaTypes.Json];
        return _contents.Read(produces, schema);
    }

    private EquatableArray<ResponseHeader> ReadHeaders(SpecCursor response)
    {
        List<ResponseHeader> headers = new();
        foreach (SpecCursor entry in response.Value("headers")?.Entries() ?? Enumerable.Empty<SpecCursor>())
        {
            if (context.References.Follow(entry) is not { Mapping: not null } at)
                continue;
            Schema schema = context.Guard<Schema>(entry, new AnySchema(), () => HeaderSchema(at));
            headers.Add(new ResponseHeader(entry.Segment, schema, at.Text("description")));
        }

        return headers.ToEquatableArray();
    }

    private Schema HeaderSchema(SpecCursor at)
    {
        SpecCursor? schema = at.Value("schema") ?? at.Value("content")?.Entries().FirstOrDefault()?.Value("schema");
        if (schema is not null)
            return schemas.Read(schema);
        return at.Child("type") is null ? new PrimitiveSchema(PrimitiveKind.String) : schemas.ReadUnnamed(at);
    }

    /// <summary><c>200</c>, <c>4XX</c> or <c>default</c>.</summary>
    internal static string? NormalizeStatus(string text)
    {
        string status = text.Trim();
        if (string.Equals(status, "default", StringComparison.OrdinalIgnoreCase))
            return "default";
        if (status.Length != 3 || status[0] is < '1' or > '5')
            return null;
        string rest = status.Substring(1).ToUpperInvariant();
        return rest == "XX" || rest.All(c => c is >= '0' and <= '9') ? status[0] + rest : null;
    }
}
