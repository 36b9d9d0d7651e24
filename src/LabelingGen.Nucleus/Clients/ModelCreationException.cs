namespace LabelingGen.Nucleus;

/// <summary>The server answered the creation of a model or a model run with success, but made none.</summary>
public sealed class ModelCreationException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="referenceId">Reference id or name that was given.</param>
    /// <param name="reason">What the server said.</param>
    public ModelCreationException(string? referenceId, string? reason)
        : base($"The server did not create '{referenceId}': {reason ?? "it gave no reason"}")
    {
        ReferenceId = referenceId;
        Reason = reason;
    }

    /// <summary>Reference id or name that was given.</summary>
    public string? ReferenceId { get; }

    /// <summary>What the server said.</summary>
    public string? Reason { get; }
}
