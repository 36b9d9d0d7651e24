namespace LabelingGen.Core.Grpc;

/// <summary>Makes the exception of a gRPC client from a failed HTTP call.</summary>
internal static class HttpFailure
{
    public static GrpcException ToGrpc(ApiException failure, string method)
    {
        GrpcStatusCode code = CodeOf(failure);
        return new GrpcException(
            new ApiError(method, failure.Message)
            {
                Status = failure.Status,
                ErrorCode = failure.ErrorCode ?? code.ToString(),
                ErrorMessage = failure.ErrorMessage,
                RequestId = failure.RequestId,
                ResponseBody = failure.ResponseBody,
                Attempts = failure.Attempts,
                AttemptStatuses = failure.AttemptStatuses,
                Elapsed = failure.Elapsed,
                Outcome = failure.Outcome,
                Response = failure.GetRawResponse(),
                InnerException = failure,
            },
            code);
    }

    private static GrpcStatusCode CodeOf(ApiException failure) => failure.Status switch
    {
        0 => GrpcStatusCode.Unavailable,
        400 => GrpcStatusCode.InvalidArgument,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.NotFound,
        409 => GrpcStatusCode.Aborted,
        429 => GrpcStatusCode.ResourceExhausted,
        499 => GrpcStatusCode.Cancelled,
        500 => GrpcStatusCode.Internal,
        501 => GrpcStatusCode.Unimplemented,
        502 or 503 => GrpcStatusCode.Unavailable,
        504 => GrpcStatusCode.DeadlineExceeded,
        _ => failure.Outcome == ApiOutcome.SucceededUnreadable ? GrpcStatusCode.DataLoss : GrpcStatusCode.Unknown,
    };
}
