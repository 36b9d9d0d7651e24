using System.Globalization;
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
    // How many times the picture a shape may lie away from it: percent are read up to a thousand million.
    private const double MaxSides = 1e6;
    private const string Ranges = "ranges";
    private const string Rest = "value";

    private static readonly string[] KeyframeMembers = ["frame", "x", "y", "width", "height", "rotation", "enabled", "time", "auto"];

    /// <summary>Where an annotation keeps what stands in a value rather than beside it.</summary>
    public static readonly string[] Kept = [LabelStudioVector.Key, Ranges];

    private static readonly string[] Members =
    [
        "x", "y", "width", "height", "rotation", "points", "closed", LabelStudioVector.Key, "rle", "format", "sequence", "framesCount",
        "duration", "radiusX", "radiusY", Ranges, "start", "end", "text", "channel", "startOffset", "endOffset", "globalOffsets",
        "original_width", "original_height",
    ];

    /// <summary>The control type of a shape as results spell it, or nothing if there is none.</summary>
    public static string? TypeOf(Annotation annotation, ImageSize? size) => annotation.Shape switch
    {
        null => annotation.Labels.IsEmpty ? null : "choices",
        TextSpan => "labels",
        TimeInterval { Unit: TimeUnit.Seconds } => "labels",
        TimeInterval { Unit: TimeUnit.Frames } => "timelinelabels",
        TimeInterval => "timeserieslabels",
        Mask mask when size is { } known && mask.Width == known.Width && mask.Height == known.Height => "brushlabels",
        Mask => null,
        _ when size is not { Width: > 0, Height: > 0 } => null,
        IPlanarShape shape when !IsReadable(shape.Bounds, size.Value) => null,
        Box or RotatedBox => "rectanglelabels",
        Polygon or MultiPolygon => "polygonlabels",
        Ellipse => "ellipselabels",
        Polyline => "vectorlabels",
        Point => "keypointlabels",
        VideoTrack track when track.Keyframes.All(static key => key.Shape is Box or RotatedBox) => "videorectangle",
        _ => null,
    };

    public static void Write(Utf8JsonWriter writer, string type, Annotation annotation, ImageSize? size)
    {
        switch (annotation.Shape)
        {
            case Box or RotatedBox:
                WriteBox(writer, annotation.Shape, size!.Value);
                break;
            case Polygon polygon:
                WritePoints(writer, polygon.Exterior, size!.Value);
                break;
            case MultiPolygon multi:
                WritePoints(writer, multi.Polygons.OrderByDescending(static piece => piece.Area).First().Exterior, size!.Value);
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
                writer.WriteNumber("width", 0.5);
                break;
            case Mask mask:
                writer.WriteString("format", "rle");
                writer.WriteStartArray("rle");
                foreach (byte value in BrushRle.EncodeMask(mask))
                    writer.WriteNumberValue(value);
                writer.WriteEndArray();
                break;
            case TextSpan span:
                writer.WriteNumber("start", span.Start);
                writer.WriteNumber("end", span.End);
                if (span.Text is not null)
                    writer.WriteString("text", span.Text);
                break;
            case TimeInterval interval:
                WriteInterval(writer, interval, annotation.Extra);
                break;
            case VideoTrack track:
                WriteTrack(writer, track, size!.Value);
                break;
        }

        writer.WriteStartArray(type == "videorectangle" ? "labels" : type);
        foreach (string label in annotation.Labels)
            writer.WriteStringValue(label);
        writer.WriteEndArray();
        if (annotation.Extra.TryGetValue(Rest, out JsonText rest) && rest.ToElement() is { ValueKind: JsonValueKind.Object } members)
            JsonExtras.Write(writer, JsonExtras.Read(members, []), [.. Members, type]);
    }

    /// <summary>What a value says beside its shape and its labels.</summary>
    public static ValueMap<JsonText> ReadExtra(JsonElement value)
    {
        ValueMap<JsonText> extra = ValueMap<JsonText>.Empty;
        if (LabelStudioVector.ReadKept(value) is { } vertices)
            extra = extra.With(LabelStudioVector.Key, vertices);
        if (value.TryGetProperty(Ranges, out JsonElement ranges) && ranges.ValueKind == JsonValueKind.Array && ranges.GetArrayLength() > 1)
            extra = extra.With(Ranges, ListOf(ranges.EnumerateArray().Skip(1)));
        ValueMap<JsonText> rest = JsonExtras.Read(value, LabelsName(value) is { } labels ? [.. Members, labels] : Members);
        return rest.Count == 0 ? extra : extra.With(Rest, JsonExtras.ToObject(rest));
    }

    /// <summary>The labels of a value: the list of texts whose name ends in <c>labels</c>, or its choices.</summary>
    public static ValueList<string> Labels(JsonElement value) => LabelsName(value) is not { } name ? default
        : value.GetProperty(name).EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String)
            .Select(static item => item.GetString()!).ToValueList();

    private static string? LabelsName(JsonElement value)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if ((member.Name.EndsWith("labels", StringComparison.Ordinal) || member.Name == "choices")
                && member.Value.ValueKind == JsonValueKind.Array)
                return member.Name;
        }

        return null;
    }

    private static JsonText ListOf(IEnumerable<JsonElement> items) =>
        JsonText.Parse($"[{string.Join(',', items.Select(static item => JsonText.From(item).Text))}]");

    /// <summary>The shape of a value, by the members it has; nothing for choices and other answers without a place.</summary>
    public static IShape? Read(JsonElement value, ImageSize? size, string file, string path)
    {
        if (Has("rle"))
            return ReadMask(value, Size(), file, path);
        if (Has("points"))
            return new Polygon(SafeJson.Points(value, "points", file, path).Select(point => Pixels(point.X, point.Y))
                .ToValueList() is { IsEmpty: false } points
                ? points
                : throw Error("A polygon has no points.", file, path));
        if (Has("vertices"))
            return LabelStudioVector.Read(value, Size(), file, path);
        if (Has("sequence"))
            return ReadTrack(value, Size(), file, path);
        if (Has("radiusX"))
        {
            Point center = Pixels(Number("x"), Number("y"));
            return new Ellipse(center.X, center.Y, Length("radiusX", Size().Width), Length("radiusY", Size().Height), Optional("rotation"));
        }

        if (Has("x") && (Has("height") || Has("rectanglelabels")))
            return ReadBox(value, Size(), file, path);
        if (Has("x") && Has("y"))
            return Pixels(Number("x"), Number("y"));
        if (value.TryGetProperty("ranges", out JsonElement ranges) && ranges.ValueKind == JsonValueKind.Array
            && ranges.GetArrayLength() > 0)
        {
            SafeJson.Expect(ranges[0], JsonValueKind.Object, file, path + ".ranges[0]");
            return Interval(ranges[0], TimeUnit.Frames, file, path + ".ranges[0]");
        }

        if (Has("timeserieslabels") && Has("start"))
            return Interval(value, TimeUnit.AxisValue, file, path);
        if (Has("startOffset") || Has("globalOffsets"))
            return ReadGlobalSpan(value, file, path);
        return Has("start") && Has("end") ? ReadSpan(value, file, path) : null;

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

    private static void WriteBox(Utf8JsonWriter writer, IShape shape, ImageSize size)
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

    private static IShape ReadBox(JsonElement value, ImageSize size, string file, string path)
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

    private static void WritePoints(Utf8JsonWriter writer, ValueList<Point> points, ImageSize size)
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

    /// <summary>Times have a fraction or a channel; places in a text are whole numbers.</summary>
    private static IShape ReadSpan(JsonElement value, string file, string path)
    {
        JsonElement start = value.GetProperty("start");
        JsonElement end = value.GetProperty("end");
        bool isText = !value.TryGetProperty("channel", out _) && start.ValueKind == JsonValueKind.Number
            && end.ValueKind == JsonValueKind.Number
            && start.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && end.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        if (!isText)
            return Interval(value, TimeUnit.Seconds, file, path);
        if (!SafeJson.TryInteger(start, out int from) || !SafeJson.TryInteger(end, out int to) || from < 0 || to < from)
            throw Error("A span does not begin before it ends.", file, path);
        return new TextSpan(from, to, SafeJson.Text(value, "text"));
    }

    /// <summary>
    /// Regions of a hypertext begin and end at XPaths, those of paragraphs at a paragraph; without the document only the offsets into its
    /// whole text, which the editor adds, can be understood.
    /// </summary>
    private static TextSpan? ReadGlobalSpan(JsonElement value, string file, string path)
    {
        if (!value.TryGetProperty("globalOffsets", out JsonElement offsets) || offsets.ValueKind != JsonValueKind.Object)
            return null;
        return SafeJson.Integer(offsets, "start") is int start and >= 0 && SafeJson.Integer(offsets, "end") is int end && end >= start
            ? new TextSpan(start, end, SafeJson.Text(value, "text"))
            : throw Error("A span does not begin before it ends.", file, path + ".globalOffsets");
    }

    private static void WriteInterval(Utf8JsonWriter writer, TimeInterval interval, ValueMap<JsonText> extra)
    {
        if (interval.Unit == TimeUnit.Frames)
        {
            writer.WriteStartArray("ranges");
            writer.WriteStartObject();
        }

        writer.WritePropertyName("start");
        writer.WriteRawValue(Fraction(interval.Start));
        writer.WritePropertyName("end");
        writer.WriteRawValue(Fraction(interval.End));
        if (interval.Unit == TimeUnit.Frames)
        {
            writer.WriteEndObject();
            if (extra.TryGetValue(Ranges, out JsonText others) && others.ToElement() is { ValueKind: JsonValueKind.Array } list)
            {
                foreach (JsonElement range in list.EnumerateArray())
                    writer.WriteRawValue(range.GetRawText());
            }

            writer.WriteEndArray();
        }
        else if (interval.Channel is int channel)
        {
            writer.WriteNumber("channel", channel);
        }
    }

    private static TimeInterval Interval(JsonElement value, TimeUnit unit, string file, string path)
    {
        double start = Number(value, "start", file, path);
        double end = Number(value, "end", file, path);
        int? channel = SafeJson.Integer(value, "channel");
        return end < start || channel < 0
            ? throw Error("An interval does not begin before it ends.", file, path) : new TimeInterval(start, end, unit, channel);
    }

    private static void WriteTrack(Utf8JsonWriter writer, VideoTrack track, ImageSize size)
    {
        if (track.FrameCount is int count)
            writer.WriteNumber("framesCount", count);
        if (track.DurationSeconds is double duration)
            writer.WriteNumber("duration", duration);
        writer.WriteStartArray("sequence");
        foreach (Keyframe key in track.Keyframes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("frame", key.Frame + 1);
            WriteBox(writer, key.Shape, size);
            writer.WriteBoolean("enabled", key.IsPresent);
            if (key.TimeSeconds is double time)
                writer.WriteNumber("time", time);
            if (key.IsInterpolated)
                writer.WriteBoolean("auto", true);
            JsonExtras.Write(writer, key.Extra, KeyframeMembers);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static VideoTrack ReadTrack(JsonElement value, ImageSize size, string file, string path)
    {
        JsonElement sequence = value.GetProperty("sequence");
        SafeJson.Expect(sequence, JsonValueKind.Array, file, path + ".sequence");
        List<Keyframe> keys = [];
        foreach (JsonElement item in sequence.EnumerateArray())
        {
            string place = $"{path}.sequence[{keys.Count}]";
            SafeJson.Expect(item, JsonValueKind.Object, file, place);
            if (SafeJson.Integer(item, "frame") is not (int frame and > 0) || keys.Count > 0 && frame - 1 <= keys[^1].Frame)
                throw Error("Frames count from 1 and rise.", file, place);
            keys.Add(new Keyframe(frame - 1, ReadBox(item, size, file, place))
            {
                IsPresent = !item.TryGetProperty("enabled", out JsonElement enabled) || enabled.ValueKind == JsonValueKind.True,
                IsInterpolated = item.TryGetProperty("auto", out JsonElement auto) && auto.ValueKind == JsonValueKind.True,
                TimeSeconds = SafeJson.OptionalNumber(item, "time", file, place),
                Extra = JsonExtras.Read(item, KeyframeMembers),
            });
        }

        if (keys.Count == 0)
            throw Error("A track has no frames.", file, path);
        return new VideoTrack(keys.ToValueList())
        {
            FrameCount = SafeJson.Integer(value, "framesCount"),
            DurationSeconds = SafeJson.OptionalNumber(value, "duration", file, path),
        };
    }

    public static double Number(JsonElement value, string name, string file, string path) =>
        value.TryGetProperty(name, out JsonElement number)
        ? SafeJson.Number(number, file, $"{path}.{name}")
        : throw Error($"There is no '{name}'.", file, path);

    private static string Fraction(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    /// <summary>Whether the percent of a shape are numbers that are read.</summary>
    private static bool IsReadable(Box bounds, ImageSize size) =>
        Math.Max(Math.Abs(bounds.Left), Math.Abs(bounds.Right)) <= MaxSides * size.Width
            && Math.Max(Math.Abs(bounds.Top), Math.Abs(bounds.Bottom)) <= MaxSides * size.Height;

    public static double Percent(double pixels, int side) => Math.Round(pixels / side * 100, PercentDigits);

    public static double ToPixels(double percent, int side) => Math.Round(percent / 100 * side, PixelDigits);

    private static AnnotationFormatException Error(string message, string file, string path) => new(message, file, path: path);
}
