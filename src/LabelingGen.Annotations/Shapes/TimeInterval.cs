using System.Globalization;

namespace LabelingGen.Annotations;

/// <summary>What the ends of a <see cref="TimeInterval"/> count.</summary>
public enum TimeUnit
{
    /// <summary>Seconds from the beginning of the recording.</summary>
    Seconds,

    /// <summary>Frames of a video, counted from 0.</summary>
    Frames,

    /// <summary>Values on the time axis of a time series, in the series' own unit.</summary>
    AxisValue,
}

/// <summary>A stretch of a sound, a video or a time series. An instant has the same start and end.</summary>
public sealed record TimeInterval : IShape
{
    /// <summary>Creates an interval.</summary>
    /// <param name="start">The beginning, in <paramref name="unit"/>.</param>
    /// <param name="end">The end, in <paramref name="unit"/>.</param>
    /// <param name="channel">The audio channel, counted from 0; <see langword="null"/> for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"> An end is not finite, <paramref name="end"/> lies before <paramref name="start"/>, or
    /// the channel is negative.
    /// </exception>
    public TimeInterval(double start, double end, TimeUnit unit = TimeUnit.Seconds, int? channel = null)
    {
        Start = Require.Coordinate(start);
        End = Require.Coordinate(end);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        if (channel < 0)
            throw new ArgumentOutOfRangeException(nameof(channel), channel, "The channel must not be negative.");
        Unit = unit;
        Channel = channel;
    }

    /// <summary>The beginning.</summary>
    public double Start { get; }

    /// <summary>The end; not before <see cref="Start"/>.</summary>
    public double End { get; }

    /// <summary>What <see cref="Start"/> and <see cref="End"/> count.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The audio channel, counted from 0; <see langword="null"/> for all.</summary>
    public int? Channel { get; }

    /// <summary>End minus start.</summary>
    public double Length => End - Start;

    /// <inheritdoc />
    public ShapeKind Kind => ShapeKind.TimeInterval;

    /// <summary>The ends and what they count.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Start} to {End} {Unit}");
}
