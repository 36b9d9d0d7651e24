using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// The value of a Label Studio region. Geometry is in percent of each side; a rectangle is given by its top-left corner after it was turned
/// about it. Percent have twelve digits and pixels six, so that writing what was read gives the same text again.
/// </summary>
internal static class LabelStudioValue
{
    private const int PercentDigits = 12;
    private const int PixelDigits = 6;
    private const double PointWidth = 0.5;
    private const string Rest = "value";

    /// <summary>Where an annotation keeps what stands in a value rather than beside it.</summary>
    public static readonly string[] Kept = [LabelStudioVector.Key, LabelStudioSpans.Ranges, .. LabelStudioSpans.Places];

    // What a value is read by, whatever its shape.
    private static readonly string[] Members =
    [
        "x", "y", "height", "points", LabelStudioVector.Key, "rle", "sequence", "radiusX", "radiusY", LabelStudioSpans.Ranges,
        .. LabelStudioSpans.Places, "original_width", "original_height",
    ];

    /// <param name="labels">The labels that the value itself lists.</param>
    public static void Write(
        Utf8JsonWriter writer, string type, Annotation annotation, IEnumerable<string> labels, ImageSize? size)
    {
        ValueMap<JsonText> rest = annotation.Extra.TryGetValue(Rest, out JsonText kept)
            && kept.ToElement() is { ValueKind: JsonValueKind.Object } json ? JsonExtras.Read(json, []) : ValueMap<JsonText>.Empty;
        switch (annotation.Shape)
        {
            case Box or RotatedBox:
                WriteBox(writer, annotation.Shape, size!.Value);
                break;
            case Polygon polygon:
                WritePoints(writer, polygon.Exterior, size!.Value, rest);
                break;
            case MultiPolygon multi:
                WritePoints(writer, multi.Polygons.OrderByDescending(static piece => piece.Area).First().Exterior, size!.Value, rest);
                break;
            case Ellipse ellipse:
                WriteEllipse(writer, ellipse, size!.Value);
                break;
            case Polyline line:
                LabelStudioVector.Write(writer, line, annotation.Extra, size!.Value);
                break;
            case Point point:
                writer.WriteNumber("x", Percent(point.X, size!.Value.Width));
                writer.WriteNumber("y", Percent(point.Y, size.Value.Height));
                if (!rest.ContainsKey("width"))
                    writer.WriteNumber("width", PointWidth);
                break;
            case Mask mask when LabelStudioBitmask.Is(type):
                LabelStudioBitmask.Write(writer, mask);
                break;
            case Mask mask:
                writer.WriteString("format", "rle");
                writer.WriteStartArray("rle");
                foreach (byte value in BrushRle.EncodeMask(mask))
                    writer.WriteNumberValue(value);
                writer.WriteEndArray();
                break;
            case TextSpan span:
                LabelStudioSpans.Write(writer, span, annotation.Extra);
                break;
            case TimeInterval interval:
                LabelStudioSpans.Write(writer, interval, annotation.Extra);
                break;
            case null:
                LabelStudioSpans.TryWritePlaces(writer, null, annotation.Extra);
                break;
            case VideoTrack track:
                LabelStudioTrack.Write(writer, track, size!.Value);
                break;
        }

        string list = LabelStudioTypes.ListOf(type);
        if (!LabelStudioTypes.IsBare(type))
        {
            writer.WriteStartArray(list);
            foreach (string label in labels)
                writer.WriteStringValue(label);
            writer.WriteEndArray();
        }

        JsonExtras.Write(writer, rest, [.. Members, .. OwnMembers(annotation.Shape, LabelStudioBitmask.Is(type)), list]);
    }

    /// <summary>What a value says beside its shape and its labels.</summary>
    public static ValueMap<JsonText> ReadExtra(JsonElement value, IShape? shape)
    {
        ValueMap<JsonText> extra = LabelStudioSpans.ReadKept(value);
        if (LabelStudioVector.ReadKept(value) is { } vertices)
            extra = extra.With(LabelStudioVector.Key, vertices);
        bool isBitmask = value.TryGetProperty(LabelStudioBitmask.Key, out _) && !value.TryGetProperty("rle", out _);
        string[] known = [.. Members, .. OwnMembers(shape, isBitmask), LabelsName(value) ?? ""];
        if (shape is Point && value.TryGetProperty("width", out JsonElement width) && width.ValueKind == JsonValueKind.Number
            && width.GetDouble().Equals(PointWidth))
            known = [.. known, "width"];
        if (shape is Polygon && value.TryGetProperty("closed", out JsonElement closed) && closed.ValueKind == JsonValueKind.True)
            known = [.. known, "closed"];
        ValueMap<JsonText> rest = JsonExtras.Read(value, known);
        return rest.Count == 0 ? extra : extra.With(Rest, JsonExtras.ToObject(rest));
    }

    private static string[] OwnMembers(IShape? shape, bool isBitmask) => shape switch
    {
        Box or RotatedBox => ["width", "rotation"],
        Ellipse => ["rotation"],
        Polyline => ["closed"],
        Mask => [isBitmask ? LabelStudioBitmask.Key : "format"],
        TextSpan => ["text"],
        TimeInterval => ["channel"],
        VideoTrack => ["framesCount", "duration"],
        _ => [],
    };

    /// <summary>The labels of a value: the list of texts whose name ends in <c>labels</c>, or its choices.</summary>
    public static ValueList<string> Labels(JsonElement value) => LabelsName(value) is not { } name ? default
        : value.GetProperty(name).EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String)
            .Select(static item => item.GetString()!).ToValueList();

    /// <summary>The name of that list.</summary>
    public static string? LabelsName(JsonElement value)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if ((member.Name.EndsWith("labels", StringComparison.Ordinal) || member.Name == "choices")
                && member.Value.ValueKind == JsonValueKind.Array)
                return member.Name;
        }

        return null;
    }

    /// <summary>The shape of a value, by the members it has; nothing for choices and other answers without a place.</summary>
    public static IShape? Read(JsonElement value, ImageSize? size, string file, string path)
    {
        if (Has("rle"))
            return ReadMask(value, Size(), file, path);
        if (Has(LabelStudioBitmask.Key))
            return LabelStudioBitmask.Read(value, Size(), file, path);
        if (Has("points"))
            return new Polygon(SafeJson.Points(value, "points", file, path).Select(point => Pixels(point.X, point.Y))
                .ToValueList() is { IsEmpty: false } points
                ? points
                : throw Error("A polygon has no points.", file, path));
        if (Has("vertices"))
            return LabelStudioVector.Read(value, Size(), file, path);
        if (Has("sequence"))
            return LabelStudioTrack.Read(value, Size(), file, path);
        if (Has("radiusX"))
        {
            Point center = Pixels(Number("x"), Number("y"));
            return new Ellipse(center.X, center.Y, Length("radiusX", Size().Width), Length("radiusY", Size().Height), Optional("rotation"));
        }

        if (Has("x") && (Has("height") || Has("rectanglelabels")))
            return ReadBox(value, Size(), file, path);
        if (Has("x") && Has("y"))
            return Pixels(Number("x"), Number("y"));
        return LabelStudioSpans.Read(value, file, path);

        bool Has(string name) => value.TryGetProperty(name, out _);
        double Number(string name) => LabelStudioValue.Number(value, name, file, path);
        double Optional(string name) => Has(name) ? Number(name) : 0;
        double Length(string name, int side) =>
            Has(name) && Number(name) >= 0 ? ToPixels(Number(name), side) : throw Error($"There is no '{name}'.", file, path);
        Point Pixels(double x, double y) => new(ToPixels(x, Size().Width), ToPixels(y, Size().Height));
        ImageSize Size() => size is { Width: > 0, Height: > 0 } known ? known
            : throw Error("The size of the picture is not known ('original_width', 'original_height'); the numbers are percent of it.",
                file, path);
    }

    public static void WriteBox(Utf8JsonWriter writer, IShape shape, ImageSize size)
    {
        (Point corner, double width, double height, double angle) = shape is RotatedBox turned
            ? (turned.TopLeft, turned.Width, turned.Height, turned.AngleDegrees)
            : (new Point(((Box)shape).X, ((Box)shape).Y), ((Box)shape).Width, ((Box)shape).Height, 0);
        writer.WriteNumber("x", Percent(corner.X, size.Width));
        writer.WriteNumber("y", Percent(corner.Y, size.Height));
        writer.WriteNumber("width", Percent(width, size.Width));
        writer.WriteNumber("height", Percent(height, size.Height));
        writer.WriteNumber("rotation", angle);
    }

    public static IShape ReadBox(JsonElement value, ImageSize size, string file, string path)
    {
        double[] percent = new double[5];
        string[] names = ["x", "y", "width", "height", "rotation"];
        for (int i = 0; i < names.Length; i++)
        {
            percent[i] = value.TryGetProperty(names[i], out JsonElement number) ? SafeJson.Number(number, file, $"{path}.{names[i]}")
                : i == 4 ? 0 : throw Error($"There is no '{names[i]}'.", file, path);
        }

        if (percent[2] < 0 || percent[3] < 0)
            throw Error("The width or height of a rectangle is negative.", file, path);
        double x = ToPixels(percent[0], size.Width);
        double y = ToPixels(percent[1], size.Height);
        double width = ToPixels(percent[2], size.Width);
        double height = ToPixels(percent[3], size.Height);
        if (percent[4] == 0)
            return new Box(x, y, width, height);
        RotatedBox box = RotatedBox.FromTopLeft(percent[0] / 100 * size.Width, percent[1] / 100 * size.Height, width, height, percent[4]);
        return new RotatedBox(Math.Round(box.CenterX, PixelDigits), Math.Round(box.CenterY, PixelDigits), width, height, percent[4]);
    }

    private static void WriteEllipse(Utf8JsonWriter writer, Ellipse ellipse, ImageSize size)
    {
        writer.WriteNumber("x", Percent(ellipse.CenterX, size.Width));
        writer.WriteNumber("y", Percent(ellipse.CenterY, size.Height));
        writer.WriteNumber("radiusX", Percent(ellipse.RadiusX, size.Width));
        writer.WriteNumber("radiusY", Percent(ellipse.RadiusY, size.Height));
        writer.WriteNumber("rotation", ellipse.AngleDegrees);
    }

    private static void WritePoints(Utf8JsonWriter writer, ValueList<Point> points, ImageSize size, ValueMap<JsonText> rest)
    {
        writer.WriteStartArray("points");
        foreach ((double x, double y) in points)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(Percent(x, size.Width));
            writer.WriteNumberValue(Percent(y, size.Height));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        if (!rest.ContainsKey("closed"))
            writer.WriteBoolean("closed", true);
    }

    private static Mask ReadMask(JsonElement value, ImageSize size, string file, string path)
    {
        path += ".rle";
        if (size.PixelCount > Mask.MaxPixels)
            throw new AnnotationFormatException($"A brush claims {size} pixels, more than there can be.", file, path: path);
        byte[] rle = SafeJson.Bytes(value.GetProperty("rle"), file, path);
        try
        {
            return BrushRle.DecodeMask(rle, size.Width, size.Height);
        }
        catch (MaskFormatException error)
        {
            throw new AnnotationFormatException(error.Message, file, path: path, innerException: error);
        }
    }

    public static double Number(JsonElement value, string name, string file, string path) =>
        value.TryGetProperty(name, out JsonElement number)
        ? SafeJson.Number(number, file, $"{path}.{name}")
        : throw Error($"There is no '{name}'.", file, path);

    public static double Percent(double pixels, int side) => Math.Round(pixels / side * 100, PercentDigits);

    public static double ToPixels(double percent, int side) => Math.Round(percent / 100 * side, PixelDigits);

    public static AnnotationFormatException Error(string message, string file, string path) => new(message, file, path: path);
}
