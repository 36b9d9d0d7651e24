using System.Globalization;

namespace LabelingGen.Core;

/// <summary>
/// One scalar as it stands in a path, query, header or cookie: numbers in the invariant culture, booleans in lower case,
/// instants as RFC 3339 (<c>2024-05-01T12:00:00Z</c>), dates as <c>2024-05-01</c>.
/// </summary>
public readonly struct ParameterValue : IEquatable<ParameterValue>
{
    private readonly string? _text;

    private ParameterValue(string? text) => _text = text;

    /// <summary>The text of the value, not escaped; <see langword="null"/> for a null string.</summary>
    public string? Text => _text;

    /// <summary>Takes a text as it is.</summary>
    public static implicit operator ParameterValue(string? value) => new(value);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public static implicit operator ParameterValue(bool value) => new(value ? "true" : "false");

    /// <summary>Writes an integer.</summary>
    public static implicit operator ParameterValue(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes an integer.</summary>
    public static implicit operator ParameterValue(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes an integer.</summary>
    public static implicit operator ParameterValue(ulong value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a number in its shortest form that reads back as the same value.</summary>
    public static implicit operator ParameterValue(float value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a number in its shortest form that reads back as the same value.</summary>
    public static implicit operator ParameterValue(double value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a decimal number.</summary>
    public static implicit operator ParameterValue(decimal value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a UUID in lower case with hyphens.</summary>
    public static implicit operator ParameterValue(Guid value) => new(value.ToString("D"));

    /// <summary>Writes an instant as RFC 3339; an offset of zero is written <c>Z</c>.</summary>
    public static implicit operator ParameterValue(DateTimeOffset value) => new(value.Offset == TimeSpan.Zero
        ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)
        : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));

    /// <summary>Writes a date as <c>2024-05-01</c>.</summary>
    public static implicit operator ParameterValue(DateOnly value) => new(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Writes a time of day as <c>12:00:00</c>, with a fraction where there is one.</summary>
    public static implicit operator ParameterValue(TimeOnly value) => new(value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    /// <summary>Writes bytes as base64.</summary>
    public static implicit operator ParameterValue(BinaryData? value) =>
        new(value is null ? null : Convert.ToBase64String(value.ToMemory().Span));

    /// <summary>Writes an address as it was given.</summary>
    public static implicit operator ParameterValue(Uri? value) => new(value?.OriginalString);

    /// <summary>Compares two values by their text.</summary>
    public static bool operator ==(ParameterValue left, ParameterValue right) => left.Equals(right);

    /// <summary>Compares two values by their text.</summary>
    public static bool operator !=(ParameterValue left, ParameterValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ParameterValue other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text of the value.</summary>
    public override string ToString() => _text ?? string.Empty;
}
