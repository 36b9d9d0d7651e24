using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// The parts of texts, sounds, videos and time series that Label Studio regions mark. Regions of a hypertext begin and end at XPaths, those
/// of paragraphs at a paragraph; without the document only the offsets into its whole text, which the editor adds, can be understood. Those
/// of a time series may begin and end at texts of a format that its configuration names. The places are kept as they stand, and written
/// again with a span of the same offsets.
/// </summary>
internal static class LabelStudioSpans
{
    /// <summary>Where an annotation keeps the ranges of a region that is more than one of two frames.</summary>
    public const string Ranges = "ranges";

    /// <summary>Where an annotation keeps the offsets that a span was read from.</summary>
    public const string Offsets = "globalOffsets";

    /// <summary>The members with places in a document.</summary>
    public static readonly string[] Places = ["start", "startOffset", "end", "endOffset", Offsets];

    /// <summary>What a value says of places and ranges beyond the shape.</summary>
    public static ValueMap<JsonText> ReadKept(JsonElement value)
    {
        ValueMap<JsonText> extra = ValueMap<JsonText>.Empty;
        if (value.TryGetProperty(Ranges, out JsonElement ranges) && ranges.ValueKind == JsonValueKind.Array && ranges.GetArrayLength() > 0
            && (ranges.GetArrayLength() > 1 || !IsPlain(ranges[0])))
            extra = extra.With(Ranges, JsonText.From(ranges));
        if (SafeJson.Text(value, "start") is null)
            return extra;
        foreach (string member in Places)
        {
            if (value.TryGetProperty(member, out JsonElement place))
                extra = extra.With(member, JsonText.From(place));
        }

        return extra;
    }

    /// <summary>Writes the places that are kept, if the span is the one that they were read with.</summary>
    public static bool TryWritePlaces(Utf8JsonWriter writer, TextSpan? span, ValueMap<JsonText> extra)
    {
        if (!extra.TryGetValue("start", out JsonText start) || start.ToElement().ValueKind != JsonValueKind.String)
            return false;
        bool hasOffsets = extra.TryGetValue(Offsets, out JsonText kept) && kept.ToElement() is { ValueKind: JsonValueKind.Object };
        if (hasOffsets != span is not null || (span is not null && !(SafeJson.Integer(kept.ToElement(), "start") == span.Start
            && SafeJson.Integer(kept.ToElement(), "end") == span.End)))
            return false;
        foreach (string member in Places)
        {
            if (extra.TryGetValue(member, out JsonText place))
                JsonExtras.Write(writer, member, place);
        }

        if (span?.Text is { } text)
            writer.WriteString("text", text);
        return true;
    }

    public static void Write(Utf8JsonWriter writer, TextSpan span, ValueMap<JsonText> extra)
    {
        if (TryWritePlaces(writer, span, extra))
            return;
        writer.WriteNumber("start", span.Start);
        writer.WriteNumber("end", span.End);
        if (span.Text is not null)
            writer.WriteString("text", span.Text);
    }

    public static void Write(Utf8JsonWriter writer, TimeInterval interval, ValueMap<JsonText> extra)
    {
        if (interval.Unit != TimeUnit.Frames)
        {
            WriteEnds(writer, interval);
            if (interval.Channel is int channel)
                writer.WriteNumber("channel", channel);
        }
        else if (extra.TryGetValue(Ranges, out JsonText kept) && kept.ToElement() is { ValueKind: JsonValueKind.Array } ranges
            && ranges.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first && IsAt(first, interval))
        {
            JsonExtras.Write(writer, Ranges, kept);
        }
        else
        {
            writer.WriteStartArray(Ranges);
            writer.WriteStartObject();
            WriteEnds(writer, interval);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    }

    /// <summary>The interval or span of a value, if it has one.</summary>
    public static IShape? Read(JsonElement value, string file, string path)
    {
        if (value.TryGetProperty(Ranges, out JsonElement ranges) && ranges.ValueKind == JsonValueKind.Array
            && ranges.GetArrayLength() > 0)
        {
            SafeJson.Expect(ranges[0], JsonValueKind.Object, file, path + ".ranges[0]");
            return Interval(ranges[0], TimeUnit.Frames, file, path + ".ranges[0]");
        }

        bool hasStart = value.TryGetProperty("start", out JsonElement start);
        if (hasStart && value.TryGetProperty("timeserieslabels", out _))
            return start.ValueKind == JsonValueKind.String ? null : Interval(value, TimeUnit.AxisValue, file, path);
        if (value.TryGetProperty("startOffset", out _) || value.TryGetProperty(Offsets, out _))
            return ReadGlobal(value, file, path);
        return hasStart && value.TryGetProperty("end", out JsonElement end) ? ReadSpan(value, start, end, file, path) : null;
    }

    private static bool IsPlain(JsonElement range) => range.ValueKind != JsonValueKind.Object
        || range.EnumerateObject().All(static member => member.Name is "start" or "end");

    private static bool IsAt(JsonElement range, TimeInterval interval) =>
        Equals(range, "start", interval.Start) && Equals(range, "end", interval.End);

    private static bool Equals(JsonElement range, string name, double expected) =>
        range.TryGetProperty(name, out JsonElement number) && number.ValueKind == JsonValueKind.Number
            && number.GetDouble().Equals(expected);

    private static void WriteEnds(Utf8JsonWriter writer, TimeInterval interval)
    {
        writer.WritePropertyName("start");
        writer.WriteRawValue(Fraction(interval.Start));
        writer.WritePropertyName("end");
        writer.WriteRawValue(Fraction(interval.End));
    }

    /// <summary>Times have a fraction or a channel; places in a text are whole numbers.</summary>
    private static IShape ReadSpan(JsonElement value, JsonElement start, JsonElement end, string file, string path)
    {
        bool isText = !value.TryGetProperty("channel", out _) && start.ValueKind == JsonValueKind.Number
            && end.ValueKind == JsonValueKind.Number
            && start.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && end.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0;
        if (!isText)
            return Interval(value, TimeUnit.Seconds, file, path);
        if (!SafeJson.TryInteger(start, out int from) || !SafeJson.TryInteger(end, out int to) || from < 0 || to < from)
            throw LabelStudioValue.Error("A span does not begin before it ends.", file, path);
        return new TextSpan(from, to, SafeJson.Text(value, "text"));
    }

    private static TextSpan? ReadGlobal(JsonElement value, string file, string path)
    {
        if (!value.TryGetProperty(Offsets, out JsonElement offsets) || offsets.ValueKind != JsonValueKind.Object)
            return null;
        return SafeJson.Integer(offsets, "start") is int start and >= 0 && SafeJson.Integer(offsets, "end") is int end && end >= start
            ? new TextSpan(start, end, SafeJson.Text(value, "text"))
            : throw LabelStudioValue.Error("A span does not begin before it ends.", file, $"{path}.{Offsets}");
    }

    private static TimeInterval Interval(JsonElement value, TimeUnit unit, string file, string path)
    {
        double start = LabelStudioValue.Number(value, "start", file, path);
        double end = LabelStudioValue.Number(value, "end", file, path);
        int? channel = SafeJson.Integer(value, "channel");
        return end < start || channel < 0
            ? throw LabelStudioValue.Error("An interval does not begin before it ends.", file, path)
            : new TimeInterval(start, end, unit, channel);
    }

    private static string Fraction(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
