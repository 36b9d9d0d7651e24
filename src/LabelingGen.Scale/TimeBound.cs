using System.Globalization;
using LabelingGen.Core;

namespace LabelingGen.Scale;

/// <summary>
/// A time that a list begins or ends with. Scale's API takes dates, and times in UTC with a <c>T</c> or a space between date and time; a
/// text is sent as it is given.
/// </summary>
public readonly struct TimeBound : IEquatable<TimeBound>
{
    private TimeBound(string? text) => Text = text;

    /// <summary>What is sent; <see langword="null"/> for a default value, which sets no bound.</summary>
    public string? Text { get; }

    /// <summary>Takes an instant; it is sent in UTC to the microsecond.</summary>
    public static implicit operator TimeBound(DateTimeOffset time) =>
        new(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));

    /// <summary>Takes a day, which begins at midnight UTC.</summary>
    public static implicit operator TimeBound(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Takes a text as the API understands it: <c>2024-05-01</c>, <c>2024-05-01 12:00:00.000001</c>.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static implicit operator TimeBound(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new(text);
    }

    /// <summary>Gives what is sent.</summary>
    public static implicit operator ParameterValue(TimeBound bound) => bound.Text;

    /// <summary>Compares two bounds by their text.</summary>
    public static bool operator ==(TimeBound left, TimeBound right) => left.Equals(right);

    /// <summary>Compares two bounds by their text.</summary>
    public static bool operator !=(TimeBound left, TimeBound right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TimeBound other) => string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TimeBound other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Text is null ? 0 : Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>What is sent.</summary>
    public override string ToString() => Text ?? string.Empty;
}
