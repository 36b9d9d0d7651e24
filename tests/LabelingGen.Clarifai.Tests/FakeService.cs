using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;
using LabelingGen.Testing;

namespace LabelingGen.Clarifai.Tests;

/// <summary>The service in place of a channel: keeps what was asked, and answers as a test says, otherwise with an empty success.</summary>
internal sealed class FakeService : IGrpcInvoker
{
    private readonly Dictionary<string, Func<IMessage, IMessage>> _answers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Func<object, CancellationToken, object>> _streams = new(StringComparer.Ordinal);

    public List<(string Method, IMessage Request)> Calls { get; } = [];

    public FakeTimeProvider Clock { get; } = new() { WaitsPassAtOnce = true };

    public JobEnvironment JobEnvironment => new() { TimeProvider = Clock };

    public IEnumerable<string> Methods => Calls.Select(c => c.Method);

    /// <summary>Options whose waits pass at once.</summary>
    public ClarifaiClientOptions Options => new() { TimeProvider = Clock, Random = () => 0, UserId = "u" };

    public static Status Success => new() { Code = StatusCode.Success };

    public FakeService On<TRequest>(string method, Func<TRequest, IMessage> answer)
        where TRequest : IMessage
    {
        _answers[method] = request => answer((TRequest)request);
        return this;
    }

    /// <summary>Answers a stream: the requests as they come, in order, become the answers.</summary>
    public FakeService OnStream<TRequest, TResponse>(
        string method, Func<IAsyncEnumerable<TRequest>, CancellationToken, IAsyncEnumerable<TResponse>> answer)
    {
        _streams[method] = (requests, cancelled) => answer((IAsyncEnumerable<TRequest>)requests, cancelled);
        return this;
    }

    public ClarifaiApp App() => new ClarifaiClient(this, Options).App("a");

    public IEnumerable<T> Sent<T>() => Calls.Select(c => c.Request).OfType<T>();

    public Task<GrpcResponse<TResponse>> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (Calls)
            Calls.Add((method.Name, request));
        // The status is the first field of every answer.
        IMessage answer = _answers.TryGetValue(method.Name, out Func<IMessage, IMessage>? make)
            ? make(request)
            : new BaseResponse { Status = Success };
        return Task.FromResult(new GrpcResponse<TResponse>(method.ResponseParser.ParseFrom(answer.ToByteArray()), [], []));
    }

    public Task<GrpcResponse<TResponse>> ClientStreamingAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? options,
            CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => throw new NotSupportedException(method.Name);

    public GrpcResponseStream<TResponse> ServerStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions? options, CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => DuplexStreaming(method, One(request), options, cancellationToken);

    public GrpcResponseStream<TResponse> DuplexStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? options,
            CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => new FakeStream<TResponse>((IAsyncEnumerable<TResponse>)_streams[method.Name](Kept(method.Name, requests), cancellationToken));

    private static async IAsyncEnumerable<T> One<T>(T request)
    {
        yield return request;
        await Task.CompletedTask;
    }

    private async IAsyncEnumerable<T> Kept<T>(string method, IAsyncEnumerable<T> requests)
        where T : class, IMessage
    {
        await foreach (T request in requests)
        {
            lock (Calls)
                Calls.Add((method, request));
            yield return request;
        }
    }

    private sealed class FakeStream<T>(IAsyncEnumerable<T> answers) : GrpcResponseStream<T>
    {
        public override GrpcMetadata Trailers => [];

        public override Task<GrpcMetadata> GetHeadersAsync() => Task.FromResult(new GrpcMetadata());

        public override IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            answers.GetAsyncEnumerator(cancellationToken);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
