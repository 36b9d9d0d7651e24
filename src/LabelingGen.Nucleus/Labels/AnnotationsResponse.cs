namespace LabelingGen.Nucleus;

public sealed partial class AnnotationsResponse
{
    /// <summary>The predictions of the item by type; none where the server sends none.</summary>
    public required PredictionsByType Annotations
    {
        get => field ??= new();
        set;
    }
}
