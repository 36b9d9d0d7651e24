using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>
/// The service answered that a call failed. Failures of transport are <see cref="LabelingGen.Core.Grpc.GrpcException"/>; both are
/// <see cref="ApiException"/>.
/// </summary>
public sealed class ClarifaiException : ApiException
{
    private ClarifaiException(ApiError error, Status status, IMessage response)
        : base(error)
    {
        ServiceStatus = status;
        Answer = response;
    }

    /// <summary>The service's own code.</summary>
    public ClarifaiStatusCode Code => ServiceStatus.Code;

    /// <summary>All that the service says about the failure.</summary>
    public Status ServiceStatus { get; }

    /// <summary>The whole answer: where all items of a call failed, they stand here with their own statuses.</summary>
    public IMessage Answer { get; }

    internal static ClarifaiException Create(string method, Status status, IMessage response, int attempts, TimeSpan elapsed)
    {
        ClarifaiStatusCode code = status.Code;
        string text = string.Join(": ", new[] { status.Description, status.Details }.Where(t => t.Length > 0));
        string message = $"{method} failed with {code}{(text.Length == 0 ? "" : ": " + text.TrimEnd('.'))}"
            + $"{(status.ReqId.Length == 0 ? "" : $" (request id {status.ReqId})")}{(attempts > 1 ? $", after {attempts} attempts" : "")}.";
        return new ClarifaiException(
            new ApiError(method, message)
            {
                Status = code.HttpStatus,
                ErrorCode = code.Name,
                ErrorMessage = text.Length == 0 ? null : text,
                RequestId = status.ReqId.Length == 0 ? null : status.ReqId,
                Attempts = attempts,
                Elapsed = elapsed,
                Outcome = ApiOutcome.Rejected,
            },
            status,
            response);
    }
}
