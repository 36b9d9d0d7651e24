namespace LabelingGen.Core.Grpc;

/// <summary>Maps what the HTTP stack throws to a status, as the protocol's table of HTTP/2 error codes says.</summary>
internal static class GrpcTransportErrors
{
    private const long RefusedStream = 7;

    public static GrpcFailure From(Exception exception)
    {
        if (Find<GrpcDeadConnectionException>(exception) is { } dead)
            return new GrpcFailure(GrpcStatusCode.Unavailable, dead.Message, exception);
        if (Find<HttpProtocolException>(exception)?.ErrorCode is { } code)
        {
            return new GrpcFailure(StatusOf(code), $"The server ended the stream: {NameOf(code)}.", exception)
            {
                NotSent = code == RefusedStream,
                Refused = code == RefusedStream,
            };
        }

        if (exception.InnerException is GrpcNotConnectedException unused)
        {
            return unused.ErrorCode is { } reason
                ? new GrpcFailure(StatusOf(reason), $"{unused.Message.TrimEnd('.')}: {NameOf(reason)}.", exception) { NotSent = true }
                : new GrpcFailure(GrpcStatusCode.Unavailable, unused.Message, exception) { NotSent = true };
        }

        HttpRequestError error = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        return error switch
        {
            HttpRequestError.NameResolutionError
                => new GrpcFailure(GrpcStatusCode.Unavailable, "The server's name could not be resolved.", exception) { NotSent = true },
            HttpRequestError.ConnectionError
                => new GrpcFailure(GrpcStatusCode.Unavailable, "The server could not be reached.", exception) { NotSent = true },
            HttpRequestError.SecureConnectionError
                => new GrpcFailure(GrpcStatusCode.Unavailable, "No secure connection could be made.", exception) { NotSent = true },
            HttpRequestError.VersionNegotiationError
                => new GrpcFailure(GrpcStatusCode.Unavailable, "The server does not speak HTTP/2.", exception) { NotSent = true },
            HttpRequestError.ConfigurationLimitExceeded
                => new GrpcFailure(GrpcStatusCode.ResourceExhausted, "The server's headers are larger than allowed.", exception),
            _ => new GrpcFailure(GrpcStatusCode.Unavailable, "The connection to the server broke.", exception),
        };
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not (null or T))
            exception = exception.InnerException;
        return exception as T;
    }

    private static GrpcStatusCode StatusOf(long code) => code switch
    {
        RefusedStream => GrpcStatusCode.Unavailable,
        8 => GrpcStatusCode.Cancelled,
        11 => GrpcStatusCode.ResourceExhausted,
        12 => GrpcStatusCode.PermissionDenied,
        _ => GrpcStatusCode.Internal,
    };

    private static string NameOf(long code) => code switch
    {
        0 => "NO_ERROR",
        1 => "PROTOCOL_ERROR",
        2 => "INTERNAL_ERROR",
        3 => "FLOW_CONTROL_ERROR",
        4 => "SETTINGS_TIMEOUT",
        5 => "STREAM_CLOSED",
        6 => "FRAME_SIZE_ERROR",
        7 => "REFUSED_STREAM",
        8 => "CANCEL",
        9 => "COMPRESSION_ERROR",
        10 => "CONNECT_ERROR",
        11 => "ENHANCE_YOUR_CALM",
        12 => "INADEQUATE_SECURITY",
        13 => "HTTP_1_1_REQUIRED",
        _ => $"HTTP/2 error {code}",
    };
}
