using System.ClientModel;
using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// Makes the unary calls of a gRPC client over HTTP with JSON instead, by the bindings of <c>google.api.http</c>; retries, limits,
/// telemetry and redaction are those of the pipeline. Of a method's bindings the one with the most path variables that can be filled is
/// used.
/// </summary>
/// <param name="pipeline">Sends the requests.</param>
/// <param name="options">Options; null = defaults.</param>
public sealed class GrpcHttpChannel(ApiPipeline pipeline, GrpcHttpChannelOptions? options = null) : IGrpcInvoker
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly GrpcHttpChannelOptions _options = options ?? new();
    private readonly ConcurrentDictionary<GrpcHttpBinding, HttpRoute> _routes = new();
    private readonly ConcurrentDictionary<(string Method, string Verb, string Template, bool Safe), ApiOperation> _operations = new();

    /// <inheritdoc/>
    public JobEnvironment JobEnvironment => pipeline.JobEnvironment;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The method is not offered over HTTP.</exception>
    /// <exception cref="ArgumentException">A field that every path of the method needs is empty, or a field fits in no query.</exception>
    public async Task<GrpcResponse<TResponse>> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(request);
        ApiRequest http = Create(method, request, options ?? GrpcCallOptions.Default);
        using TimeLimit? limit =
            TimeLimit.Start(pipeline.Options.TimeProvider, Finite(options?.Deadline ?? _options.Deadline), cancellationToken);
        CancellationToken stop = limit?.Token ?? cancellationToken;
        try
        {
            ClientResult<TResponse> answer =
                await pipeline.SendAsync(http, (ref Utf8JsonReader reader) => Read(method, ref reader), stop).ConfigureAwait(false);
            GrpcMetadata headers = [];
            foreach ((string name, string value) in answer.GetRawResponse().Headers)
                headers.AddReceived(name.ToLowerInvariant(), value);
            return new GrpcResponse<TResponse>(answer.Value, headers, []);
        }
        catch (ApiException refused) when (TryReadAnswer(method, refused, out TResponse? told))
        {
            return new GrpcResponse<TResponse>(told, [], []);
        }
        catch (ApiException failure) when (failure is not GrpcException)
        {
            throw HttpFailure.ToGrpc(failure, method.FullName);
        }
        catch (OperationCanceledException) when (limit is { HasPassed: true } && !cancellationToken.IsCancellationRequested)
        {
            throw new GrpcException(
                new ApiError(method.FullName, $"{method.FullName} failed with {GrpcStatusCode.DeadlineExceeded}: The deadline passed.")
                {
                    Status = GrpcStatus.ToHttp(GrpcStatusCode.DeadlineExceeded),
                    ErrorCode = nameof(GrpcStatusCode.DeadlineExceeded),
                    Outcome = ApiOutcome.Unknown,
                },
                GrpcStatusCode.DeadlineExceeded);
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            // The token that was given, not the one that also knows the deadline.
            throw new OperationCanceledException(cancelled.Message, cancelled, cancellationToken);
        }
    }

    /// <summary>Not available: HTTP bindings have no streams.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<GrpcResponse<TResponse>> ClientStreamingAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => throw Streams(method?.FullName);

    /// <summary>Not available: HTTP bindings have no streams.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public GrpcResponseStream<TResponse> ServerStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => throw Streams(method?.FullName);

    /// <summary>Not available: HTTP bindings have no streams.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public GrpcResponseStream<TResponse> DuplexStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => throw Streams(method?.FullName);

    private static NotSupportedException Streams(string? method) =>
        new($"{method} streams; it can be called over gRPC, not over HTTP with JSON.");

    private static TimeSpan? Finite(TimeSpan? time) => time == Timeout.InfiniteTimeSpan ? null : time;

    private ApiRequest Create<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions call)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        if (method.HttpBindings.Count == 0)
            throw new NotSupportedException($"{method.FullName} is not offered over HTTP with JSON.");
        HttpRoute? route = null;
        string template = "";
        List<string> values = [];
        foreach (GrpcHttpBinding binding in method.HttpBindings)
        {
            HttpRoute candidate = _routes.GetOrAdd(binding, static b => new HttpRoute(b));
            if ((route is null || candidate.Variables.Count() > route.Variables.Count())
                && candidate.TryFill(request, _options.VariableDefaults, out string filled, out List<string> found))
                (route, template, values) = (candidate, filled, found);
        }

        if (route is null)
        {
            IEnumerable<string> needs = method.HttpBindings.Select(b => _routes[b]).Select(r => string.Join(" and ", r.Variables));
            throw new ArgumentException($"{method.FullName} needs one of these to be set: {string.Join("; ", needs)}.", nameof(request));
        }

        ApiRequest http = pipeline.CreateRequest(Operation(method.FullName, route, template, call.Idempotent ?? method.Idempotent));
        for (int i = 0; i < values.Count; i++)
            http.Path(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i}"), values[i]);
        foreach (GrpcMetadataEntry entry in call.Headers ?? [])
            http.Header(entry.Key, entry.IsBinary ? GrpcBase64.Encode(entry.Bytes.Span) : entry.Text);
        AddFields(http, route, request);
        return http;
    }

    private void AddFields(ApiRequest http, HttpRoute route, IMessage request)
    {
        string[] inPath = [.. route.Variables];
        switch (route.Binding.Body)
        {
            case "":
                ProtoQuery.Add(http, request, inPath);
                break;
            case "*":
                http.JsonBody(request, new ProtoJsonWriter(inPath, _options.AlwaysWritten).Write);
                break;
            case { } name:
                FieldDescriptor field = request.Descriptor.FindFieldByName(name)
                    ?? throw new InvalidOperationException(
                        $"The message '{request.Descriptor.FullName}' has no field '{name}' for a body.");
                ProtoQuery.Add(http, request, [.. inPath, name]);
                http.JsonBody(
                    request, (writer, message) => new ProtoJsonWriter(inPath, _options.AlwaysWritten).WriteField(writer, message, field));
                break;
        }
    }

    private ApiOperation Operation(string method, HttpRoute route, string template, bool safe) => _operations.GetOrAdd(
        (method, route.Binding.Verb, template, safe),
        static key => new ApiOperation(key.Method, key.Verb, key.Template)
        {
            Idempotency = key.Safe ? Idempotency.Safe : Idempotency.ByMethod,
        });

    private static TResponse Read<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, ref Utf8JsonReader reader)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Parse(method, document.RootElement.GetRawText());
    }

    private static TResponse Parse<TRequest, TResponse>(GrpcMethod<TRequest, TResponse> method, string json)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        MessageDescriptor type = method.ResponseParser.ParseFrom(ByteString.Empty).Descriptor;
        try
        {
            return (TResponse)Parser.Parse(json, type);
        }
        catch (Exception malformed) when (malformed is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new JsonException(malformed.Message, malformed);
        }
    }

    /// <summary>An error answer may still be the method's answer, with a status of the service's own inside.</summary>
    private static bool TryReadAnswer<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, ApiException refused,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TResponse? answer)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        answer = null;
        if (method.ResponseStatus is not { } status || refused.Status < 400 || refused.ResponseBody is not ['{', ..])
            return false;
        try
        {
            TResponse read = Parse(method, refused.ResponseBody);
            answer = status(read) is null ? null : read;
        }
        catch (JsonException)
        {
            // An error page of a gateway; the failure itself says enough.
        }

        return answer is not null;
    }
}
