using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// LabelMe (the JSON of the desktop tool): a file a picture, which names it relative to itself. A rectangle is two corners in any order, a
/// circle its centre and a point on its rim, a mask a grey PNG picture between two corners whose second pixel belongs to it; pixels from
/// the top left.
/// </summary>
public sealed class LabelMeFormat : SidecarFormat
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    // The picture itself, which is kept where there is no file of it.
    private const string Picture = "imageData";

    private static readonly string[] ImageMembers =
        ["version", "flags", "shapes", "imagePath", Picture, "imageHeight", "imageWidth"];

    private static readonly string[] ShapeMembers = ["label", "points", "group_id", "description", "shape_type", "mask", "flags"];

    internal LabelMeFormat()
        : base("labelme", "LabelMe: a JSON file a picture, any planar shape", ".json")
    {
    }

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        ArrayBufferWriter<byte> buffer = new();
        List<int> origins = [];
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "5.5.0");
            WriteFlags(writer, image.Attributes);
            writer.WriteStartArray("shapes");
            for (int i = 0; i < image.Annotations.Count; i++)
            {
                if (TryWrite(writer, image.Annotations[i], image.Size))
                    origins.Add(i);
            }

            writer.WriteEndArray();
            writer.WriteString("imagePath", PictureName.Last(image.Name));
            if (image.Extra.TryGetValue(Picture, out JsonText picture))
                JsonExtras.Write(writer, Picture, picture);
            else
                writer.WriteNull(Picture);
            if (image.Size is { } size)
            {
                writer.WriteNumber("imageHeight", size.Height);
                writer.WriteNumber("imageWidth", size.Width);
            }

            JsonExtras.Write(writer, image.Extra, ImageMembers);
            writer.WriteEndObject();
        }

        return new EncodedImage(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n", [.. origins]);
    }

    private static bool TryWrite(Utf8JsonWriter writer, Annotation annotation, ImageSize? size)
    {
        (string Type, ValueList<Point> Points)? form = annotation.Shape switch
        {
            Box box => ("rectangle", [new(box.Left, box.Top), new(box.Right, box.Bottom)]),
            RotatedBox box => ("polygon", box.Corners()),
            Polygon polygon => ("polygon", polygon.Exterior),
            MultiPolygon multi => ("polygon", multi.Polygons[0].Exterior),
            Polyline { IsClosed: false, Points.Count: 2 } line => ("line", line.Points),
            Polyline line => ("linestrip", line.Points),
            Point point => ("point", [point]),
            PointSet set => ("points", set.Points),
            Ellipse { IsCircle: true } circle =>
                ("circle", [new(circle.CenterX, circle.CenterY), new(circle.CenterX + circle.RadiusX, circle.CenterY)]),
            Ellipse ellipse => ("polygon", ellipse.ToPolygon().Exterior),
            Mask { IsEmpty: false } mask when size is { } known && mask.Width == known.Width && mask.Height == known.Height =>
                ("mask", [new(mask.Bounds.Left, mask.Bounds.Top), new(mask.Bounds.Right - 1, mask.Bounds.Bottom - 1)]),
            _ => null,
        };
        if (form is not var (type, points))
            return false;
        writer.WriteStartObject();
        writer.WriteString("label", annotation.Label ?? "");
        writer.WriteStartArray("points");
        foreach ((double x, double y) in points)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(x);
            writer.WriteNumberValue(y);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        if (long.TryParse(annotation.GroupId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long group))
            writer.WriteNumber("group_id", group);
        else
            writer.WriteNull("group_id");
        writer.WriteString("description", annotation.Text ?? "");
        writer.WriteString("shape_type", type);
        if (annotation.Shape is Mask pixels)
            writer.WriteBase64String("mask", LabelMeMask.Encode(pixels));
        WriteFlags(writer, annotation.Attributes);
        JsonExtras.Write(writer, annotation.Extra, ShapeMembers);
        writer.WriteEndObject();
        return true;
    }

    private protected override AnnotatedImage Decode(string text, string file, string stem, FormatContext context)
    {
        using JsonDocument document = SafeJson.Parse(text, file);
        return SafeJson.Decode(file, "$", document.RootElement, () => Read(document.RootElement, file, stem, context));
    }

    private static AnnotatedImage Read(JsonElement root, string file, string stem, FormatContext context)
    {
        SafeJson.Expect(root, JsonValueKind.Object, file, "$");
        List<Annotation> annotations = [];
        ImageSize? size = SafeJson.Integer(root, "imageWidth") is int width and > 0
            && SafeJson.Integer(root, "imageHeight") is int height and > 0
            ? new ImageSize(width, height)
            : context.Size;
        if (root.TryGetProperty("shapes", out JsonElement shapes))
        {
            SafeJson.Expect(shapes, JsonValueKind.Array, file, "$.shapes");
            int index = 0;
            foreach (JsonElement shape in shapes.EnumerateArray())
            {
                string place = $"$.shapes[{index++}]";
                if (context.Options.Try(() => Read(shape, size, file, place), file) is { } annotation)
                    annotations.Add(annotation);
            }
        }

        string name = SafeJson.OptionalText(root, "imagePath", file, "$") is { Length: > 0 } path
            ? PictureName.Beside(stem, path) : context.ImageName ?? stem;
        return new AnnotatedImage(name, size, annotations.ToValueList())
        {
            Attributes = JsonAttributes.Read(root, "flags"),
            Extra = ReadExtra(root, file),
        };
    }

    private static ValueMap<JsonText> ReadExtra(JsonElement root, string file)
    {
        ValueMap<JsonText> extra = JsonExtras.Read(root, ImageMembers);
        bool isAlone = root.TryGetProperty(Picture, out JsonElement picture) && picture.ValueKind != JsonValueKind.Null
            && !(SafeJson.Text(root, "imagePath") is { } path && PictureFiles.TryFind(
                PictureFiles.RootOf(file), [""], path, isStem: false, out _, out _));
        return isAlone ? extra.With(Picture, JsonText.From(picture)) : extra;
    }

    private static Annotation Read(JsonElement item, ImageSize? size, string file, string path)
    {
        SafeJson.Expect(item, JsonValueKind.Object, file, path);
        ValueList<Point> points = SafeJson.Points(item, "points", file, path);
        string type = SafeJson.OptionalText(item, "shape_type", file, path) ?? "polygon";
        IShape shape = (type, points.Count) switch
        {
            ("rectangle", 2) => PixelNumber.ToBox(points[0].X, points[0].Y, points[1].X, points[1].Y),
            ("circle", 2) => Circle(points[0], points[1]),
            ("mask", 2) => LabelMeMask.Read(item, points, size, file, path),
            ("point", 1) => points[0],
            ("points", > 0) => new PointSet(points),
            ("line" or "linestrip", > 0) => new Polyline(points),
            ("polygon", > 0) => new Polygon(points),
            _ => throw new AnnotationFormatException($"A shape of type '{type}' cannot have {points.Count} points.", file, path: path),
        };
        string? label = SafeJson.OptionalText(item, "label", file, path);
        string? description = SafeJson.OptionalText(item, "description", file, path);
        return new Annotation(shape, string.IsNullOrEmpty(label) ? null : label)
        {
            GroupId = item.TryGetProperty("group_id", out JsonElement group) && group.ValueKind != JsonValueKind.Null
                ? SafeJson.TryLong(group, out long number) ? CocoFormat.Text(number) : group.ToString() : null,
            Text = string.IsNullOrEmpty(description) ? null : description,
            Attributes = JsonAttributes.Read(item, "flags"),
            Extra = JsonExtras.Read(item, ShapeMembers),
        };
    }

    /// <summary>Attributes that are yes or no; the tool knows no others.</summary>
    private static void WriteFlags(Utf8JsonWriter writer, ValueMap<AttributeValue> attributes)
    {
        writer.WriteStartObject("flags");
        foreach (KeyValuePair<string, AttributeValue> attribute in attributes)
        {
            if (attribute.Value.Kind == AttributeKind.Flag)
                writer.WriteBoolean(attribute.Key, attribute.Value.AsFlag());
        }

        writer.WriteEndObject();
    }

    private static Ellipse Circle(Point center, Point rim)
    {
        double radius = double.Hypot(rim.X - center.X, rim.Y - center.Y);
        return new Ellipse(center.X, center.Y, radius, radius);
    }
}
