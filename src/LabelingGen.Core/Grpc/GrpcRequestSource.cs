using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>What a call sends: one message, or a stream of them.</summary>
internal readonly struct GrpcRequestSource<TRequest>
    where TRequest : class, IMessage
{
    private readonly TRequest? _message;
    private readonly IAsyncEnumerable<TRequest>? _messages;

    public GrpcRequestSource(TRequest message) => _message = message;

    public GrpcRequestSource(IAsyncEnumerable<TRequest> messages) => _messages = messages;

    public bool IsStream => _messages is not null;

    public GrpcRequestContent CreateContent(GrpcCall call, int maxSize)
        => _messages is null
            ? new GrpcMessageContent(GrpcFrame.Create(_message!, call.Compresses(_message!), maxSize))
            : new GrpcStreamContent<TRequest>(_messages, call, maxSize);
}
