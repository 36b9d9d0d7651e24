namespace LabelingGen.Emulator;

/// <summary>A timer of <see cref="EmulatorClock"/>: due when the followed clock gets there or when the clock is advanced past it.</summary>
internal sealed class EmulatorTimer : ITimer
{
    private readonly EmulatorClock _clock;
    private readonly Action _callback;
    private readonly ITimer _inner;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    internal EmulatorTimer(EmulatorClock clock, Action callback)
    {
        _clock = clock;
        _callback = callback;
        _inner = clock.Inner.CreateTimer(
            static state => ((EmulatorTimer)state!).OnInnerTick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it fires, on the clock's own time line; null while it is not armed.</summary>
    internal TimeSpan? Due { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        bool now = false;
        lock (_clock.Gate)
        {
            if (_disposed)
                return false;
            _period = period;
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.Elapsed() + dueTime;
            if (dueTime == TimeSpan.Zero)
            {
                Reschedule();
                now = true;
            }
            else
            {
                Arm();
            }
        }

        if (now)
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
        return true;
    }

    public void Dispose()
    {
        lock (_clock.Gate)
        {
            _disposed = true;
            Due = null;
        }

        _inner.Dispose();
        _clock.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    internal void Fire() => _callback();

    /// <summary>Called with the clock's gate held, when the timer is about to fire.</summary>
    internal void Reschedule()
    {
        bool repeats = _period > TimeSpan.Zero;
        Due = repeats ? _clock.Elapsed() + _period : null;
        Arm();
    }

    private void OnInnerTick()
    {
        lock (_clock.Gate)
        {
            if (Due is not { } due)
                return;
            // The followed clock's timers may be a little early, and the clock may have been re-armed meanwhile.
            if (due > _clock.Elapsed())
            {
                Arm();
                return;
            }

            Reschedule();
        }

        Fire();
    }

    /// <summary>Sets the followed clock's timer to the distance that is left. Called with the clock's gate held.</summary>
    internal void Arm()
    {
        if (Due is not { } due)
        {
            _inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        TimeSpan wait = due - _clock.Elapsed();
        _inner.Change(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, Timeout.InfiniteTimeSpan);
    }
}
