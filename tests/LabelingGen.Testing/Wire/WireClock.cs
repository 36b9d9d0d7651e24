namespace LabelingGen.Testing.Wire;

/// <summary>
/// A clock on which nobody waits: a wait (<c>Task.Delay</c>) moves the time on and ends at once, and is noted down. A deadline (a
/// cancellation source with a time limit) ends when waits have moved the time past it.
/// </summary>
public sealed class WireClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _deadlines = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(Timer timer, TimeSpan dueTime)
    {
        List<Timer> due = [];
        lock (_gate)
        {
            _deadlines.Remove(timer);
            if (dueTime < TimeSpan.Zero)
                return;
            timer.Due = _now + dueTime;
            if (timer.IsWait)
            {
                _waits.Add(dueTime);
                if (timer.Due > _now)
                    _now = timer.Due;
                due.Add(timer);
                due.AddRange(_deadlines.Where(d => d.Due <= _now));
                _deadlines.RemoveAll(d => d.Due <= _now);
            }
            else
                _deadlines.Add(timer);
        }

        foreach (Timer fired in due)
            ThreadPool.UnsafeQueueUserWorkItem(static t => t.Fire(), fired, preferLocal: false);
    }

    private void Remove(Timer timer)
    {
        lock (_gate)
            _deadlines.Remove(timer);
    }

    private sealed class Timer(WireClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        /// <summary>A delay hands its own task to the timer; whoever sets a deadline does not.</summary>
        public bool IsWait => state is Task;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
