namespace LabelingGen.Core;

/// <summary>A job was waited for as long as was allowed and still goes on; the wait can be taken up again.</summary>
public sealed class JobTimeoutException : TimeoutException
{
    /// <summary>Makes the exception of a job.</summary>
    public JobTimeoutException(string jobName, string jobId, string? lastState, TimeSpan waited, Exception? innerException = null)
        : base($"{jobName} {jobId} has not ended after {waited.TotalSeconds:0.#} s; its last known state is {lastState ?? "unknown"}.",
            innerException)
    {
        JobName = jobName;
        JobId = jobId;
        LastState = lastState;
        Waited = waited;
    }

    /// <summary>The kind of job.</summary>
    public string JobName { get; }

    /// <summary>The vendor's id of the job.</summary>
    public string JobId { get; }

    /// <summary>The last state seen, in the vendor's words; <see langword="null"/> = none was seen.</summary>
    public string? LastState { get; }

    /// <summary>How long was waited.</summary>
    public TimeSpan Waited { get; }
}
