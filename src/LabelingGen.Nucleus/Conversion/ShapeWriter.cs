using System.Text.Json.Nodes;
using LabelingGen.Core.Json;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// Writes a shape as Nucleus's annotations: one, several for a shape of several parts, or none where there is no form for it.
/// </summary>
internal static class ShapeWriter
{
    /// <summary>
    /// Members that a shape has no property for. What other formats keep beside their shapes is no business of the server's.
    /// </summary>
    private static readonly string[] OwnMembers = ["id", "embedding_vector", "task_id", "taxonomy_name", "mask_url", "annotations"];

    public static IEnumerable<GroundTruthAnnotation> Write(Labels.Annotation annotation, string referenceId, bool isPrediction)
    {
        int part = 0;
        foreach (GroundTruthAnnotation written in Shapes(annotation, referenceId))
        {
            BinaryData content = JsonCodec.ToBinaryData(written, GroundTruthAnnotation.Write);
            JsonObject json = JsonCodec.FromUtf8(content.ToMemory().Span, JsonCodec.ReadObject);
            Complete(json, annotation, part++, isPrediction);
            yield return GroupedLabels.Read(json, GroundTruthAnnotation.Read);
        }
    }

    private static IEnumerable<GroundTruthAnnotation> Shapes(Labels.Annotation annotation, string reference)
    {
        string label = annotation.Label ?? string.Empty;
        return annotation.Shape switch
        {
            Labels.Box box => [new BoxAnnotation(label, box.X, box.Y, box.Width, box.Height, reference)],
            Labels.RotatedBox box => [Polygon(Labels.Polygon.FromBox(box))],
            Labels.Polygon polygon => [Polygon(polygon)],
            Labels.MultiPolygon several => several.Polygons.Select(Polygon),
            Labels.Ellipse ellipse => [Polygon(ellipse.ToPolygon())],
            Labels.Mask mask => mask.ToPolygons().Select(Polygon),
            Labels.Polyline line => [new LineAnnotation(label, Points(line.Points), reference)],
            Labels.Keypoints keypoints => [Keypoints(keypoints)],
            Labels.Cuboid cuboid =>
            [
                new CuboidAnnotation(
                    label, new(cuboid.Center.X, cuboid.Center.Y, cuboid.Center.Z), new(cuboid.Size.X, cuboid.Size.Y, cuboid.Size.Z),
                    cuboid.Orientation.Yaw, reference),
            ],
            null => Whole(annotation, reference),
            _ => (IEnumerable<GroundTruthAnnotation>)[],
        };

        GroundTruthAnnotation Polygon(Labels.Polygon polygon) => new PolygonAnnotation(label, Points(polygon.Exterior), reference);

        // What other formats allow, such as two points of one name, is refused when it is uploaded.
        GroundTruthAnnotation Keypoints(Labels.Keypoints keypoints) => new KeypointsAnnotation
        {
            Label = label,
            Geometry = new()
            {
                Keypoints = [.. keypoints.Points.Select(point => point.IsLabeled
                    ? new Keypoint2D(point.X, point.Y, point.Visibility == Labels.KeypointVisibility.Visible)
                    : new Keypoint2D(null, null, false))],
                Names = [.. keypoints.Points.Select((point, i) => point.Name
                    ?? (keypoints.Skeleton is { } skeleton && i < skeleton.Names.Count ? skeleton.Names[i] : $"point {i + 1}"))],
                Skeleton = keypoints.Skeleton?.Edges.Select(edge => (IReadOnlyList<int>)[edge.From, edge.To]).ToList(),
            },
            ReferenceId = reference,
            AnnotationId = KeypointsGeometry.AutomaticId(label, reference),
            Metadata = [],
        };
    }

    /// <summary>What holds for the whole item: a mask that is told by its address, a class, or several.</summary>
    private static IEnumerable<GroundTruthAnnotation> Whole(Labels.Annotation annotation, string reference)
    {
        if (annotation.Extra.ContainsKey("mask_url"))
            return [new SegmentationAnnotation { MaskUrl = string.Empty, Annotations = [], ReferenceId = reference }];
        return annotation.Labels.Count switch
        {
            0 => [],
            1 => [new CategoryAnnotation(annotation.Labels[0], reference)],
            _ => [new MultiCategoryAnnotation(annotation.Labels, reference)],
        };
    }

    private static IEnumerable<Point2D> Points(Labels.ValueList<Labels.Point> points) =>
        points.Select(point => new Point2D(point.X, point.Y));

    private static void Complete(JsonObject json, Labels.Annotation annotation, int part, bool isPrediction)
    {
        bool isMask = (string?)json["type"] == "mask";
        bool isCategory = (string?)json["type"] is "category" or "multicategory";
        if (!isMask)
        {
            if (annotation.Attributes.Count > 0)
                json["metadata"] = PayloadValues.ToMetadata(annotation.Attributes);
            if (annotation.TrackId is not null)
                json["track_reference_id"] = annotation.TrackId;
        }

        // The parts of one shape are told apart by their number; without an id a box is given one when it is sent.
        if (annotation.Id is null && (string?)json["type"] is "box" or "keypoints")
            json.Remove("annotation_id");
        else if (annotation.Id is not null && !isCategory)
            json["annotation_id"] = part == 0 ? annotation.Id : $"{annotation.Id}-{part}";
        if (isPrediction && !isMask)
        {
            if (annotation.Confidence is { } confidence)
                json["confidence"] = confidence;
            if (annotation.LabelConfidences.Count > 0)
            {
                json["class_pdf"] = new JsonObject(
                    annotation.LabelConfidences.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
            }
        }

        foreach (string name in OwnMembers)
        {
            if (annotation.Extra.TryGetValue(name, out Labels.JsonText value))
                json[name] = JsonNode.Parse(value.Text);
        }
    }
}
