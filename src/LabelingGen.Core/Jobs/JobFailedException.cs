namespace LabelingGen.Core;

/// <summary>A job ended without success: it failed, or it was canceled.</summary>
public class JobFailedException : Exception
{
    /// <summary>Makes the exception of a job.</summary>
    public JobFailedException(string jobName, string jobId, string state, string? reason, IReadOnlyList<string>? errors = null,
        bool wasCanceled = false,
        Exception? innerException = null)
        : base(Describe(jobName, jobId, state, reason, errors ?? []), innerException)
    {
        JobName = jobName;
        JobId = jobId;
        State = state;
        Reason = reason;
        Errors = errors ?? [];
        WasCanceled = wasCanceled;
    }

    /// <summary>The kind of job.</summary>
    public string JobName { get; }

    /// <summary>The vendor's id of the job.</summary>
    public string JobId { get; }

    /// <summary>The state it ended in, in the vendor's words.</summary>
    public string State { get; }

    /// <summary>The vendor's reason, if it gave one.</summary>
    public string? Reason { get; }

    /// <summary>The vendor's list of what went wrong, if it has one.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Whether the job was canceled rather than failed.</summary>
    public bool WasCanceled { get; }

    private static string Describe(string name, string id, string state, string? reason, IReadOnlyList<string> errors)
    {
        string text = $"{name} {id} ended as {state}";
        if (!string.IsNullOrEmpty(reason))
            text += $": {reason}";
        else if (errors.Count > 0)
            text += $": {errors[0]}";
        return errors.Count > 1 ? $"{text} ({errors.Count} errors)" : text + (text.EndsWith('.') ? "" : ".");
    }
}
