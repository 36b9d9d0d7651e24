namespace LabelingGen.Nucleus;

public sealed partial class PredictionsByType
{
    /// <summary>The masks; the server sends one or a list.</summary>
    public IReadOnlyList<SegmentationPrediction> ReadSegmentations() => GroupedLabels.Read(Segmentation, SegmentationPrediction.Read);

    /// <summary>All predictions, whatever their type.</summary>
    public IEnumerable<Prediction> All() =>
    [
        .. Box ?? [], .. Line ?? [], .. Polygon ?? [], .. Keypoints ?? [], .. Cuboid ?? [], .. Category ?? [], .. ReadSegmentations(),
    ];
}
