using System.Globalization;

namespace LabelingGen.Emulator;

/// <summary>Instants as the vendors write and read them, always UTC.</summary>
internal static class Timestamps
{
    /// <summary>Milliseconds and Z: <c>2024-01-02T03:04:05.678Z</c>.</summary>
    public static string Milliseconds(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cut to the millisecond, so that what was written compares equal to what is kept.</summary>
    public static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    /// <summary>Reads ISO 8601, a date alone, or date and time with a space between.</summary>
    public static DateTimeOffset? Parse(string? text, string name)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset instant)
            ? instant
            : throw JsonMembers.Wrong(name, "a date and time in ISO 8601");
    }
}
