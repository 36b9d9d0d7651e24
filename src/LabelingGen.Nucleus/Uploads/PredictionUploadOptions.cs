namespace LabelingGen.Nucleus;

/// <summary>How predictions are uploaded.</summary>
public sealed class PredictionUploadOptions : LabelUploadOptions
{
    /// <summary>The slice that the model was trained on, where it is not one of the model's own.</summary>
    public string? TrainedSliceId { get; set; }
}
