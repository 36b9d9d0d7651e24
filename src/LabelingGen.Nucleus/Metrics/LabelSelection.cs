using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>The choices of annotations and predictions that metrics are asked for most.</summary>
public static class LabelSelection
{
    /// <summary>Predictions of a confidence or more, and those that have none.</summary>
    public static IEnumerable<Prediction> WithConfidence(this IEnumerable<Prediction> predictions, double least)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.Where(prediction => ConfidenceOf(prediction) is not { } confidence || confidence >= least);
    }

    /// <summary>Annotations of a label.</summary>
    public static IEnumerable<GroundTruthAnnotation> WithLabel(this IEnumerable<GroundTruthAnnotation> annotations, string label) =>
        LabelFilter.All(LabelIs(label)).Apply(annotations);

    /// <summary>Predictions of a label.</summary>
    public static IEnumerable<Prediction> WithLabel(this IEnumerable<Prediction> predictions, string label) =>
        LabelFilter.All(LabelIs(label)).Apply(predictions);

    /// <summary>
    /// Boxes and polygons whose area is in a range, ends included. (The official client compares the shape with the numbers.)
    /// </summary>
    /// <param name="annotations">The annotations; those of other shapes are not chosen.</param>
    /// <param name="least">In square pixels.</param>
    /// <param name="most">In square pixels.</param>
    public static IEnumerable<GroundTruthAnnotation> WithArea(
        this IEnumerable<GroundTruthAnnotation> annotations, double least, double most)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        return annotations.Where(annotation => PlanarLabel.Of([annotation]).Any(label => IsWithin(label.Shape, least, most)));
    }

    /// <inheritdoc cref="WithArea(IEnumerable{GroundTruthAnnotation}, double, double)"/>
    /// <param name="predictions">The predictions; those of other shapes are not chosen.</param>
    /// <param name="least">In square pixels.</param>
    /// <param name="most">In square pixels.</param>
    public static IEnumerable<Prediction> WithArea(this IEnumerable<Prediction> predictions, double least, double most)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return predictions.Where(prediction => PlanarLabel.Of([prediction]).Any(label => IsWithin(label.Shape, least, most)));
    }

    private static FilterCondition LabelIs(string label) => new("label", FilterOperator.Equal, label, allowMissing: true);

    private static bool IsWithin(IPlanarShape shape, double least, double most) => shape.Area >= least && shape.Area <= most;

    private static double? ConfidenceOf(Prediction prediction) => prediction switch
    {
        BoxPrediction box => box.Confidence,
        LinePrediction line => line.Confidence,
        PolygonPrediction polygon => polygon.Confidence,
        KeypointsPrediction keypoints => keypoints.Confidence,
        CuboidPrediction cuboid => cuboid.Confidence,
        CategoryPrediction category => category.Confidence,
        _ => null,
    };
}
