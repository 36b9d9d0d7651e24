namespace LabelingGen.Core.Grpc;

/// <summary>A connection ended before a request could be sent on it.</summary>
internal sealed class GrpcNotConnectedException(string message, Exception? cause = null) : IOException(message, cause)
{
    /// <summary>The HTTP/2 error code that the server gave, if it gave one.</summary>
    public long? ErrorCode { get; init; }
}
