namespace LabelingGen.Generator.Model;

/// <summary>
/// What an API is, whatever document described it. Immutable and equal by value; holds no position in a file (those travel
/// with the diagnostics), no Roslyn type and no C# name.
/// </summary>
internal sealed record ApiModel(
    string Title,
    string? Version,
    string? Description,
    EquatableArray<Server> Servers,
    EquatableArray<SecurityScheme> SecuritySchemes,
    EquatableArray<SecurityRequirement> Security,
    EquatableArray<Tag> Tags,
    EquatableArray<Operation> Operations,
    EquatableArray<NamedSchema> Schemas,
    EquatableArray<Webhook> Webhooks)
{
    /// <summary>Exception classes the author names for error answers: <c>x-errors</c> at the root.</summary>
    public ErrorConvention? Errors { get; init; }

    /// <summary>What every client of this API does unless told otherwise: <c>x-client</c> at the root.</summary>
    public ClientConvention Convention { get; init; } = ClientConvention.Default;
}

internal sealed record Server(string Url, string? Description, EquatableArray<ServerVariable> Variables);

internal sealed record ServerVariable(string Name, string Default, string? Description, EquatableArray<string> Values);

internal sealed record Tag(string Name, string? Description)
{
    public string? PreferredName { get; init; }
}

internal enum SecurityKind
{
    ApiKey,
    Basic,
    Bearer,
    /// <summary>Any other HTTP scheme: the token is sent as <c>Authorization: SCHEME token</c>.</summary>
    Http,
    OAuth2,
    OpenIdConnect,
    MutualTls,
}

internal enum ParameterLocation
{
    Path,
    Query,
    Header,
    Cookie,
}

/// <param name="Id">Key under <c>securitySchemes</c>.</param>
/// <param name="ParameterName">Name of the header, query parameter or cookie of an API key.</param>
/// <param name="HttpScheme">The word before the token, as it is to be sent: <c>Bearer</c>, <c>Token</c>.</param>
internal sealed record SecurityScheme(
    string Id, SecurityKind Kind, string? Description, ParameterLocation Location, string? ParameterName, string? HttpScheme)
{
    public EquatableArray<string> Scopes { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Environment variable <c>FromEnvironment()</c> reads: <c>x-environment</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>Prefix of an API key's value in its header, for example <c>Token </c>: <c>x-prefix</c>.</summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// Basic authentication in which the one secret is the user name and the password is empty: <c>x-basic-username-only</c>.
    /// </summary>
    public bool BasicUserNameOnly { get; init; }
}

/// <summary>Schemes that must all be met; an empty list means "no credential". Several requirements are alternatives.</summary>
internal sealed record SecurityRequirement(EquatableArray<string> SchemeIds);

/// <param name="Id">Stable key of the operation: method and path template, unique in the document.</param>
/// <param name="OperationId">The document's own name; unique among the operations of one tag, and the first of its name in the document is
/// meant by others.</param>
/// <param name="Method">Upper case.</param>
internal sealed record Operation(
    string Id,
    string? OperationId,
    string Method,
    string Path,
    string? Summary,
    string? Description,
    bool Deprecated,
    EquatableArray<string> Tags,
    EquatableArray<Parameter> Parameters,
    RequestBody? Body,
    EquatableArray<Response> Responses)
{
    /// <summary>Overrides the document's; <see langword="null"/> = inherited.</summary>
    public EquatableArray<SecurityRequirement>? Security { get; init; }

    /// <summary>Base address of this operation where it is not the document's.</summary>
    public Server? Server { get; init; }

    /// <summary><c>x-csharp-name</c>: the method's name, without "Async".</summary>
    public string? PreferredName { get; init; }

    /// <summary>
    /// <c>x-csharp-client</c>: the sub-client, where it is not the first tag. A path (<c>storage/azure</c>) names it by its last part where
    /// no other sub-client is called so.
    /// </summary>
    public string? PreferredClient { get; init; }

    public Pagination? Pagination { get; init; }

    public JobRule? Job { get; init; }

    public IdempotencyRule? Idempotency { get; init; }

    /// <summary><c>x-internal</c>: emitted <c>internal</c>, for hand-written partials to stand on.</summary>
    public bool Internal { get; init; }
}

internal enum ParameterStyle
{
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    TabDelimited,
    PipeDelimited,
    DeepObject,
}

internal sealed record Parameter(
    string Name, ParameterLocation Location, Schema Schema, bool Required, ParameterStyle Style, bool Explode)
{
    public string? Description { get; init; }

    public bool Deprecated { get; init; }

    public bool AllowReserved { get; init; }

    public string? PreferredName { get; init; }

    /// <summary><c>x-not-with</c>: another parameter that cannot be given together with this one.</summary>
    public string? NotWith { get; init; }

    /// <summary>Set where the parameter is declared with <c>content</c>: its value is one text in that media type (JSON).</summary>
    public string? ContentType { get; init; }
}

/// <param name="Contents">In the order of the document; planning picks.</param>
internal sealed record RequestBody(bool Required, string? Description, EquatableArray<MediaContent> Contents);

/// <param name="MediaType">As written, lower case, without parameters: <c>application/json</c>.</param>
internal sealed record MediaContent(string MediaType, Schema Schema)
{
    /// <summary>Per property of a multipart or form body.</summary>
    public EquatableArray<PartEncoding> Encodings { get; init; } = EquatableArray<PartEncoding>.Empty;

    /// <summary>
    /// The stream's items where the media type is a sequence (NDJSON, server-sent events): 3.2 <c>itemSchema</c> or inferred.
    /// </summary>
    public Schema? ItemSchema { get; init; }
}

internal sealed record PartEncoding(string Property, string? ContentType, ParameterStyle? Style, bool? Explode);

/// <param name="Status"><c>200</c>, <c>4XX</c> or <c>default</c>.</param>
internal sealed record Response(
    string Status, string? Description, EquatableArray<MediaContent> Contents, EquatableArray<ResponseHeader> Headers);

internal sealed record ResponseHeader(string Name, Schema Schema, string? Description);

/// <summary>A message the API sends to the user's server.</summary>
internal sealed record Webhook(string Name, string Method, string? Description, Schema? Payload);
