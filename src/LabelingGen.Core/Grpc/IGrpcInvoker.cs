using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>Makes gRPC calls. Generated clients know nothing else of the transport, so another one can be put under them.</summary>
public interface IGrpcInvoker
{
    /// <summary>How jobs are waited for, and by which clock.</summary>
    JobEnvironment JobEnvironment => new();

    /// <summary>One message there, one message back.</summary>
    /// <exception cref="GrpcException">The call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the server is told.</exception>
    Task<GrpcResponse<TResponse>> UnaryAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>;

    /// <summary>Many messages there, one message back.</summary>
    /// <exception cref="GrpcException">The call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; the server is told.</exception>
    Task<GrpcResponse<TResponse>> ClientStreamingAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        IAsyncEnumerable<TRequest> requests,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>;

    /// <summary>One message there, many messages back. The call is made when the stream is first asked for something.</summary>
    GrpcResponseStream<TResponse> ServerStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        TRequest request,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>;

    /// <summary>
    /// Many messages there and many back, independent of each other. The call is made when the stream is first asked for something;
    /// from then on <paramref name="requests"/> is read and sent as it yields.
    /// </summary>
    GrpcResponseStream<TResponse> DuplexStreaming<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method,
        IAsyncEnumerable<TRequest> requests,
        GrpcCallOptions? options = null,
        CancellationToken cancellationToken = default)
        where TRequest : class, IMessage
        where TResponse : class, IMessage<TResponse>;
}
