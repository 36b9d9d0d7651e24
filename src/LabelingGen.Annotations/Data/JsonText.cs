using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations;

/// <summary>
/// One JSON value as the text it was written in: what a format carries and the model has no property for is kept in this form, digit for
/// digit (<c>10.0</c> stays <c>10.0</c>). Equality is that of the text. The default value is <c>null</c>.
/// </summary>
public readonly struct JsonText : IEquatable<JsonText>
{
    private readonly string? _text;

    private JsonText(string text) => _text = text;

    /// <summary>The JSON text.</summary>
    public string Text => _text ?? "null";

    /// <summary>Takes one JSON value.</summary>
    /// <param name="json">The value's text; white space around it is dropped.</param>
    /// <exception cref="FormatException"><paramref name="json"/> is not exactly one JSON value, is nested deeper than 64 levels, or holds
    /// half a character.</exception>
    public static JsonText Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        string trimmed = json.Trim(' ', '\t', '\r', '\n');
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(trimmed));
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"The text is not one JSON value: {error.Message}", error);
        }

        if (!MayHoldHalf(trimmed))
            return new JsonText(trimmed);
        using JsonDocument document = JsonDocument.Parse(trimmed);
        return From(document.RootElement);
    }

    /// <summary>The text of an element that was parsed already.</summary>
    /// <exception cref="FormatException">A text in it holds half a character.</exception>
    public static JsonText From(JsonElement element)
    {
        string text = element.GetRawText();
        return !MayHoldHalf(text) || BrokenText.Find(element, "$") is not { } place ? new JsonText(text)
            : throw new FormatException($"The text at {place} holds half a character.");
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

    /// <summary>Escapes of surrogates, which are half characters each, are rare: only they make it worth looking closer.</summary>
    private static bool MayHoldHalf(string json) => json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase);

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
