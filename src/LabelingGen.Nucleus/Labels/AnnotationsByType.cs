namespace LabelingGen.Nucleus;

public sealed partial class AnnotationsByType
{
    /// <summary>The masks; the server sends one or a list.</summary>
    public IReadOnlyList<SegmentationAnnotation> ReadSegmentations() => GroupedLabels.Read(Segmentation, SegmentationAnnotation.Read);

    /// <summary>All annotations, whatever their type.</summary>
    public IEnumerable<GroundTruthAnnotation> All() =>
    [
        .. Box ?? [], .. Line ?? [], .. Polygon ?? [], .. Keypoints ?? [], .. Cuboid ?? [], .. Category ?? [], .. Multicategory ?? [],
        .. ReadSegmentations(),
    ];
}
