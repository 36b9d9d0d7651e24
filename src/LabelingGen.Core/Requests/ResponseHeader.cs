using System.ClientModel;
using System.Globalization;

namespace LabelingGen.Core;

/// <summary>Reads headers of an answer; null where the header is missing or holds something else.</summary>
public static class ResponseHeader
{
    /// <summary>The header as it is; several of one name are joined by commas.</summary>
    public static string? Text(ClientResult result, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.GetRawResponse().Headers.TryGetValue(name, out string? value) ? value : null;
    }

    /// <summary>The header as a whole number.</summary>
    public static long? Int64(ClientResult result, string name) =>
        long.TryParse(Text(result, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>The header as a number.</summary>
    public static double? Double(ClientResult result, string name) =>
        double.TryParse(Text(result, name), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    /// <summary>The header as a truth value.</summary>
    public static bool? Boolean(ClientResult result, string name) =>
        bool.TryParse(Text(result, name)?.Trim(), out bool value) ? value : null;

    /// <summary>The header as a point in time, as HTTP or as RFC 3339 writes it.</summary>
    public static DateTimeOffset? DateTime(ClientResult result, string name) =>
        DateTimeOffset.TryParse(Text(result, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value)
            ? value : null;
}
