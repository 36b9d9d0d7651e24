using System.ClientModel;
using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>
/// Sends the requests of one client: credentials, retries, timeouts, origins, answers and errors are handled here, once. Thread-safe; the
/// root client owns one and its sub-clients share it.
/// </summary>
public sealed partial class ApiPipeline
{
    private readonly ApiPipelineSettings _settings;
    private readonly ClientPipeline _pipeline;
    private readonly SecretRedactor _redactor = new();
    private readonly ErrorReader _errors;
    private readonly RequestHeaders _headers;

    private ApiPipeline(ApiPipelineSettings settings, Uri endpoint)
    {
        _settings = settings;
        Options = settings.Options;
        Endpoint = endpoint;
        _errors = new ErrorReader(settings.Errors);
        _headers = new RequestHeaders(settings);
        _pipeline = PipelineFactory.Create(settings, _headers);
    }

    /// <summary>The client's options; read-only.</summary>
    public ApiClientOptions Options { get; }

    /// <summary>Base address of the API.</summary>
    public Uri Endpoint { get; }

    /// <summary>Makes the pipeline of a client.</summary>
    /// <exception cref="ArgumentException">The endpoint is no https address (nor http to this machine), or has a user name, query or
    /// fragment.</exception>
    public static ApiPipeline Create(ApiPipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new ApiPipeline(settings, EndpointRule.Choose(settings));
    }

    /// <summary>Starts a call of an operation.</summary>
    public ApiRequest CreateRequest(ApiOperation operation) => new(operation) { Options = Options };

    /// <summary>A list, read page by page.</summary>
    /// <param name="definition">How the operation is paged.</param>
    /// <param name="cancellationToken">Ends every enumeration of the list, also while a page is on its way.</param>
    public AsyncCollectionResult<TItem> List<TPage, TItem>(
        PageRequest<TPage, TItem> definition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new PagedCollection<TPage, TItem>(this, definition, null, cancellationToken);
    }

    /// <summary>A handle of a job by its id; nothing is sent yet.</summary>
    public Job<TResult> Job<TReport, TResult>(JobDefinition<TReport, TResult> definition, string id) => new(TrackJob(definition, id));

    /// <summary>What a job class of a generated client stands on.</summary>
    /// <param name="definition">How such jobs are asked about.</param>
    /// <param name="id">The vendor's id of the job.</param>
    /// <param name="started">The answer that named the job, if there is one.</param>
    public JobTracker<TResult> TrackJob<TReport, TResult>(
        JobDefinition<TReport, TResult> definition, string id, PipelineResponse? started = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new ReportingJobTracker<TReport, TResult>(this, definition, id, started);
    }

    /// <summary>The id in a job's <see cref="OperationResult.RehydrationToken"/>.</summary>
    /// <exception cref="ArgumentException">The token is malformed or names another kind of job.</exception>
    public static string ReadJobToken(string jobName, ContinuationToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return JobToken.ReadId(jobName, token);
    }

    /// <summary>The name and the endpoint.</summary>
    public override string ToString() => $"{_settings.ClientName} at {OriginGate.Origin(Endpoint)}";

    internal JobEnvironment JobEnvironment => new()
    {
        Polling = Options.Polling,
        TimeProvider = Options.TimeProvider,
        Random = Options.Random,
        Retry = Options.Retry,
    };

    /// <summary>Makes the client's own exception.</summary>
    internal ApiException Fail(ApiError error) => _settings.CreateException(error);

    /// <summary>Blacks out the client's credentials.</summary>
    internal string? Redact(string? text) => text is null ? null : _redactor.Redact(text);
}
