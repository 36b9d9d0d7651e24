using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>Request bodies: <c>requestBody</c> since 3.0, <c>body</c> and <c>formData</c> parameters in 2.0.</summary>
internal sealed class BodyReader(ReaderContext context, SchemaReader schemas)
{
    private readonly ContentReader _contents = new(context, schemas);

    public RequestBody? Read(SpecCursor? body)
    {
        if (body is null || context.References.Follow(body) is not { } at)
            return null;
        if (at.Mapping is null)
        {
            context.Report(Rules.WrongType, at, "requestBody", "an object");
            return null;
        }

        EquatableArray<MediaContent> contents = _contents.Read(at.Value("content"));
        if (contents.Count == 0)
        {
            context.Report(Rules.BodyWithoutContent, at);
            return null;
        }

        return new RequestBody(at.Boolean("required") == true, at.Text("description"), contents);
    }

    public RequestBody? ReadSwagger2(SpecCursor operation, SpecCursor? body, IReadOnlyList<SpecCursor> fields)
    {
        List<string> consumes = List(operation, "consumes");
        if (body is not null)
        {
            Schema schema = body.Value("schema") is { } declared ? schemas.Read(declared) : schemas.ReadUnnamed(body);
            List<string> bodyTypes = consumes.Count > 0 ? consumes : [MediaTypes.Json];
            return new RequestBody(body.Boolean("required") == true, body.Text("description"), _contents.Read(bodyTypes, schema));
        }

        if (fields.Count == 0)
            return null;
        bool hasFile = fields.Any(f => f.Text("type") == "file");
        List<string> mediaTypes = consumes.Where(MediaTypes.IsForm).ToList();
        if (mediaTypes.Count == 0 || (hasFile && !mediaTypes.Contains(MediaTypes.Multipart)))
            mediaTypes = [hasFile ? MediaTypes.Multipart : MediaTypes.Form];
        else if (hasFile)
            mediaTypes = mediaTypes.Where(m => m != MediaTypes.Form).ToList();
        Property[] properties = fields.Select(ReadField).ToArray();
        PartEncoding[] encodings = fields.Where(f => f.Text("collectionFormat") is not null).Select(ReadEncoding).ToArray();
        ObjectSchema form = new(EquatableArray.Create(properties));
        MediaContent[] contents = mediaTypes
            .Select(m => new MediaContent(m, form) { Encodings = EquatableArray.Create(encodings) })
            .ToArray();
        return new RequestBody(fields.Any(f => f.Boolean("required") == true), null, EquatableArray.Create(contents));
    }

    /// <summary>Media types of an operation, or else of the document.</summary>
    internal List<string> List(SpecCursor operation, string keyword)
    {
        SpecCursor? list = operation.Value(keyword) ?? context.Root.Value(keyword);
        IEnumerable<SpecScalar> scalars = list?.Scalar is { } one ? [one] : list?.Items().Select(i => i.Scalar).OfType<SpecScalar>() ?? [];
        return scalars.Where(s => !s.IsNull && s.Text.Length > 0).Select(s => MediaTypes.Normalize(s.Text)).Distinct(StringComparer.Ordinal)
            .ToList();
    }

    private Property ReadField(SpecCursor field) => new(field.Text("name")!, schemas.ReadUnnamed(field), field.Boolean("required") == true)
    {
        PreferredName = field.Text("x-csharp-name") ?? field.Text("x-ms-client-name"),
    };

    private PartEncoding ReadEncoding(SpecCursor field)
    {
        (ParameterStyle style, bool explode) = StyleReader.Read(context, field, ParameterLocation.Query);
        return new PartEncoding(field.Text("name")!, null, style, explode);
    }
}
