using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// The vendor's LabelMe files: of a segmentation only the first ring of the first region is kept. An annotation without points is left
/// out; one whose points are missing or null is an error, as it is there.
/// </summary>
internal static class FastLabelLabelMe
{
    public static void Write(Utf8JsonWriter writer, FastLabelTask task)
    {
        writer.WriteStartObject();
        writer.WriteString("version", "4.5.9");
        writer.WriteStartObject("flags");
        writer.WriteEndObject();
        writer.WriteStartArray("shapes");
        foreach (FastLabelAnnotation annotation in task.Annotations)
            WriteShape(writer, annotation);
        writer.WriteEndArray();
        writer.WriteString("imagePath", task.Name);
        writer.WriteNull("imageData");
        writer.WriteNumber("imageHeight", task.Height);
        writer.WriteNumber("imageWidth", task.Width);
        writer.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter writer, FastLabelAnnotation annotation)
    {
        string? type = annotation.Type switch
        {
            "polygon" or "segmentation" => "polygon",
            "bbox" => "rectangle",
            "keypoint" => "point",
            "line" => "line",
            _ => null,
        };
        if (type is null || annotation.RequirePoints() is not { } points)
            return;
        double[] flat = annotation.IsSegmentation ? annotation.Regions(points)[0][0] : annotation.Flat(points);
        writer.WriteStartObject();
        writer.WriteString("label", annotation.Value);
        writer.WriteStartArray("points");
        for (int i = 0; i < flat.Length; i += 2)
        {
            writer.WriteStartArray();
            FastLabelJson.WriteNumber(writer, flat[i]);
            FastLabelJson.WriteNumber(writer, flat[i + 1]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNull("group_id");
        writer.WriteString("shape_type", type);
        writer.WriteStartObject("flags");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
