using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

/// <summary>A clock whose time of day is set anew while its timers go on, as when a machine's clock is corrected.</summary>
internal sealed class JumpingClock(FakeTimeProvider inner) : TimeProvider
{
    private TimeSpan _offset;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + _offset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
