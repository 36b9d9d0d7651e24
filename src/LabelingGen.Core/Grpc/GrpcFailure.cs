namespace LabelingGen.Core.Grpc;

/// <summary>What ended one attempt; becomes a <see cref="GrpcException"/> when there is no further one.</summary>
internal sealed class GrpcFailure(GrpcStatusCode code, string message, Exception? cause = null) : Exception(message, cause)
{
    public GrpcStatusCode Code { get; } = code;

    /// <summary>The server cannot have acted: no connection, or the stream was refused.</summary>
    public bool NotSent { get; init; }

    /// <summary>The server had too many streams open and did not look at this one.</summary>
    public bool Refused { get; init; }

    /// <summary>The status came from the server, in contrast to a broken connection.</summary>
    public bool FromServer { get; init; }

    public GrpcMetadata Headers { get; init; } = [];

    public GrpcMetadata Trailers { get; init; } = [];
}
