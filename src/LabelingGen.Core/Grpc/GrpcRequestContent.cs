using System.Net;

namespace LabelingGen.Core.Grpc;

/// <summary>A request body of gRPC messages.</summary>
internal abstract class GrpcRequestContent : HttpContent
{
    protected GrpcRequestContent() => Headers.TryAddWithoutValidation("Content-Type", "application/grpc");

    /// <summary>What the caller's own request stream threw, if that is why sending ended.</summary>
    public Exception? CallerFailure { get; protected set; }

    /// <summary>Whether the same body can be sent once more.</summary>
    public abstract bool CanResend { get; }

    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);
}
