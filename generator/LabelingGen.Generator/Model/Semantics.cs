namespace LabelingGen.Generator.Model;

internal enum PaginationStyle
{
    Cursor,
    Offset,
    Page,
    /// <summary>The answer, or its <c>Link</c> header, holds the address of the next page.</summary>
    Link,
}

/// <summary>
/// <c>x-pagination</c> (and the dialects read into it). Paths into the answer are property names joined by dots; empty = the answer itself.
/// </summary>
/// <param name="Items">Path of the items in the answer.</param>
/// <param name="Input">Name of the parameter (query or body) that takes the cursor, offset or page number.</param>
/// <param name="Next">Path of the next cursor or link in the answer, or <c>header:Link</c>.</param>
internal sealed record Pagination(PaginationStyle Style, string Items, string? Input, string? Next)
{
    /// <summary>Name of the page-size parameter.</summary>
    public string? Size { get; init; }

    public int? DefaultSize { get; init; }

    public int? MaxSize { get; init; }

    /// <summary>Path of a boolean: there is another page.</summary>
    public string? HasMore { get; init; }

    /// <summary>Path of the total number of items (or pages, with <see cref="TotalIsPages"/>).</summary>
    public string? Total { get; init; }

    public bool TotalIsPages { get; init; }

    /// <summary>Path of the page size the server really used: what an offset advances by.</summary>
    public string? ReturnedSize { get; init; }

    /// <summary>Number of the first page (or offset).</summary>
    public int First { get; init; }

    /// <summary>The number of the first page is sent too, as the vendor's own client does.</summary>
    public bool SendFirst { get; init; }

    /// <summary>A status (404) that means "past the last page" rather than an error.</summary>
    public int? EndStatus { get; init; }

    /// <summary>Without another rule, a page shorter than the page size is the last one.</summary>
    public bool ShortPageEnds { get; init; }

    /// <summary>The cursor travels in the JSON body rather than in the query.</summary>
    public bool InBody { get; init; }
}

/// <summary><c>x-job</c>: this operation starts work that another operation reports on.</summary>
/// <param name="IdPath">Path of the job's id in this operation's answer.</param>
/// <param name="StatusOperation">operationId of the operation that reports; its one path (or query) parameter takes the id.</param>
/// <param name="StatePath">Path of the state in the report.</param>
internal sealed record JobRule(
    string Name, string IdPath, string StatusOperation, string StatePath, EquatableArray<string> Succeeded, EquatableArray<string> Failed)
{
    public EquatableArray<string> Running { get; init; } = EquatableArray<string>.Empty;

    public EquatableArray<string> Canceled { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Name of the status operation's parameter that takes the id, where it has several.</summary>
    public string? IdParameter { get; init; }

    /// <summary>Path of a number in the report: 0..1, or percent with <see cref="ProgressIsPercent"/>.</summary>
    public string? ProgressPath { get; init; }

    public bool ProgressIsPercent { get; init; }

    /// <summary>Paths of two counts, as an alternative to <see cref="ProgressPath"/>.</summary>
    public string? CompletedPath { get; init; }

    public string? TotalPath { get; init; }

    /// <summary>Path of the reason of a failure in the report.</summary>
    public string? ErrorPath { get; init; }

    /// <summary>operationId that lists errors, called once after a failure.</summary>
    public string? ErrorsOperation { get; init; }

    /// <summary>Path of the result in the report; absent: the report is the result.</summary>
    public string? ResultPath { get; init; }

    /// <summary>operationId that fetches the result once the job has succeeded.</summary>
    public string? ResultOperation { get; init; }

    public string? CancelOperation { get; init; }
}

internal enum IdempotencyKind
{
    /// <summary>Repeating the request is harmless.</summary>
    Safe,
    /// <summary>Never repeated once it may have been received.</summary>
    Never,
    /// <summary>Harmless when the named header carries a key the client makes up.</summary>
    Header,
    /// <summary>Harmless when the named body property is set.</summary>
    BodyProperty,
}

/// <summary><c>x-idempotency</c>. Without it the method decides: GET, HEAD, PUT, DELETE and OPTIONS may be repeated.</summary>
internal sealed record IdempotencyRule(IdempotencyKind Kind, string? Name);

/// <summary><c>x-errors</c>: where an error answer keeps its parts, and the names of exception classes by status.</summary>
internal sealed record ErrorConvention(
    string? MessagePath, string? CodePath, string? RequestIdHeader, EquatableArray<NamedError> Classes);

/// <param name="Status">A status code.</param>
/// <param name="Name">Class name without prefix and "Exception": <c>DuplicateTask</c>.</param>
internal sealed record NamedError(int Status, string Name, string? Description);

/// <summary><c>x-client</c>: how a client of this API behaves by default. Statuses are codes or ranges (<c>500-530</c>).</summary>
internal sealed record ClientConvention
{
    public static readonly ClientConvention Default = new();

    public int? MaxRetries { get; init; }

    public double? RetryDelaySeconds { get; init; }

    public double? MaxRetryDelaySeconds { get; init; }

    public EquatableArray<string> RetryStatuses { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Statuses that count as success, where it is not every 2xx: <c>200</c>.</summary>
    public EquatableArray<string> SuccessStatuses { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The same for single methods, where they differ.</summary>
    public EquatableArray<MethodStatuses> SuccessStatusesByMethod { get; init; } = EquatableArray<MethodStatuses>.Empty;

    /// <summary>Name of the environment variable that overrides the base address.</summary>
    public string? EndpointEnvironment { get; init; }

    /// <summary>Requests allowed per <see cref="RateLimitSeconds"/>, where the vendor states it.</summary>
    public int? RateLimitRequests { get; init; }

    public int? RateLimitSeconds { get; init; }
}

/// <param name="Method">An HTTP method in upper case.</param>
/// <param name="Statuses">Codes or ranges.</param>
internal sealed record MethodStatuses(string Method, EquatableArray<string> Statuses);
