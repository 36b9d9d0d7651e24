using System.ClientModel.Primitives;

namespace LabelingGen.Core;

/// <summary>All that is known about a failed call: what an exception is made of. Holds no secret.</summary>
/// <param name="OperationName">Name of the operation: <c>Tasks.Get</c>.</param>
/// <param name="Message">What happened, for a person.</param>
public sealed record ApiError(string OperationName, string Message)
{
    /// <summary>HTTP status, or 0 when there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>The API's own code of the error, if it has one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The API's own text about the error, if it has one.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Id under which the vendor knows the request, if it told one.</summary>
    public string? RequestId { get; init; }

    /// <summary>The answer's body as text, up to a limit.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>How many times the request was sent or tried to be sent.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Time from the call to the failure, waits included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Whether the server may have acted on the request.</summary>
    public ApiOutcome Outcome { get; init; }

    /// <summary>The last answer, if there was one.</summary>
    public PipelineResponse? Response { get; init; }

    /// <summary>What caused the failure below HTTP, if something did.</summary>
    public Exception? InnerException { get; init; }

    /// <summary>The status of every attempt in order; 0 = no answer.</summary>
    public IReadOnlyList<int> AttemptStatuses { get; init; } = [];
}
