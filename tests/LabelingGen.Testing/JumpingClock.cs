namespace LabelingGen.Testing;

/// <summary>A clock whose time of day is set anew while its timers go on, as when a machine's clock is corrected.</summary>
/// <param name="inner">The clock whose timers it has.</param>
public sealed class JumpingClock(FakeTimeProvider inner) : TimeProvider
{
    private TimeSpan _offset;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <summary>Sets the time of day.</summary>
    /// <param name="by">How far forth; negative = back.</param>
    public void Jump(TimeSpan by) => _offset += by;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + _offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
