namespace LabelingGen.Core;

/// <summary>
/// What is the same for every call of one API operation: name, method, path template and conventions. One instance lives
/// as long as the program; it is immutable once built.
/// </summary>
public sealed class ApiOperation
{
    /// <summary>Describes an operation.</summary>
    /// <param name="name">Name for messages, logs and telemetry: <c>Tasks.Get</c>.</param>
    /// <param name="method">HTTP method in upper case.</param>
    /// <param name="pathTemplate">Path below the endpoint with parameters in braces: <c>/task/{taskId}/cancel</c>.</param>
    /// <exception cref="ArgumentException">An argument is empty, or a brace of the template is not closed.</exception>
    public ApiOperation(string name, string method, string pathTemplate)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(pathTemplate);
        Name = name;
        Method = method;
        Template = Core.PathTemplate.Parse(pathTemplate);
    }

    /// <summary>Name for messages, logs and telemetry: <c>Tasks.Get</c>.</summary>
    public string Name { get; }

    /// <summary>HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>Path below the endpoint with parameters in braces.</summary>
    public string PathTemplate => Template.Text;

    /// <summary>When the request may be sent again although it may have been received.</summary>
    public Idempotency Idempotency { get; init; }

    /// <summary>Header that carries the key, with <see cref="Idempotency.Header"/>: <c>Idempotency-Key</c>.</summary>
    public string? IdempotencyHeader { get; init; }

    /// <summary>Value of the <c>Accept</c> header.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Statuses that are answers rather than errors; every 2xx by default.</summary>
    public StatusSet Success { get; init; } = StatusSet.Success;

    /// <summary>
    /// Security schemes by id: alternatives, each of which lists what must all be present. <see langword="null"/> = what the
    /// client does by default; no alternative = the operation takes no credential.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>>? Security { get; init; }

    /// <summary>Base address of this operation where it is not the client's.</summary>
    public Uri? Server { get; init; }

    /// <summary>
    /// The answer may be a redirect to a storage host, which is then called over https without credential, cookie, key or body.
    /// </summary>
    public bool RedirectsToStorage { get; init; }

    internal Core.PathTemplate Template { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
