using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>The vendor's Pascal VOC files: corners rounded down, four spaces, no declaration, no line end at the end.</summary>
internal static class FastLabelPascalVoc
{
    private static readonly string[] Flags = ["truncated", "occluded", "difficult"];

    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        IndentChars = "    ",
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
    };

    public static IEnumerable<(string Name, string Text)> Convert(IReadOnlyList<FastLabelTask> tasks, FastLabelOptions options)
    {
        foreach (FastLabelTask task in tasks)
        {
            if (options.IsEarly && task.IsZeroSize)
                continue;
            // OrderBy is stable: objects of one name keep the order of the task.
            IReadOnlyList<FastLabelAnnotation> objects = options.IsEarly
                ? [.. task.Annotations.OrderBy(static annotation => annotation.Value, CodePointOrder.Instance)] : task.Annotations;
            foreach ((string name, int? frame) in task.Pictures(options))
                yield return (name, Write(task, objects, name, frame));
        }
    }

    private static string Write(FastLabelTask task, IReadOnlyList<FastLabelAnnotation> objects, string name, int? frame)
    {
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, Settings))
        {
            writer.WriteStartElement("annotation");
            Element(writer, "filename", name);
            writer.WriteStartElement("size");
            Element(writer, "width", task.Width);
            Element(writer, "height", task.Height);
            Element(writer, "depth", 3);
            writer.WriteEndElement();
            Element(writer, "segmented", 0);
            foreach (FastLabelAnnotation annotation in objects)
                WriteObject(writer, annotation, frame);
            writer.WriteEndElement();
        }

        return text.ToString();
    }

    private static void WriteObject(XmlWriter writer, FastLabelAnnotation annotation, int? frame)
    {
        JsonElement[] attributes = annotation.Attributes(isRequired: true);
        if (annotation.Type is not ("bbox" or "polygon") || annotation.Points(frame) is not { } points)
            return;
        double[] flat = annotation.Flat(points);
        if (annotation.IsDegenerateBox(flat))
            return;
        double[] box = FastLabelGeometry.BoundingBox(flat);
        writer.WriteStartElement("object");
        Element(writer, "name", annotation.Value);
        Element(writer, "pose", "Unspecified");
        foreach (string flag in Flags)
            Element(writer, flag, ReadFlag(attributes, flag, annotation));
        writer.WriteStartElement("bndbox");
        Element(writer, "xmin", Math.Floor(box[0]));
        Element(writer, "ymin", Math.Floor(box[1]));
        Element(writer, "xmax", Math.Floor(box[0] + box[2]));
        Element(writer, "ymax", Math.Floor(box[1] + box[3]));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static int ReadFlag(JsonElement[] attributes, string name, FastLabelAnnotation annotation)
    {
        foreach (JsonElement attribute in attributes)
        {
            if (Is(attribute, "type", "switch") && Is(attribute, "key", name))
            {
                return attribute.TryGetProperty("value", out JsonElement value) ? value.ValueKind switch
                {
                    JsonValueKind.True => 1,
                    JsonValueKind.False => 0,
                    JsonValueKind.Number => (int)Math.Clamp(value.GetDouble(), int.MinValue, int.MaxValue),
                    JsonValueKind.String
                        when int.TryParse(value.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) => number,
                    _ => throw annotation.Error($"The switch '{name}' is neither on nor off"),
                } : throw annotation.Error($"The switch '{name}' has no value");
            }
        }

        return 0;

        static bool Is(JsonElement attribute, string member, string text) =>
            attribute.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
    }

    private static void Element(XmlWriter writer, string name, double value) =>
        Element(writer, name, value.ToString("0", CultureInfo.InvariantCulture));

    private static void Element(XmlWriter writer, string name, string value)
    {
        writer.WriteStartElement(name);
        writer.WriteString(value);
        writer.WriteFullEndElement();
    }
}
