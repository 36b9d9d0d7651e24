using Google.Protobuf.WellKnownTypes;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// A gRPC call failed. <see cref="ApiException.ErrorCode"/> is the name of <see cref="StatusCode"/>, and
/// <see cref="System.ClientModel.ClientResultException.Status"/> the HTTP status that corresponds to it.
/// </summary>
public class GrpcException : ApiException
{
    /// <summary>Makes an exception from what is known about the failure.</summary>
    /// <param name="error">What is known in general.</param>
    /// <param name="statusCode">The call's status.</param>
    /// <param name="headers">Metadata the server sent first; null = none.</param>
    /// <param name="trailers">Metadata the server sent last; null = none.</param>
    public GrpcException(ApiError error, GrpcStatusCode statusCode, GrpcMetadata? headers = null, GrpcMetadata? trailers = null)
        : base(error)
    {
        StatusCode = statusCode;
        Headers = headers ?? [];
        Trailers = trailers ?? [];
        Details = GrpcStatusDetails.Read(Trailers);
    }

    /// <summary>The call's status.</summary>
    public GrpcStatusCode StatusCode { get; }

    /// <summary>Metadata the server sent before the first message.</summary>
    public GrpcMetadata Headers { get; }

    /// <summary>Metadata the server sent with the status.</summary>
    public GrpcMetadata Trailers { get; }

    /// <summary>
    /// Details of the error (<c>google.rpc.Status.details</c> of the trailer <c>grpc-status-details-bin</c>), to be unpacked with
    /// <see cref="Any.TryUnpack{T}"/>.
    /// </summary>
    public IReadOnlyList<Any> Details { get; }
}
