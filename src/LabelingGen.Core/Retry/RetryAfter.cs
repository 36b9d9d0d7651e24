using System.ClientModel.Primitives;
using System.Globalization;

namespace LabelingGen.Core;

/// <summary>Reads how long a server asks to be left alone.</summary>
internal static class RetryAfter
{
    private const double LongestSeconds = 1e9;

    /// <summary>
    /// The wait a response asks for: <c>retry-after-ms</c>, then <c>Retry-After</c> as seconds or as a date (measured against the
    /// response's own <c>Date</c>, so that a wrong clock on either side does no harm). Null when it asks for none: the header is absent,
    /// malformed, zero, negative or past.
    /// </summary>
    public static TimeSpan? Read(PipelineResponse response, TimeProvider timeProvider)
    {
        if (response.Headers.TryGetValue("retry-after-ms", out string? text) && Number(text) is { } milliseconds)
            return Positive(milliseconds / 1000);
        if (!response.Headers.TryGetValue("Retry-After", out text) || text is null)
            return null;
        if (Number(text) is { } seconds)
            return Positive(seconds);
        if (!TryDate(text, out DateTimeOffset until))
            return null;
        DateTimeOffset now = response.Headers.TryGetValue("Date", out string? date) && date is not null
            && TryDate(date, out DateTimeOffset sent)
            ? sent
            : timeProvider.GetUtcNow();
        return Positive((until - now).TotalSeconds);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite
            | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number) ? number : null;

    private static bool TryDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(text.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    private static TimeSpan? Positive(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds)) : null;
}
