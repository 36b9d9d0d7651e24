using System.Globalization;

namespace LabelingGen.Core;

/// <summary>An immutable set of HTTP status codes, written as codes and inclusive ranges: <c>408, 429, 500-530</c>.</summary>
public sealed class StatusSet : IEquatable<StatusSet>
{
    private readonly (int First, int Last)[] _ranges;

    private StatusSet((int First, int Last)[] ranges) => _ranges = ranges;

    /// <summary>Every 2xx status.</summary>
    public static StatusSet Success { get; } = Of("200-299");

    /// <summary>No status at all.</summary>
    public static StatusSet None { get; } = new([]);

    /// <summary>
    /// What is worth another attempt for most servers: 408, 425, 429, 500, 502, 503, 504 and 529. A 413 is retried only
    /// when the server says when, whatever this set holds.
    /// </summary>
    public static StatusSet Transient { get; } = Of("408", "425", "429", "500", "502-504", "529");

    /// <summary>Makes a set from codes (<c>"429"</c>), inclusive ranges (<c>"500-530"</c>) and classes (<c>"4XX"</c>).</summary>
    /// <exception cref="FormatException">A text is none of these, or not between 100 and 999.</exception>
    public static StatusSet Of(params ReadOnlySpan<string> statuses)
    {
        var ranges = new (int, int)[statuses.Length];
        for (int i = 0; i < statuses.Length; i++)
            ranges[i] = ParseRange(statuses[i]);
        return new StatusSet(ranges);
    }

    /// <summary>Reads a comma-separated list such as <c>408, 429, 500-530</c>; empty = no status.</summary>
    /// <exception cref="FormatException">A part is not a status, a range or a class.</exception>
    public static StatusSet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>Tells whether a status is in the set.</summary>
    public bool Contains(int status)
    {
        foreach ((int first, int last) in _ranges)
        {
            if (status >= first && status <= last)
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(StatusSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StatusSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach ((int First, int Last) range in _ranges)
            hash.Add(range);
        return hash.ToHashCode();
    }

    /// <summary>The set as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(", ", Array.ConvertAll(_ranges, r => r.First == r.Last
        ? r.First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{r.First}-{r.Last}")));

    private static (int First, int Last) ParseRange(string text)
    {
        ReadOnlySpan<char> span = text.AsSpan().Trim();
        if (span.Length == 3 && span[0] is >= '1' and <= '9' && span[1] is 'X' or 'x' && span[2] is 'X' or 'x')
            return ((span[0] - '0') * 100, (span[0] - '0') * 100 + 99);
        int dash = span.IndexOf('-');
        int first = ParseStatus(dash < 0 ? span : span[..dash], text);
        int last = dash < 0 ? first : ParseStatus(span[(dash + 1)..], text);
        return first <= last ? (first, last) : throw Malformed(text);
    }

    private static int ParseStatus(ReadOnlySpan<char> digits, string text) =>
        int.TryParse(digits.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int status) && status is >= 100 and <= 999
            ? status
            : throw Malformed(text);

    private static FormatException Malformed(string text) =>
        new($"'{text}' is not an HTTP status, a range such as 500-530 or a class such as 4XX.");
}
