using System.Text;
using System.Text.Json;
using LabelingGen.Core.Json;

namespace LabelingGen.Core;

/// <summary>Reads what an API says about an error in its own words.</summary>
public static class ApiErrorBody
{
    /// <summary>The body of an error answer as a model; <see langword="null"/> where there is none, or it is something else.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="read">Reads the model.</param>
    public static T? Read<T>(ApiException exception, JsonRead<T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(read);
        if (string.IsNullOrWhiteSpace(exception.ResponseBody))
            return null;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(exception.ResponseBody));
            return reader.Read() ? read(ref reader) : null;
        }
        catch (Exception other) when (other is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            // An error page of a gateway, or a body that was cut at the limit.
            return null;
        }
    }
}
