using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>A piece of a text, by positions.</summary>
public sealed record TextSpan : IShape
{
    /// <summary>Creates a span.</summary>
    /// <param name="start">The first character's position, counted from 0 in UTF-16 code units, as .NET and JavaScript count.</param>
    /// <param name="end">The position after the last character.</param>
    /// <param name="text">The covered text, where the data holds it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is negative or <paramref name="end"/> lies before
    /// it.</exception>
    public TextSpan(int start, int end, string? text = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Start = start;
        End = end;
        Text = text;
    }

    /// <summary>The first character's position, counted from 0 in UTF-16 code units.</summary>
    public int Start { get; }

    /// <summary>The position after the last character.</summary>
    public int End { get; }

    /// <summary>The number of UTF-16 code units covered.</summary>
    public int Length => End - Start;

    /// <summary>The covered text, where the data holds it.</summary>
    public string? Text { get; }

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.TextSpan;

    /// <summary>The positions and the text.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Start} to {End}{(Text is null ? "" : $" '{Text}'")}");
}
