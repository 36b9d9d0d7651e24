namespace LabelingGen.Core;

/// <summary>
/// A bulk operation was given up because batch after batch failed for the same kind of reason. Outcomes that were known have been given
/// before; what is missing was not sent, or is noted in the journal. Another run with the same journal goes on.
/// </summary>
public sealed class BulkStoppedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="failedBatches">Batches that failed one after another.</param>
    /// <param name="cause">Why the last one failed.</param>
    public BulkStoppedException(int failedBatches, ApiException cause)
        : base($"The upload was stopped after {failedBatches} failed batches in a row. The last one: {MessageOf(cause)}", cause)
    {
        FailedBatches = failedBatches;
        Cause = cause;
    }

    /// <summary>Batches that failed one after another.</summary>
    public int FailedBatches { get; }

    /// <summary>Why the last batch failed.</summary>
    public ApiException Cause { get; }

    private static string MessageOf(ApiException cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return cause.Message;
    }
}
