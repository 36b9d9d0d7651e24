using LabelingGen.Core;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>
/// Clarifai. Work with one user's apps through <see cref="App(string, string?)"/> and <see cref="User"/>; every method of the service is in
/// <see cref="Services"/>. Thread-safe; make one and keep it, for it shares its connections. Nothing is sent before the first call.
/// </summary>
public sealed class ClarifaiClient : IDisposable
{
    internal const string KeyVariable = "CLARIFAI_PAT";

    private const string UserVariable = "CLARIFAI_USER_ID";
    private const string AddressVariable = "CLARIFAI_API_BASE";
    private const string Name = "LabelingGen.Clarifai";

    private readonly GrpcChannel? _channel;

    /// <summary>Makes a client.</summary>
    /// <param name="credential">A personal access token, an app's key or a session token.</param>
    /// <param name="options">Address, transport, limits; the defaults without.</param>
    /// <exception cref="ArgumentException">The address cannot be used, or the credential cannot be sent by the transport.</exception>
    public ClarifaiClient(ClarifaiCredential credential, ClarifaiClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new ClarifaiClientOptions();
        if (options.Protocol == ClarifaiTransport.HttpJson && credential.Prefix.Length == 0)
            throw new ArgumentException("A session token works over gRPC only; use a personal access token for HTTP with JSON.",
                nameof(credential));
        Uri address = options.Endpoint
            ?? (Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } text ? ClarifaiAddress.Parse(text)
                : ClarifaiAddress.Default);
        string version = typeof(ClarifaiClient).Assembly.GetName().Version?.ToString(3) ?? "0";
        string requestPrefix = "sdk-csharp-" + version;
        ApiPipeline pipeline = ApiPipeline.Create(new ApiPipelineSettings
        {
            Options = options,
            DefaultEndpoint = address,
            Authentication = ApiAuthentication.Header(credential.Header, credential.Secret, credential.Prefix),
            ClientName = Name,
            ClientVersion = version,
            Headers = new Dictionary<string, string> { ["X-Clarifai-Request-ID-Prefix"] = requestPrefix },
        });
        IGrpcInvoker invoker = options.Protocol == ClarifaiTransport.HttpJson
            ? new GrpcHttpChannel(pipeline, new GrpcHttpChannelOptions
            {
                VariableDefaults = new Dictionary<string, string> { ["user_app_id.user_id"] = "me" },
                // The gateway takes an absent value for 1, which turns a negative label into a positive one.
                AlwaysWritten = new HashSet<string> { "clarifai.api.Concept.value" },
            })
            : _channel = new GrpcChannel(address, ChannelOptions(credential, options, requestPrefix));
        Services = new ClarifaiServices(new ClarifaiInvoker(invoker, options));
        string user = options.UserId ?? Environment.GetEnvironmentVariable(UserVariable) ?? "";
        Context = new ClarifaiContext(Services, pipeline, options, user.Length == 0 ? "me" : user);
    }

    /// <summary>For tests and other transports: a client on anything that makes gRPC calls; downloads go to the options' address.</summary>
    /// <param name="invoker">Makes the calls.</param>
    /// <param name="options">User, limits; the defaults without.</param>
    public ClarifaiClient(IGrpcInvoker invoker, ClarifaiClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        options ??= new ClarifaiClientOptions();
        ApiPipeline pipeline = ApiPipeline.Create(
            new ApiPipelineSettings { Options = options, DefaultEndpoint = ClarifaiAddress.Default, ClientName = Name });
        Services = new ClarifaiServices(new ClarifaiInvoker(invoker, options));
        Context = new ClarifaiContext(Services, pipeline, options, options.UserId ?? "me");
    }

    /// <summary>Every method of the service, by resource, with its own messages.</summary>
    public ClarifaiServices Services { get; }

    /// <summary>The user whose apps are worked with unless a call says otherwise; <c>me</c> for the credential's own.</summary>
    public string UserId => Context.UserId;

    internal ClarifaiContext Context { get; }

    /// <summary>
    /// Makes a client from environment variables: the credential from <c>CLARIFAI_PAT</c> or <c>CLARIFAI_SESSION_TOKEN</c>, and
    /// <c>CLARIFAI_USER_ID</c> and <c>CLARIFAI_API_BASE</c> where they are set.
    /// </summary>
    /// <exception cref="InvalidOperationException">No credential is set.</exception>
    /// <exception cref="ArgumentException">A variable's value cannot be used.</exception>
    public static ClarifaiClient FromEnvironment(ClarifaiClientOptions? options = null) => new(ClarifaiCredential.FromEnvironment(),
        options);

    /// <summary>Works with a user's apps and runners. Nothing is sent.</summary>
    /// <param name="userId">The user; null = <see cref="UserId"/>.</param>
    public ClarifaiUser User(string? userId = null) => new(Context, Ids.Of(userId ?? UserId, nameof(userId)));

    /// <summary>Works with an app. Nothing is sent.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="userId">Its user; null = <see cref="UserId"/>.</param>
    /// <exception cref="ArgumentException">An id is empty.</exception>
    public ClarifaiApp App(string appId, string? userId = null) =>
        new(Context, Ids.Of(userId ?? UserId, nameof(userId)), Ids.Of(appId, nameof(appId)));

    /// <summary>Works with the app that an address of the website names: <c>https://clarifai.com/{user}/{app}</c>.</summary>
    /// <exception cref="ArgumentException">The address names no app.</exception>
    public ClarifaiApp App(Uri url)
    {
        ClarifaiUrl parsed = ClarifaiUrl.Parse(url, null);
        return App(parsed.AppId, parsed.UserId);
    }

    /// <summary>Works with the model that an address of the website names, in a version if it names one.</summary>
    /// <exception cref="ArgumentException">The address names no model.</exception>
    public ClarifaiModel Model(Uri url)
    {
        ClarifaiUrl parsed = ClarifaiUrl.Parse(url, "models");
        return App(parsed.AppId, parsed.UserId).Model(parsed.Id!, parsed.VersionId);
    }

    /// <summary>Works with the workflow that an address of the website names, in a version if it names one.</summary>
    /// <exception cref="ArgumentException">The address names no workflow.</exception>
    public ClarifaiWorkflow Workflow(Uri url)
    {
        ClarifaiUrl parsed = ClarifaiUrl.Parse(url, "workflows");
        return App(parsed.AppId, parsed.UserId).Workflow(parsed.Id!, parsed.VersionId);
    }

    /// <summary>Works with the dataset that an address of the website names, in a version if it names one.</summary>
    /// <exception cref="ArgumentException">The address names no dataset.</exception>
    public ClarifaiDataset Dataset(Uri url)
    {
        ClarifaiUrl parsed = ClarifaiUrl.Parse(url, "datasets");
        return App(parsed.AppId, parsed.UserId).Dataset(parsed.Id!, parsed.VersionId);
    }

    /// <summary>Closes the connections; calls under way end.</summary>
    public void Dispose() => _channel?.Dispose();

    private static GrpcChannelOptions ChannelOptions(ClarifaiCredential credential, ClarifaiClientOptions options, string requestPrefix)
    {
        GrpcMetadata headers = [];
        headers.Add("x-clarifai-request-id-prefix", requestPrefix);
        return new GrpcChannelOptions
        {
            Credential = new GrpcCredential(credential.Header, credential.Prefix, credential.Secret),
            AllowPlainHttp = options.AllowPlainHttp,
            Headers = headers,
            ApplicationName = options.ApplicationName,
            MaxResponseMessageSize = (int)Math.Min(options.MaxResponseBytes, Array.MaxLength),
            Retry = options.Retry,
            Polling = options.Polling,
            TrustedRoots = options.TrustedRoots,
            TimeProvider = options.TimeProvider,
            Random = options.Random,
            LoggerFactory = options.ClientLoggingOptions?.LoggerFactory,
        };
    }
}
