namespace LabelingGen.LabelStudio;

/// <summary>An interactive backend failed. The server answers 200 with the errors.</summary>
public sealed class InteractivePredictionException : Exception
{
    /// <summary>Makes the exception of a failed prediction.</summary>
    /// <param name="errors">What the backend said.</param>
    public InteractivePredictionException(IReadOnlyList<string> errors)
        : base($"The backend failed: {string.Join("; ", errors)}")
    {
        Errors = errors;
    }

    /// <summary>What the backend said.</summary>
    public IReadOnlyList<string> Errors { get; }
}
