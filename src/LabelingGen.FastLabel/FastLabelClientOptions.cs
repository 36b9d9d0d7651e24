namespace LabelingGen.FastLabel;

public sealed partial class FastLabelClientOptions
{
    private static readonly string[] StatusParameters =
        ["status", "externalStatus", "taskStatus", "taskExternalStatus"];

    /// <summary>
    /// Whether statuses are sent that this library does not know. Default false: a misspelt one is refused before anything is sent, for the
    /// API would answer it with an empty list. Answers keep unknown statuses in any case.
    /// </summary>
    public bool AllowUnknownStatuses
    {
        get;
        set => Set(ref field, value);
    }

    /// <summary>
    /// Whether a zip file is put to its signed address as the bytes it has. Default false: as a form with one part named <c>file</c>, which
    /// is what the official client does; readers of zip files skip the form around it.
    /// </summary>
    public bool UploadRawZips
    {
        get;
        set => Set(ref field, value);
    }

    /// <inheritdoc/>
    protected override bool AllowsUnknownValue(string parameter) => AllowUnknownStatuses && StatusParameters.Contains(parameter);
}
