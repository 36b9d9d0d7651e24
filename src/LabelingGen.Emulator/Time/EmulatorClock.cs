namespace LabelingGen.Emulator;

/// <summary>
/// The clock the emulated vendors live by. It follows another <see cref="TimeProvider"/> (the system's unless told
/// otherwise) and can be moved ahead of it with <see cref="Advance"/>: tasks complete, callbacks fire and injected
/// delays end as though the time had passed. Give the same clock to a client to let both see the same time.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    private readonly TimeProvider _inner;
    private readonly long _innerStart;
    private readonly DateTimeOffset _start;
    private readonly object _gate = new();
    private readonly List<EmulatorTimer> _timers = [];
    private TimeSpan _advanced;

    /// <summary>Creates a clock that follows <paramref name="inner"/>.</summary>
    /// <param name="inner">The clock to follow; the system's when absent.</param>
    public EmulatorClock(TimeProvider? inner = null)
    {
        _inner = inner ?? System;
        _innerStart = _inner.GetTimestamp();
        _start = _inner.GetUtcNow();
    }

    /// <summary>Creates a clock that stands still at <paramref name="instant"/> and moves only by <see cref="Advance"/>.</summary>
    /// <param name="instant">The first instant of the clock.</param>
    public static EmulatorClock StoppedAt(DateTimeOffset instant) => new(new StoppedTimeProvider(instant));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.ToUniversalTime() + Elapsed();

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed().Ticks;

    /// <summary>Moves the clock ahead and fires, in order, every timer that falls due on the way.</summary>
    /// <param name="span">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="span"/> is negative.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate)
            target = Elapsed() + span;
        while (TakeNextDue(target) is { } timer)
            timer.Fire();
        lock (_gate)
        {
            MoveTo(target);
            // The followed clock has less far to go now.
            foreach (EmulatorTimer timer in _timers)
                timer.Arm();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        EmulatorTimer timer = new(this, () => callback(state));
        lock (_gate)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    internal TimeProvider Inner => _inner;

    internal object Gate => _gate;

    internal TimeSpan Elapsed()
    {
        lock (_gate)
            return _inner.GetElapsedTime(_innerStart) + _advanced;
    }

    internal void Remove(EmulatorTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private EmulatorTimer? TakeNextDue(TimeSpan target)
    {
        lock (_gate)
        {
            EmulatorTimer? next = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
            if (next is null)
                return null;
            MoveTo(next.Due!.Value);
            next.Reschedule();
            return next;
        }
    }

    private void MoveTo(TimeSpan elapsed)
    {
        TimeSpan missing = elapsed - Elapsed();
        if (missing > TimeSpan.Zero)
            _advanced += missing;
    }
}
