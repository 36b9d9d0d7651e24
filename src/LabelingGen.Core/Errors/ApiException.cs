using System.ClientModel;

namespace LabelingGen.Core;

/// <summary>A call failed: the server refused it, did not answer, or answered something that cannot be read.</summary>
public class ApiException : ClientResultException
{
    private readonly ApiError _error;

    /// <summary>Makes an exception from what is known about the failure.</summary>
    public ApiException(ApiError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Message, error.Response, error.InnerException)
    {
        _error = error;
        Status = error.Status;
    }

    /// <summary>The API's own code of the error, if it has one.</summary>
    public string? ErrorCode => _error.ErrorCode;

    /// <summary>The API's own text about the error, if it has one.</summary>
    public string? ErrorMessage => _error.ErrorMessage;

    /// <summary>Id under which the vendor knows the request, if it told one.</summary>
    public string? RequestId => _error.RequestId;

    /// <summary>The answer's body as text, up to a limit; credentials are blacked out.</summary>
    public string? ResponseBody => _error.ResponseBody;

    /// <summary>How many times the request was sent or tried to be sent.</summary>
    public int Attempts => _error.Attempts;

    /// <summary>The status of every attempt in order; 0 = no answer.</summary>
    public IReadOnlyList<int> AttemptStatuses => _error.AttemptStatuses;

    /// <summary>Time from the call to the failure, waits included.</summary>
    public TimeSpan Elapsed => _error.Elapsed;

    /// <summary>Whether the server may have acted on the request.</summary>
    public ApiOutcome Outcome => _error.Outcome;

    /// <summary>Name of the operation that failed: <c>Tasks.Get</c>.</summary>
    public string OperationName => _error.OperationName;
}
