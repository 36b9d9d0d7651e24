namespace LabelingGen.Nucleus;

public sealed partial class ExportRow
{
    /// <summary>All annotations of the item, whatever their type, with its reference id, which exports leave out.</summary>
    public IEnumerable<GroundTruthAnnotation> All()
    {
        WithReferenceIds();
        return
        [
            .. Box ?? [], .. Line ?? [], .. Polygon ?? [], .. Keypoints ?? [], .. Cuboid ?? [], .. Category ?? [], .. Multicategory ?? [],
            .. Segmentation is null ? (GroundTruthAnnotation[])[] : [Segmentation],
        ];
    }

    /// <summary>Gives the annotations the reference id of their item, as the official client does.</summary>
    /// <returns>This row.</returns>
    public ExportRow WithReferenceIds()
    {
        string? reference = Item.Reference;
        foreach (BoxAnnotation label in Box ?? [])
            label.ReferenceId = reference;
        foreach (LineAnnotation label in Line ?? [])
            label.ReferenceId = reference;
        foreach (PolygonAnnotation label in Polygon ?? [])
            label.ReferenceId = reference;
        foreach (KeypointsAnnotation label in Keypoints ?? [])
            label.ReferenceId = reference;
        foreach (CuboidAnnotation label in Cuboid ?? [])
            label.ReferenceId = reference;
        foreach (CategoryAnnotation label in Category ?? [])
            label.ReferenceId = reference;
        foreach (MultiCategoryAnnotation label in Multicategory ?? [])
            label.ReferenceId = reference;
        if (Segmentation is not null)
            Segmentation.ReferenceId = reference;
        return this;
    }
}
