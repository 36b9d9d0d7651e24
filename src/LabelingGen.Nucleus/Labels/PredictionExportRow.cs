namespace LabelingGen.Nucleus;

public sealed partial class PredictionExportRow
{
    /// <summary>All predictions of the item, whatever their type, with its reference id, which exports leave out.</summary>
    public IEnumerable<Prediction> All()
    {
        WithReferenceIds();
        return
        [
            .. Box ?? [], .. Line ?? [], .. Polygon ?? [], .. Keypoints ?? [], .. Cuboid ?? [], .. Category ?? [],
            .. Segmentation is null ? (Prediction[])[] : [Segmentation],
        ];
    }

    /// <summary>Gives the predictions the reference id of their item, as the official client does.</summary>
    /// <returns>This row.</returns>
    public PredictionExportRow WithReferenceIds()
    {
        string? reference = Item.Reference;
        foreach (BoxPrediction label in Box ?? [])
            label.ReferenceId = reference;
        foreach (LinePrediction label in Line ?? [])
            label.ReferenceId = reference;
        foreach (PolygonPrediction label in Polygon ?? [])
            label.ReferenceId = reference;
        foreach (KeypointsPrediction label in Keypoints ?? [])
            label.ReferenceId = reference;
        foreach (CuboidPrediction label in Cuboid ?? [])
            label.ReferenceId = reference;
        foreach (CategoryPrediction label in Category ?? [])
            label.ReferenceId = reference;
        if (Segmentation is not null)
            Segmentation.ReferenceId = reference;
        return this;
    }
}
