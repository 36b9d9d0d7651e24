using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Reading.OpenApi.Schemas;
using LabelingGen.Generator.Reading.OpenApi.Semantics;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.OpenApi;

/// <summary>One operation with what it takes from its path item.</summary>
internal sealed class OperationReader(ReaderContext context, SchemaReader schemas)
{
    private readonly ParameterReader _parameters = new(context, schemas);
    private readonly BodyReader _bodies = new(context, schemas);
    private readonly ResponseReader _responses = new(context, schemas);
    private readonly ServerReader _servers = new(context);
    private readonly SecurityReader _security = new(context);

    public Operation Read(string method, string path, SpecCursor item, SpecCursor at)
    {
        ParameterSet parameters = context.Guard(at, ParameterSet.Empty(path), () => _parameters.Read(path, item, at));
        RequestBody? body = context.Guard(at, null, () => context.IsSwagger2
            ? _bodies.ReadSwagger2(at, parameters.Body, parameters.FormFields)
            : _bodies.Read(at.Value("requestBody")));
        EquatableArray<Response> responses = context.Guard(at, EquatableArray<Response>.Empty, () => _responses.Read(at));
        if (at.Value("responses") is null && context.Version is SpecVersion.Swagger2 or SpecVersion.OpenApi30)
            context.Report(Rules.MissingResponses, at, method + " " + path);
        return new Operation(
            method + " " + path,
            OperationId(at),
            method,
            parameters.Path,
            at.Text("summary") ?? item.Text("summary"),
            at.Text("description") ?? item.Text("description"),
            at.Boolean("deprecated") == true,
            at.Value("tags")?.Items().Where(t => t.Scalar is { IsNull: false, Text.Length: > 0 }).Select(t => t.Scalar!.Text)
                .Distinct(StringComparer.Ordinal).ToEquatableArray() ?? EquatableArray<string>.Empty,
            parameters.Parameters.ToEquatableArray(),
            body,
            responses)
        {
            Security = context.Guard(at, null, () => _security.ReadRequirements(at)),
            Server = context.Guard(at, null, () => _servers.ReadFirst(at) ?? _servers.ReadFirst(item)),
            PreferredName = at.Text("x-csharp-name") ?? at.Text("x-fern-sdk-method-name"),
            PreferredClient = at.Text("x-csharp-client") ?? Group(at.Value("x-fern-sdk-group-name")),
            Pagination = context.Guard(at, null, () => PaginationReader.Read(context, at)),
            Job = context.Guard(at, null, () => JobReader.Read(context, at)),
            Idempotency = context.Guard(at, null, () => IdempotencyReader.Read(context, at)),
            Internal = at.Boolean("x-internal") == true,
        };
    }

    /// <summary>Fern's group is a name or a path of names: <c>storage/azure</c>.</summary>
    private static string? Group(SpecCursor? at)
    {
        if (at?.Scalar is { } one)
            return one.Text;
        string path = string.Join("/", at?.Items().Select(item => item.Scalar?.Text).Where(text => !string.IsNullOrWhiteSpace(text)) ?? []);
        return path.Length == 0 ? null : path;
    }

    private static string? OperationId(SpecCursor at) =>
        at.Text("operationId") is { } id && id.Trim().Length > 0 ? id.Trim() : null;
}
