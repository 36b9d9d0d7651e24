using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>An item that an upload did not store, as a log tells it.</summary>
/// <param name="Index">Its place among the items, from 0.</param>
/// <param name="InputId">The id that its input had.</param>
/// <param name="Code">What the service said; 0 = nothing.</param>
/// <param name="Details">What went wrong.</param>
public sealed record DatasetUploadFailure(int Index, string InputId, ClarifaiStatusCode Code, string Details)
{
    internal DatasetUploadFailure(int index, string inputId, int code, string details)
        : this(index, inputId, new ClarifaiStatusCode(code), details)
    {
    }

    /// <summary>Whether the app had an input of this id already.</summary>
    public bool IsDuplicate => Code == StatusCode.InputDuplicate;
}
