namespace LabelingGen.Core.Grpc;

/// <summary>
/// The response messages of one call, in order. Can be enumerated once; the call is made when the stream is first asked for something,
/// and leaving the enumeration early cancels it.
/// </summary>
/// <typeparam name="T">Message received.</typeparam>
public abstract class GrpcResponseStream<T> : IAsyncEnumerable<T>, IAsyncDisposable
{
    /// <summary>Metadata the server sent last. Empty before the stream ended.</summary>
    public abstract GrpcMetadata Trailers { get; }

    /// <summary>Makes the call if it was not made, and waits for the metadata that comes before the messages.</summary>
    /// <exception cref="GrpcException">The call failed.</exception>
    public abstract Task<GrpcMetadata> GetHeadersAsync();

    /// <summary>Reads the messages as they come.</summary>
    /// <exception cref="InvalidOperationException">The stream was enumerated before.</exception>
    /// <exception cref="GrpcException">The call failed; the messages before were delivered.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled; the server was told.</exception>
    public abstract IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default);

    /// <summary>Cancels the call if it has not ended.</summary>
    public abstract ValueTask DisposeAsync();
}
