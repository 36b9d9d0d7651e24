using System.Globalization;
using System.Text.Json;

namespace LabelingGen.Core.Json;

public static partial class JsonCodec
{
    private const int MaxDateLength = 48;

    private static readonly string[] TimeFormats = ["HH:mm:ss.FFFFFFF", "HH:mm"];

    /// <summary>Reads a date, <c>2024-05-01</c>.</summary>
    public static DateOnly ReadDate(ref Utf8JsonReader reader)
    {
        string text = ReadString(ref reader);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new JsonException("The text is no date (yyyy-MM-dd).");
    }

    /// <summary>Writes a date, <c>2024-05-01</c>.</summary>
    public static void WriteDate(Utf8JsonWriter writer, DateOnly value) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Reads a time of day without offset, <c>12:30:00.5</c>.</summary>
    public static TimeOnly ReadTime(ref Utf8JsonReader reader)
    {
        string text = ReadString(ref reader);
        if (!TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
            throw new JsonException("The text is no time of day (HH:mm:ss).");
        if (text != TimeText(time))
            Loss.Count++;
        return time;
    }

    /// <summary>Writes a time of day, <c>12:30:00.5</c>.</summary>
    public static void WriteTime(Utf8JsonWriter writer, TimeOnly value) => writer.WriteStringValue(TimeText(value));

    /// <summary>
    /// Reads an instant: RFC 3339, also with a space for the <c>T</c>. One without an offset is taken as UTC, because what the local time
    /// zone of the reading machine is has nothing to do with it.
    /// </summary>
    public static DateTimeOffset ReadDateTime(ref Utf8JsonReader reader)
    {
        ExpectScalar(ref reader, JsonTokenType.String, "a date and time");
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && IsPlainDateTime(reader.ValueSpan)
            && reader.TryGetDateTimeOffset(out DateTimeOffset value))
            return value;
        string text = GetString(ref reader);
        if (!TryParseDateTime(text, out value))
            throw new JsonException("The text is no date and time (RFC 3339).");
        if (text != DateTimeText(value))
            Loss.Count++;
        return value;
    }

    /// <summary>Writes an instant as RFC 3339; an offset of zero is written <c>Z</c>.</summary>
    public static void WriteDateTime(Utf8JsonWriter writer, DateTimeOffset value)
    {
        if (value.Offset == TimeSpan.Zero)
            writer.WriteStringValue(value.UtcDateTime);
        else
            writer.WriteStringValue(value);
    }

    // "2024-05-01T12:30:00Z", with up to seven digits of a fraction the last of which is no zero: written back as it is.
    private static bool IsPlainDateTime(ReadOnlySpan<byte> text) =>
        text.Length is 20 or (>= 22 and <= 28) && text[^1] == 'Z' && text[10] == 'T'
            && (text.Length == 20 || (text[19] == '.' && text[^2] != '0'));

    private static bool TryParseDateTime(string text, out DateTimeOffset value)
    {
        value = default;
        bool hasShape = text.Length is >= 10 and <= MaxDateLength && char.IsAsciiDigit(text[0]) && text[4] == '-' && text[7] == '-'
            && (text.Length == 10 || text[10] is 'T' or 't' or ' ');
        return hasShape && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    private static string DateTimeText(DateTimeOffset value) => value.Offset == TimeSpan.Zero
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);

    private static string TimeText(TimeOnly value) => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
