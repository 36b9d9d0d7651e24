using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// One JSON value as text: what a format carries and the model has no property for is kept in this form. Numbers are kept digit for digit
/// (<c>10.0</c> stays <c>10.0</c>), texts are escaped in one way only, and there is no white space between values, so that what says the
/// same is the same. Equality is that of the text. The default value is <c>null</c>.
/// </summary>
public readonly struct JsonText : IEquatable<JsonText>
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? _text;

    private JsonText(string text) => _text = text;

    /// <summary>The JSON text.</summary>
    public string Text => _text ?? "null";

    /// <summary>Takes one JSON value.</summary>
    /// <exception cref="FormatException"><paramref name="json"/> is not exactly one JSON value, is nested deeper than 64 levels, or holds
    /// half a character.</exception>
    public static JsonText Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return From(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The text is not one JSON value: {error.Message}", error);
        }
    }

    /// <summary>The text of an element that was parsed already.</summary>
    /// <exception cref="FormatException">A text in it holds half a character.</exception>
    public static JsonText From(JsonElement element)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
            return new JsonText(element.GetRawText());
        try
        {
            ArrayBufferWriter<byte> buffer = new();
            using (Utf8JsonWriter writer = new(buffer, Options))
                element.WriteTo(writer);
            return new JsonText(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }
        catch (InvalidOperationException error) when (BrokenText.Find(element, "$") is { } place)
        {
            throw new FormatException($"The text at {place} holds half a character.", error);
        }
    }

    /// <summary>A JSON string with the characters of <paramref name="value"/>.</summary>
    public static JsonText From(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new JsonText($"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
    }

    /// <summary>A JSON number, in the shortest form that reads back as <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite: JSON has no such number.</exception>
    public static JsonText From(double value) =>
        new(Require.Finite(value).ToString("R", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The JSON value <c>true</c> or <c>false</c>.</summary>
    public static JsonText From(bool value) => new(value ? "true" : "false");

    /// <summary>The value as an element that stands on its own.</summary>
    public JsonElement ToElement()
    {
        using JsonDocument document = JsonDocument.Parse(Text);
        return document.RootElement.Clone();
    }

    /// <inheritdoc />
    public bool Equals(JsonText other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is JsonText other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Text;

    /// <summary>Whether both have the same text.</summary>
    public static bool operator ==(JsonText left, JsonText right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    public static bool operator !=(JsonText left, JsonText right) => !left.Equals(right);
}
