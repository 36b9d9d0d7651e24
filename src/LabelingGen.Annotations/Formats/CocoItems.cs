using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Writes images, annotations and categories as COCO's JSON objects.</summary>
internal static class CocoItems
{
    public static void Write(Utf8JsonWriter writer, Category category, long id)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteString("name", category.Name);
        if (category.Supercategory is not null)
            writer.WriteString("supercategory", category.Supercategory);
        if (category.Color is not null)
            writer.WriteString(CocoReader.Color, category.Color);
        else if (category.Extra.TryGetValue(CocoReader.Color, out JsonText color) && color.ToElement().ValueKind == JsonValueKind.Array)
            JsonExtras.Write(writer, CocoReader.Color, color);
        if (category.IsThing is bool thing)
            writer.WriteNumber("isthing", thing ? 1 : 0);
        if (category.Skeleton is { } skeleton)
            WriteSkeleton(writer, skeleton);
        JsonExtras.Write(writer, category.Extra, CocoReader.CategoryMembers);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, AnnotatedImage image, long id)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteString("file_name", image.Name);
        if (image.Size is { } size)
        {
            writer.WriteNumber("width", size.Width);
            writer.WriteNumber("height", size.Height);
        }

        if (image.Location is not null)
            writer.WriteString("coco_url", image.Location);
        if (image.FrameIndex is int frame)
            writer.WriteNumber("frame_index", frame);
        if (image.Subset is not null)
            writer.WriteString("subset", image.Subset);
        WriteAttributes(writer, image.Attributes);
        JsonExtras.Write(writer, image.Extra, CocoReader.ImageMembers);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Annotation annotation, long id, long imageId, long categoryId)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteNumber("image_id", imageId);
        writer.WriteNumber("category_id", categoryId);
        if (annotation.BoundingBox is not null)
        {
            Box box = annotation.Shape is RotatedBox rotated ? rotated.Unrotated() : annotation.BoundingBox.Value;
            writer.WriteStartArray("bbox");
            writer.WriteNumberValue(box.X);
            writer.WriteNumberValue(box.Y);
            writer.WriteNumberValue(box.Width);
            writer.WriteNumberValue(box.Height);
            writer.WriteEndArray();
        }

        if (annotation.Shape is RotatedBox { AngleDegrees: not 0 } turned)
            writer.WriteNumber("rotation", turned.AngleDegrees);
        writer.WriteNumber("area", annotation.StoredArea ?? (annotation.Shape as IPlanarShape)?.Area ?? annotation.BoundingBox?.Area ?? 0);
        writer.WriteNumber("iscrowd", annotation.Has(AnnotationFlags.Crowd) ? 1 : 0);
        if (annotation.Has(AnnotationFlags.Ignore))
            writer.WriteNumber("ignore", 1);
        WriteSegmentation(writer, annotation.Shape, annotation.Extra);
        if ((annotation.Keypoints ?? annotation.Shape as Keypoints) is { } keypoints)
        {
            writer.WriteStartArray("keypoints");
            foreach (Keypoint point in keypoints.Points)
            {
                writer.WriteNumberValue(point.X);
                writer.WriteNumberValue(point.Y);
                writer.WriteNumberValue((int)point.Visibility);
            }

            writer.WriteEndArray();
            writer.WriteNumber("num_keypoints", keypoints.LabeledCount);
        }

        if (annotation.Confidence is double score)
            writer.WriteNumber("score", score);
        if (annotation.TrackId is not null)
            writer.WriteString("track_id", annotation.TrackId);
        WriteAttributes(writer, annotation.Attributes);
        JsonExtras.Write(writer, annotation.Has(AnnotationFlags.Ignore) ? annotation.Extra.Without("ignore") : annotation.Extra,
            CocoReader.AnnotationMembers);
        writer.WriteEndObject();
    }

    private static void WriteSkeleton(Utf8JsonWriter writer, Skeleton skeleton)
    {
        writer.WriteStartArray("keypoints");
        foreach (string name in skeleton.Names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("skeleton");
        foreach (SkeletonEdge edge in skeleton.Edges)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(edge.From + 1);
            writer.WriteNumberValue(edge.To + 1);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void WriteSegmentation(Utf8JsonWriter writer, IShape? shape, ValueMap<JsonText> extra)
    {
        switch (shape)
        {
            case Polygon polygon:
                writer.WriteStartArray(CocoReader.Segmentation);
                WriteRing(writer, polygon.Exterior);
                writer.WriteEndArray();
                break;
            case MultiPolygon multi:
                writer.WriteStartArray(CocoReader.Segmentation);
                foreach (Polygon piece in multi.Polygons)
                    WriteRing(writer, piece.Exterior);
                writer.WriteEndArray();
                break;
            case Ellipse ellipse:
                writer.WriteStartArray(CocoReader.Segmentation);
                WriteRing(writer, ellipse.ToPolygon().Exterior);
                writer.WriteEndArray();
                break;
            case Mask mask:
                writer.WriteStartObject(CocoReader.Segmentation);
                writer.WriteStartArray("size");
                writer.WriteNumberValue(mask.Height);
                writer.WriteNumberValue(mask.Width);
                writer.WriteEndArray();
                writer.WriteString("counts", mask.ToCompressed());
                if (extra.TryGetValue(CocoReader.Segmentation, out JsonText kept)
                    && kept.ToElement() is { ValueKind: JsonValueKind.Object } rest)
                    JsonExtras.Write(writer, JsonExtras.Read(rest, []), CocoReader.MaskMembers);
                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteRing(Utf8JsonWriter writer, ValueList<Point> ring)
    {
        writer.WriteStartArray();
        foreach ((double x, double y) in ring)
        {
            writer.WriteNumberValue(x);
            writer.WriteNumberValue(y);
        }

        writer.WriteEndArray();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, ValueMap<AttributeValue> attributes)
    {
        if (attributes.Count == 0)
            return;
        writer.WriteStartObject("attributes");
        foreach (KeyValuePair<string, AttributeValue> attribute in attributes)
        {
            writer.WritePropertyName(attribute.Key);
            switch (attribute.Value.Kind)
            {
                case AttributeKind.Text:
                    writer.WriteStringValue(attribute.Value.AsText());
                    break;
                case AttributeKind.Number:
                    writer.WriteNumberValue(attribute.Value.AsNumber());
                    break;
                case AttributeKind.Flag:
                    writer.WriteBooleanValue(attribute.Value.AsFlag());
                    break;
                case AttributeKind.Texts:
                    writer.WriteStartArray();
                    foreach (string text in attribute.Value.AsTexts())
                        writer.WriteStringValue(text);
                    writer.WriteEndArray();
                    break;
                case AttributeKind.Numbers:
                    writer.WriteStartArray();
                    foreach (double number in attribute.Value.AsNumbers())
                        writer.WriteNumberValue(number);
                    writer.WriteEndArray();
                    break;
                case AttributeKind.Json:
                    writer.WriteRawValue(attribute.Value.AsJson().Text);
                    break;
                default:
                    writer.WriteNullValue();
                    break;
            }
        }

        writer.WriteEndObject();
    }
}
