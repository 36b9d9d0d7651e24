using System.Text.Json.Nodes;
using LabelingGen.Core.Json;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>Reads one of Nucleus's annotations as a shape.</summary>
internal static class ShapeReader
{
    /// <summary>What the bridge has a property for; everything else goes into the annotation's extra values.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "type", Geometry, "label", "labels", "reference_id", "annotation_id", "metadata", "track_reference_id", "confidence", "class_pdf",
    };

    private const string Geometry = "geometry";

    private static readonly string[] KnownOfGeometry =
    [
        "x", "y", "z", "width", "height", "vertices", "keypoints", "names", "skeleton", "visible", "position", "dimensions", "yaw",
    ];

    public static Labels.Annotation Read(GroundTruthAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        BinaryData content = JsonCodec.ToBinaryData(annotation, GroundTruthAnnotation.Write);
        JsonObject json = JsonCodec.FromUtf8(content.ToMemory().Span, JsonCodec.ReadObject);
        Labels.Annotation read = new(Shape(annotation))
        {
            Id = Text(json, "annotation_id"),
            Labels = annotation is MultiCategoryAnnotation several
                ? Labels.ValueList.ToValueList(several.Labels)
                : Text(json, "label") is { } label ? [label] : default,
            TrackId = Text(json, "track_reference_id"),
            Attributes = PayloadValues.ToAttributes(json["metadata"] as JsonObject),
            Confidence = json["confidence"] is JsonValue confidence && confidence.TryGetValue(out double sure) ? sure : null,
            LabelConfidences = json["class_pdf"] is JsonObject probabilities
                ? Labels.ValueMap<double>.Create(probabilities.Select(entry =>
                    KeyValuePair.Create(entry.Key, Probability(entry.Value))))
                : Labels.ValueMap<double>.Empty,
            Extra = Labels.ValueMap<Labels.JsonText>.Create(json
                .Where(entry => entry.Value is not null
                    && (!Known.Contains(entry.Key) || (entry.Key == Geometry && SaysMore(entry.Value))))
                .Select(entry => KeyValuePair.Create(entry.Key, Labels.JsonText.Parse(entry.Value!.ToJsonString())))),
        };
        return read;
    }

    /// <summary>A text, which annotations of kinds that are not known may have as something else.</summary>
    private static string? Text(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw new FormatException($"'{name}' is no text."),
    };

    private static double Probability(JsonNode? value) => value switch
    {
        null => 0,
        JsonValue number when number.TryGetValue(out double probability) => probability,
        _ => throw new FormatException("A probability of a class is no number."),
    };

    /// <summary>Whether a geometry has members that no shape has.</summary>
    private static bool SaysMore(JsonNode? geometry) => geometry switch
    {
        JsonObject item => item.Any(static member => !KnownOfGeometry.Contains(member.Key) || SaysMore(member.Value)),
        JsonArray list => list.Any(SaysMore),
        _ => false,
    };

    private static Labels.IShape? Shape(GroundTruthAnnotation annotation) => annotation switch
    {
        BoxAnnotation { Geometry: var box } => new Labels.Box(box.X, box.Y, box.Width, box.Height),
        PolygonAnnotation polygon => new Labels.Polygon(Points(polygon.Geometry)),
        LineAnnotation line => new Labels.Polyline(Points(line.Geometry)),
        KeypointsAnnotation keypoints => Keypoints(keypoints.Geometry),
        CuboidAnnotation { Geometry: var cuboid } => new Labels.Cuboid(
            new(cuboid.Position.X, cuboid.Position.Y, cuboid.Position.Z),
            new(cuboid.Dimensions.X, cuboid.Dimensions.Y, cuboid.Dimensions.Z), cuboid.Yaw),
        _ => null,
    };

    private static Labels.ValueList<Labels.Point> Points(VerticesGeometry geometry) =>
        Labels.ValueList.ToValueList(geometry.Vertices.Select(point => new Labels.Point(point.X, point.Y)));

    private static Labels.Keypoints Keypoints(KeypointsGeometry geometry) => new(
        Labels.ValueList.ToValueList(geometry.Keypoints.Select((point, i) => new Labels.Keypoint(
            point.X ?? 0, point.Y ?? 0,
            point.Visible ? Labels.KeypointVisibility.Visible
                : point.X is null ? Labels.KeypointVisibility.NotLabeled : Labels.KeypointVisibility.Occluded,
            i < geometry.Names.Count ? geometry.Names[i] : null))),
        geometry.Skeleton is null
            ? null
            : new Labels.Skeleton(
                Labels.ValueList.ToValueList(geometry.Names),
                Labels.ValueList.ToValueList(geometry.Skeleton.Where(bone => bone.Count == 2)
                    .Select(bone => new Labels.SkeletonEdge(bone[0], bone[1])))));
}
