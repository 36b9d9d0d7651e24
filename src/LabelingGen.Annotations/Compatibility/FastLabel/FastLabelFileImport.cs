using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Reads formats that have a file for each picture.</summary>
internal static class FastLabelFileImport
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (string Name, JsonText Annotations) ReadLabelMe(string text, string file, string relative)
    {
        using JsonDocument document = SafeJson.Parse(text, file);
        return SafeJson.Decode(file, "$", document.RootElement, () => ReadLabelMe(document.RootElement, file, relative));
    }

    private static (string Name, JsonText Annotations) ReadLabelMe(JsonElement root, string file, string relative)
    {
        SafeJson.Expect(root, JsonValueKind.Object, file, "$");
        string picture = SafeJson.Text(root, "imagePath")
            ?? throw new AnnotationFormatException("There is no 'imagePath'.", file, path: "$");
        if (!root.TryGetProperty("shapes", out JsonElement shapes))
            throw new AnnotationFormatException("There is no 'shapes'.", file, path: "$");
        SafeJson.Expect(shapes, JsonValueKind.Array, file, "$.shapes");
        JsonText annotations = Write(writer =>
        {
            int index = 0;
            foreach (JsonElement shape in shapes.EnumerateArray())
                WriteShape(writer, shape, file, $"$.shapes[{(index++).ToString(CultureInfo.InvariantCulture)}]");
        });
        return (relative.Replace(".json", ExtensionOf(picture), StringComparison.Ordinal), annotations);
    }

    public static (string Name, JsonText Annotations) ReadPascalVoc(string text, string file, string relative)
    {
        XElement root = SafeXml.Parse(text, file);
        string picture = root.Element("filename")?.Value.Trim() ?? throw SafeXml.Error("There is no 'filename'.", file, root);
        XElement[] objects = [.. root.Elements("object")];
        if (objects.Length == 0)
            throw SafeXml.Error("There is no 'object'; files without one are not converted.", file, root);
        JsonText annotations = Write(writer =>
        {
            foreach (XElement item in objects)
                WriteObject(writer, item, file);
        });
        return (relative.Replace(".xml", ExtensionOf(picture), StringComparison.Ordinal), annotations);
    }

    public static JsonText Write(Action<Utf8JsonWriter> items)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartArray();
            items(writer);
            writer.WriteEndArray();
        }

        return JsonText.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteShape(Utf8JsonWriter writer, JsonElement shape, string file, string path)
    {
        SafeJson.Expect(shape, JsonValueKind.Object, file, path);
        string? label = SafeJson.Text(shape, "label");
        if (string.IsNullOrEmpty(label))
            throw new AnnotationFormatException("A shape has no label.", file, path: path);
        writer.WriteStartObject();
        writer.WriteString("value", label);
        writer.WriteStartArray("points");
        foreach ((double x, double y) in SafeJson.Points(shape, "points", file, path))
        {
            FastLabelJson.WriteNumber(writer, x);
            FastLabelJson.WriteNumber(writer, y);
        }

        writer.WriteEndArray();
        string? type = SafeJson.Text(shape, "shape_type") switch
        {
            "rectangle" => "bbox",
            "polygon" => "polygon",
            "point" => "keypoint",
            "line" => "line",
            _ => null,
        };
        writer.WriteString("type", type);
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, XElement item, string file)
    {
        string? name = item.Element("name")?.Value.Trim();
        if (string.IsNullOrEmpty(name))
            throw SafeXml.Error("An object has no 'name'.", file, item);
        XElement corners = item.Element("bndbox") ?? throw SafeXml.Error("An object has no 'bndbox'.", file, item);
        writer.WriteStartObject();
        writer.WriteString("value", name);
        writer.WriteStartArray("points");
        foreach (XElement corner in corners.Elements())
        {
            if (!long.TryParse(corner.Value.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
                throw SafeXml.Error($"'{corner.Value}' is not a whole number of pixels.", file, corner);
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
        writer.WriteString("type", "bbox");
        writer.WriteEndObject();
    }

    private static string ExtensionOf(string name) => name[SidecarFormat.Stem(name).Length..];
}
