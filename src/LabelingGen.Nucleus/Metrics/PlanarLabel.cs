using LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>A box or polygon with what metrics need of it.</summary>
internal sealed class PlanarLabel(string? label, string referenceId, IPlanarShape shape, double? confidence)
{
    public string? Label { get; } = label;

    public string ReferenceId { get; } = referenceId;

    public IPlanarShape Shape { get; } = shape;

    public double? Confidence { get; } = confidence;

    public static IEnumerable<PlanarLabel> Of(IEnumerable<GroundTruthAnnotation> annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        foreach (GroundTruthAnnotation annotation in annotations)
        {
            switch (annotation)
            {
                case BoxAnnotation box:
                    yield return new PlanarLabel(box.Label, box.ReferenceId ?? "", ShapeOf(box.Geometry), null);
                    break;
                case PolygonAnnotation { Geometry.Vertices.Count: > 0 } polygon:
                    yield return new PlanarLabel(polygon.Label, polygon.ReferenceId ?? "", ShapeOf(polygon.Geometry), null);
                    break;
            }
        }
    }

    public static IEnumerable<PlanarLabel> Of(IEnumerable<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        foreach (Prediction prediction in predictions)
        {
            switch (prediction)
            {
                case BoxPrediction box:
                    yield return new PlanarLabel(box.Label, box.ReferenceId ?? "", ShapeOf(box.Geometry), box.Confidence);
                    break;
                case PolygonPrediction { Geometry.Vertices.Count: > 0 } polygon:
                    yield return new PlanarLabel(polygon.Label, polygon.ReferenceId ?? "", ShapeOf(polygon.Geometry), polygon.Confidence);
                    break;
            }
        }
    }

    private static Box ShapeOf(BoxGeometry box) => new(box.X, box.Y, box.Width, box.Height);

    private static Polygon ShapeOf(VerticesGeometry geometry) =>
        new(geometry.Vertices.Select(point => new Point(point.X, point.Y)).ToValueList());
}
