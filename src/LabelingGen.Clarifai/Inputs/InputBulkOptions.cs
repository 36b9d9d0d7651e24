using LabelingGen.Core;

namespace LabelingGen.Clarifai;

/// <summary>How many inputs are uploaded at once, and how often.</summary>
public sealed record InputBulkOptions
{
    /// <summary>Inputs in a call, 1 to 128. Default 128.</summary>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= ClarifaiInputs.MaxInputsPerCall
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"A call takes 1 to {ClarifaiInputs.MaxInputsPerCall} inputs.");
    } = ClarifaiInputs.MaxInputsPerCall;

    /// <summary>How often the failed part of a call is deleted and uploaded again. Default 2.</summary>
    public int MaxRetries
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "It must be zero or more.");
    } = 2;

    /// <summary>How long the processing of a call's inputs is waited for before it is cancelled. Default 30 min.</summary>
    public TimeSpan ProcessingTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Calls at a time, a journal that a later run goes on with, progress.</summary>
    public BulkOptions Bulk { get; init; } = new();
}
