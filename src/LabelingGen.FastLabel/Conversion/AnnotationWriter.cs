using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Annotations;
using LabelingGen.Core.Json;
using Polygon = LabelingGen.Annotations.Polygon;

namespace LabelingGen.FastLabel;

/// <summary>Makes an annotation of FastLabel's of one of the annotations library.</summary>
internal static class AnnotationWriter
{
    /// <returns>
    /// <see langword="null"/> where FastLabel has no kind for the shape, and the annotation does not bring its own points.
    /// </returns>
    public static TaskAnnotation? Write(Annotation source)
    {
        bool bringsPoints = source.Extra.ContainsKey("points") || source.Extra.ContainsKey("type");
        AnnotationShape? shape = source.Shape is null
            ? source.Keypoints is { } landmarks ? Pose(landmarks) : bringsPoints ? null : new ClassificationShape()
            : OfShape(source.Shape);
        if (shape is null && !bringsPoints)
            return null;
        TaskAnnotation annotation = new()
        {
            Value = source.Label ?? string.Empty,
            Id = source.Id,
            ConfidenceScore = source.Confidence,
            Attributes = source.Attributes.Count == 0 ? null : [.. source.Attributes.Select(attribute => new TaskAttribute
            {
                Key = attribute.Key,
                Value = WriteValue(attribute.Value),
            })],
        };
        if (shape is not null)
            annotation.Shape = shape;
        if (source.Shape is RotatedBox turned)
            annotation.Rotation = turned.AngleDegrees;
        if (source.Shape is null or Keypoints || source.Keypoints is null)
            return Complete(annotation, source.Extra, shape is not null);
        annotation.Keypoints = ((PoseShape)Pose(source.Keypoints)).Keypoints;
        return Complete(annotation, source.Extra, shape is not null);
    }

    /// <summary>Adds what was kept. Another format's members may have a name of these and mean something else: they are left out.</summary>
    /// <returns>Nothing where no shape was made, and none was kept.</returns>
    private static TaskAnnotation? Complete(TaskAnnotation annotation, ValueMap<JsonText> extra, bool hasShape)
    {
        if (extra.Count == 0)
            return annotation;
        JsonObject json = AnnotationDifferences.Json(annotation);
        foreach ((string member, JsonText text) in extra)
        {
            JsonObject completed = json.DeepClone().AsObject();
            completed[member] = JsonNode.Parse(text.Text);
            if (TryRead(completed) is not { } read || (member == "keypoints" && !IsSame(read.Keypoints, annotation.Keypoints)))
                continue;
            (annotation, json) = (read, completed);
            hasShape |= member is "points" or "type";
        }

        return hasShape ? annotation : null;
    }

    /// <summary>Whether kept keypoints are those of the annotation; names of theirs and the like are all that they may add.</summary>
    private static bool IsSame(IReadOnlyList<TaskKeypoint>? kept, IReadOnlyList<TaskKeypoint>? own) =>
        kept is null || own is null ? ReferenceEquals(kept, own) : AnnotationReader.Pose(kept) == AnnotationReader.Pose(own);

    private static TaskAnnotation? TryRead(JsonObject json)
    {
        try
        {
            return JsonMessage.Read(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), TaskAnnotation.Read);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AnnotationShape? OfShape(IShape shape) => shape switch
    {
        Keypoints pose => Pose(pose),
        TextSpan span => new TextSpanShape(span.Start, span.End, span.Text),
        TimeInterval { Unit: TimeUnit.Seconds } span => new AudioSpanShape(span.Start, span.End),
        TimeInterval { Unit: TimeUnit.Frames } span => new SubTaskShape(span.Start, span.End),
        VideoTrack track => Track(track),
        _ => OfPoints(shape),
    };

    private static PointShape? OfPoints(IShape shape) => shape switch
    {
        Box box => new BoxShape(box.Left, box.Top, box.Right, box.Bottom),
        RotatedBox box => OfPoints(box.Unrotated()),
        Polygon { Holes.IsEmpty: true } polygon => new PolygonShape(Pixels(polygon.Exterior)),
        Polygon polygon => new SegmentationShape([Region(polygon)]),
        MultiPolygon area => new SegmentationShape(area.Polygons.Select(Region)),
        Polyline { IsClosed: true, Points.Count: >= 3 } line => new PolygonShape(Pixels(line.Points)),
        Polyline line => new LineShape(Pixels(line.Points)),
        Point point => new KeypointShape(point.X, point.Y),
        Ellipse { IsCircle: true } circle => new CircleShape(circle.CenterX, circle.CenterY, circle.RadiusX),
        Ellipse ellipse => new PolygonShape(Pixels(ellipse.ToPolygon().Exterior)),
        Cuboid { Center: var center, Size: var size, Orientation: var turn } => new CuboidShape(
            (center.X, center.Y, center.Z), (turn.Roll, turn.Pitch, turn.Yaw), (size.X, size.Y, size.Z)),
        PointCloudSegment segment => new PointCloudSegmentShape(segment.PointIndexes.Select(i => (double)i)),
        Mask { IsEmpty: false } mask => new SegmentationShape(mask.ToPolygons().Select(Region)),
        _ => null,
    };

    private static TrackShape? Track(VideoTrack track)
    {
        Dictionary<int, TrackFrame> frames = [];
        foreach (Keyframe keyframe in track.Keyframes)
        {
            if (keyframe.IsPresent && OfPoints(keyframe.Shape) is { } shape)
                frames[keyframe.Frame + 1] = new TrackFrame(shape, keyframe.IsInterpolated);
        }

        return frames.Count > 0 && frames.Values.Select(frame => frame.Shape.Type).Distinct().Count() == 1 ? new TrackShape(frames) : null;
    }

    private static PoseShape Pose(Keypoints pose)
    {
        string Key(int i) => pose.Points[i].Name ?? (pose.Skeleton is { } skeleton && i < skeleton.Names.Count
            ? skeleton.Names[i]
            : i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        ILookup<int, int> edges = (pose.Skeleton?.Edges ?? default).ToLookup(edge => edge.From, edge => edge.To);
        return new PoseShape(pose.Points.Select((point, i) =>
        {
            TaskKeypoint keypoint = point.IsLabeled
                ? TaskKeypoint.At(Key(i), point.X, point.Y, point.Visibility == KeypointVisibility.Visible)
                : TaskKeypoint.NotPlaced(Key(i));
            keypoint.Edges = edges.Contains(i) ? [.. edges[i].Select(Key)] : null;
            return keypoint;
        }));
    }

    private static SegmentationRegion Region(Polygon polygon) =>
        new(Closed(polygon.Exterior), polygon.Holes.Select(hole => Closed(hole)));

    private static IEnumerable<PixelPoint> Pixels(ValueList<Point> points) => points.Select(p => new PixelPoint(p.X, p.Y));

    private static IEnumerable<PixelPoint> Closed(ValueList<Point> ring) => Pixels(ring).Append(new PixelPoint(ring[0].X, ring[0].Y));

    private static JsonNode? WriteValue(AttributeValue value) => value.Kind switch
    {
        AttributeKind.None => null,
        AttributeKind.Text => JsonValue.Create(value.AsText()),
        AttributeKind.Number => PointList.Number(value.AsNumber()),
        AttributeKind.Flag => JsonValue.Create(value.AsFlag()),
        AttributeKind.Texts => new JsonArray([.. value.AsTexts().Select(text => (JsonNode?)JsonValue.Create(text))]),
        AttributeKind.Numbers => PointList.Write(value.AsNumbers()),
        _ => JsonNode.Parse(value.AsJson().Text),
    };
}
