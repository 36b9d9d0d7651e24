using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>What the service answered for one input.</summary>
/// <param name="Input">The input as it was sent.</param>
/// <param name="Stored">The input as the service has it; null where the answer does not mention it.</param>
public sealed record InputOutcome(Input Input, Input? Stored)
{
    private const string DuplicateDetails = "Input has a duplicate ID.";

    /// <summary>What the service says about the input.</summary>
    public Status Status => Stored?.Status ?? new Status();

    /// <summary>The service's code.</summary>
    public ClarifaiStatusCode Code => Status.Code;

    /// <summary>Whether the app has an input of this id already; that one is unchanged.</summary>
    public bool IsDuplicate => Code == StatusCode.InputDuplicate || Status.Details == DuplicateDetails;

    /// <summary>Whether the service took the input in: it is processed, or will be.</summary>
    public bool IsAccepted => !IsDuplicate && Code.Number is (int)StatusCode.InputSuccess or (int)StatusCode.InputPending
        or (int)StatusCode.InputInProgress;
}
