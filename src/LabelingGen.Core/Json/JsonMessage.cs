using System.Text.Json;

namespace LabelingGen.Core.Json;

/// <summary>Reads a JSON text that arrived by another way than as an answer: the message of a webhook.</summary>
public static class JsonMessage
{
    private const int MaxDepth = 128;

    /// <summary>Reads one value.</summary>
    /// <param name="utf8Json">The whole text.</param>
    /// <param name="read">Reads the value.</param>
    /// <exception cref="JsonException">The text is malformed, of another shape, or followed by something else.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8Json, JsonRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            T value = read(ref reader);
            reader.Read();
            return value;
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or FormatException or OverflowException)
        {
            throw new JsonException($"The message cannot be read: {malformed.Message}", malformed);
        }
    }
}
