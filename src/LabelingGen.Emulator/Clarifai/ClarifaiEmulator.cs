using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Emulator;

/// <summary>
/// Clarifai's service over gRPC (HTTP/2 without TLS), and over HTTP/1.1 with JSON at an address of its own: apps, inputs, concepts,
/// annotations, datasets and their exports, models that are trained and predict, runners, workflows, searches. Failures are answers with a
/// status, as the service has them.
/// </summary>
public sealed class ClarifaiEmulator : EmulatedVendor
{
    private const string ServicePath = "/clarifai.api.V2/{method}";
    private const string JsonRoot = "/v2/";
    private const string Unimplemented = "12";
    private const string Internal = "13";

    private readonly ClarifaiEmulatorOptions _options;

    internal ClarifaiEmulator(ClarifaiEmulatorOptions options, VendorServices services)
        : base("clarifai")
    {
        _options = options;
        State = new ClarifaiState(options, services.Clock, new IdSequence(services.Seed));
        Methods = new ClarifaiMethods();
        ClarifaiAppMethods.Map(Methods, State);
        ClarifaiInputMethods.Map(Methods, State);
        ClarifaiDatasetMethods.Map(Methods, State);
        ClarifaiModelMethods.Map(Methods, State);
        ClarifaiEvaluationMethods.Map(Methods, State);
        ClarifaiWorkflowMethods.Map(Methods, State);
        ClarifaiSearchMethods.Map(Methods, State);
        ClarifaiRunnerMethods runners = new(State, Gate);
        runners.Map(Methods);
        ClarifaiModelMethods.MapStreams(Methods, State, runners, Gate);
        new ClarifaiExports(State, () => HttpEndpoint).Map(Methods, Routes);
        Routes.Map("POST", ServicePath, Answer);
        foreach (string method in Methods.Waiting)
            Routes.MapWaiting("POST", PathOf(method), (request, token) => WaitAsync(method, request, token));
        foreach (string method in Methods.Streams)
            Routes.MapStreaming("POST", PathOf(method), (request, token) => ValueTask.FromResult(Stream(method, request, token)));
        new ClarifaiHttpBinding(Methods).Map(Routes);
    }

    /// <summary>The account's personal access token.</summary>
    public string AccessToken => _options.AccessToken;

    /// <summary>The account's user.</summary>
    public string UserId => _options.UserId;

    /// <inheritdoc/>
    public override string Credential => AccessToken;

    /// <summary>Where the service is called over HTTP with JSON, and archives and media are downloaded from.</summary>
    /// <exception cref="InvalidOperationException">The vendor was not among those to start.</exception>
    public Uri HttpEndpoint => PlainEndpoint ?? throw new InvalidOperationException($"The emulator of {Name} is not running.");

    /// <summary>The methods of the service that are answered.</summary>
    public IReadOnlyCollection<string> AnsweredMethods => Methods.Names;

    /// <summary>How many inputs all apps hold.</summary>
    public int InputCount
    {
        get
        {
            lock (Gate)
                return State.Apps.Values.Sum(a => a.Inputs.Count);
        }
    }

    internal override bool SpeaksGrpc => true;

    internal ClarifaiState State { get; }

    internal ClarifaiMethods Methods { get; }

    private static string PathOf(string method) => ServicePath.Replace("{method}", method, StringComparison.Ordinal);

    internal override object? Authenticate(EmulatorRequest request)
    {
        string? key = request.Header("authorization");
        bool isKnown = key == "Key " + _options.AccessToken || request.Header("x-clarifai-session-token") == _options.AccessToken;
        return isKnown ? null : throw new VendorErrorException(401, "API key not found", nameof(StatusCode.ConnKeyNotFound));
    }

    internal override EmulatorResponse Error(int status, string message, string? code, string path)
    {
        // Faults speak HTTP, as a gateway in trouble does; what the service itself refuses is an answer.
        if (Refusal(code, message) is not { } refusal)
            return EmulatorResponse.Text(message, status);
        BaseResponse answer = new() { Status = refusal };
        return path.StartsWith(JsonRoot, StringComparison.Ordinal)
            ? ClarifaiHttpBinding.Write(answer, HttpStatusOf(refusal.Code, status))
            : Frame(answer);
    }

    private static int HttpStatusOf(StatusCode code, int told) => told != 200 ? told
        : code is StatusCode.ConnDoesNotExist || code.ToString().EndsWith("DoesNotExist", StringComparison.Ordinal) ? 404
        : 400;

    private EmulatorResponse Answer(EmulatorRequest request)
    {
        string method = request["method"];
        if (!Methods.TryFind(method, out Func<ReadOnlyMemory<byte>, IMessage>? handler))
            return Failed(Unimplemented, $"unknown method {method} for service clarifai.api.V2");
        if (!ClarifaiFrames.TryReadOne(request.Body, out ReadOnlyMemory<byte> body))
            return Failed(Internal, "the request is not one message without compression");
        try
        {
            return Frame(handler(body));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            return Failed(Internal, malformed.Message);
        }
    }

    private async ValueTask<EmulatorResponse> WaitAsync(string method, EmulatorRequest request, CancellationToken cancellationToken)
    {
        if (!ClarifaiFrames.TryReadOne(request.Body, out ReadOnlyMemory<byte> body))
            return Failed(Internal, "the request is not one message without compression");
        try
        {
            return Frame(await Methods.WaitAsync(method, body, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            return Failed(Internal, malformed.Message);
        }
    }

    private EmulatorResponse Stream(string method, EmulatorRequest request, CancellationToken cancellationToken) => ClarifaiFrames.Stream(
        Methods.Stream(method, ClarifaiFrames.ReadAsync(request.Context.Request.Body, cancellationToken), cancellationToken),
        refused => Refusal(refused.Code, refused.Message) ?? new Status { Code = StatusCode.Failure, Description = refused.Message });

    private Status? Refusal(string? code, string message) => code is not null && Enum.TryParse(code, out StatusCode told)
        ? new Status { Code = told, Description = message, ReqId = State.NewId() }
        : null;

    private static EmulatorResponse Frame(IMessage message)
    {
        EmulatorResponse response = new() { ContentType = "application/grpc", Body = ClarifaiFrames.Of(message) };
        response.Trailers.Add(new("grpc-status", "0"));
        return response;
    }

    private static EmulatorResponse Failed(string code, string message) =>
        new EmulatorResponse { ContentType = "application/grpc" }
            .With("grpc-status", code)
            .With("grpc-message", Uri.EscapeDataString(message));
}
