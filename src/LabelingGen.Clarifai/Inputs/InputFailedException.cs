namespace LabelingGen.Clarifai;

/// <summary>An input of a bulk upload was not taken in, or could not be processed.</summary>
/// <param name="outcome">What the service answered for it.</param>
public sealed class InputFailedException(InputOutcome outcome) : Exception(Describe(outcome))
{
    /// <summary>What the service answered for the input when it was uploaded last.</summary>
    public InputOutcome InputOutcome { get; } = outcome;

    private static string Describe(InputOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        string text = string.Join(": ", new[] { outcome.Status.Description, outcome.Status.Details }.Where(t => t.Length > 0)).TrimEnd('.');
        string code = outcome.Code.Number == 0 ? "it was not among the processed inputs" : outcome.Code.ToString();
        return $"The input '{outcome.Input.Id}' failed: {code}{(text.Length == 0 ? "" : ": " + text)}.";
    }
}
