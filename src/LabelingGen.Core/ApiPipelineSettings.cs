namespace LabelingGen.Core;

/// <summary>What a generated client tells the runtime about its API.</summary>
public sealed class ApiPipelineSettings
{
    /// <summary>The user's options. They become read-only.</summary>
    public required ApiClientOptions Options { get; init; }

    /// <summary>The vendor's base address, used unless the options have another one.</summary>
    public required Uri DefaultEndpoint { get; init; }

    /// <summary>Environment variable that overrides the base address, where the options do not.</summary>
    public string? EndpointEnvironment { get; init; }

    /// <summary>How the credential is put on requests.</summary>
    public ApiAuthentication Authentication { get; init; } = ApiAuthentication.None;

    /// <summary>Name of the client for user agent and telemetry: <c>LabelingGen.Scale</c>.</summary>
    public required string ClientName { get; init; }

    /// <summary>Version of the client for user agent and telemetry.</summary>
    public string ClientVersion { get; init; } = "0.0.0";

    /// <summary>Where error answers keep their parts.</summary>
    public ErrorConvention Errors { get; init; } = new();

    /// <summary>Makes the exception of a failed call; lets a client have its own classes.</summary>
    public Func<ApiError, ApiException> CreateException { get; init; } = error => new ApiException(error);

    /// <summary>Headers sent with every request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
