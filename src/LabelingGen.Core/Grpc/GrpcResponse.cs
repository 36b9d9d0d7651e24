namespace LabelingGen.Core.Grpc;

/// <summary>The answer to a call that has exactly one response message. Converts to the message by itself.</summary>
/// <typeparam name="T">Message received.</typeparam>
/// <param name="Value">The response message.</param>
/// <param name="Headers">Metadata that came before the message.</param>
/// <param name="Trailers">Metadata that came after it.</param>
public sealed record GrpcResponse<T>(T Value, GrpcMetadata Headers, GrpcMetadata Trailers)
{
    /// <summary>The response message.</summary>
    public static implicit operator T(GrpcResponse<T> response)
        => (response ?? throw new ArgumentNullException(nameof(response))).Value;
}
