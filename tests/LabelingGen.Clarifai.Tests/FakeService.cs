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
        => throw new NotSupportedException(method.Name);

    public GrpcResponseStream<TResponse> DuplexStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, IAsyncEnumerable<TRequest> requests, GrpcCallOptions? options,
            CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>
        => throw new NotSupportedException(method.Name);
}
