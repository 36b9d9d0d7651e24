using LabelingGen.Core;

namespace LabelingGen.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire in order of their time while it moves. It knows waits
/// (<see cref="Task.Delay(TimeSpan, TimeProvider)"/>) from timeouts (<see cref="CancellationTokenSource"/> and others), so that a test can
/// let waits pass at once while timeouts stay far away.
/// </summary>
public sealed class FakeTimeProvider : TimeProvider
{
    private static int _workingAtRest = int.MaxValue;

    private readonly object _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now;
    private long _sequence;

    /// <summary>Makes a clock that shows the given time, or noon of 2 January 2030 in UTC.</summary>
    public FakeTimeProvider(DateTimeOffset? start = null)
    {
        Start = start ?? new DateTimeOffset(2030, 1, 2, 12, 0, 0, TimeSpan.Zero);
        _now = Start;
    }

    /// <summary>What the clock showed first.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Lets every wait pass as soon as it begins, moving the clock by its length. For one flow at a time.</summary>
    public bool WaitsPassAtOnce { get; set; }

    /// <summary>The lengths of all waits begun so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
                return [.. _waits];
        }
    }

    /// <summary>The time that has passed on the clock.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
                return _now - Start;
        }
    }

    /// <summary>The number of timers that will fire.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.UtcTicks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        bool isWait = state is Task;
        var timer = new FakeTimer(this, callback, state, isWait || state is RateLimit);
        timer.Change(dueTime, period);
        if (isWait)
        {
            lock (_lock)
                _waits.Add(dueTime);
            if (WaitsPassAtOnce)
                ThreadPool.QueueUserWorkItem(_ => timer.PassNow());
        }

        return timer;
    }

    /// <summary>Moves the clock and fires what falls due on the way, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target = GetUtcNow() + by;
        while (Take(target) is { } timer)
            timer.Fire();
        lock (_lock)
            _now = target > _now ? target : _now;
    }

    /// <summary>Moves the clock to the next timer and fires it; false when there is none.</summary>
    public bool AdvanceToNext()
    {
        FakeTimer? timer = Take(DateTimeOffset.MaxValue);
        timer?.Fire();
        return timer is not null;
    }

    /// <summary>
    /// Moves the clock from timer to timer until the work is done. Everything that can run without the clock moving runs first, so
    /// the work must be in this process and must not wait for anything but this clock.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="limit">The furthest the clock may move; beyond it the work counts as stuck. Default: a day.</param>
    public Task<T> RunAsync<T>(Task<T> work, TimeSpan? limit = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        // Away from the test's synchronization context, on which the work's own continuations would have to queue.
        return Task.Run(() => DriveAsync(work, limit));
    }

    /// <inheritdoc cref="RunAsync{T}(Task{T}, TimeSpan?)"/>
    public Task RunAsync(Task work, TimeSpan? limit = null) => RunAsync(AsValue(work), limit);

    private async Task<T> DriveAsync<T>(Task<T> work, TimeSpan? limit)
    {
        DateTimeOffset end = GetUtcNow() + (limit ?? TimeSpan.FromDays(1));
        int idle = 0;
        while (!work.IsCompleted)
        {
            await SettleAsync(work).ConfigureAwait(false);
            if (work.IsCompleted)
                break;
            if (GetUtcNow() > end)
                throw new TimeoutException($"The work was not done after {Elapsed} on the fake clock.");
            if (AdvanceToNext())
                idle = 0;
            else if (++idle > 10_000)
                throw new TimeoutException("The work waits for something, but for no timer of the fake clock.");
        }

        return await work.ConfigureAwait(false);
    }

    private static async Task<bool> AsValue(Task work)
    {
        await work.ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Lets everything run that can. A wait that is next means that its flow has come to rest; a timeout that is next may also mean that
    /// some thread is still busy, so real time is given to it before the timeout strikes.
    /// </summary>
    private async Task SettleAsync(Task work)
    {
        long seen = -1;
        // Bounded, for other tests of the same process keep the thread pool busy, too.
        for (int quiet = 0, rounds = 0, busy = 0; quiet < 30 && rounds < 300 && !work.IsCompleted; quiet++, rounds++)
        {
            bool others = busy < 20 && OthersAreAtWork();
            if (others)
            {
                busy++;
                await Task.Delay(1).ConfigureAwait(false);
            }
            else
            {
                await Task.Yield();
            }

            long now = Interlocked.Read(ref _sequence);
            if (now != seen || others || ThreadPool.PendingWorkItemCount > 0)
                quiet = Math.Min(quiet, 3);
            seen = now;
        }

        for (int quiet = 0, rounds = 0; quiet < 25 && rounds < 300 && !work.IsCompleted && !NextIsWait(); quiet++, rounds++)
        {
            await Task.Delay(2).ConfigureAwait(false);
            long now = Interlocked.Read(ref _sequence);
            if (now != seen)
                quiet = 0;
            seen = now;
        }
    }

    /// <summary>
    /// Whether more threads of the pool are at work than at rest; one that the machine has put aside counts, too. At rest it is the one
    /// that asks, and those that the test runner holds all the time.
    /// </summary>
    private static bool OthersAreAtWork()
    {
        ThreadPool.GetMaxThreads(out int all, out _);
        ThreadPool.GetAvailableThreads(out int free, out _);
        int working = all - free;
        if (working < Volatile.Read(ref _workingAtRest))
            Volatile.Write(ref _workingAtRest, working);
        return working > Volatile.Read(ref _workingAtRest);
    }

    private bool NextIsWait()
    {
        lock (_lock)
            return _timers.MinBy(timer => (timer.Due, timer.Order)) is { IsWait: true };
    }

    private FakeTimer? Take(DateTimeOffset until)
    {
        lock (_lock)
        {
            FakeTimer? first = _timers.MinBy(timer => (timer.Due, timer.Order));
            if (first is null || first.Due > until)
                return null;
            _now = first.Due > _now ? first.Due : _now;
            Interlocked.Increment(ref _sequence);
            first.Reschedule();
            return first;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state, bool isWait) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool IsWait => isWait;

        public DateTimeOffset Due { get; private set; }

        public long Order { get; private set; }

        public void Fire() => callback(state);

        /// <summary>A wait that passes at once still takes its time on the clock.</summary>
        public void PassNow()
        {
            lock (clock._lock)
            {
                if (!clock._timers.Remove(this))
                    return;
                clock._now = Due > clock._now ? Due : clock._now;
            }

            Fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                Order = Interlocked.Increment(ref clock._sequence);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
            }

            return true;
        }

        /// <summary>Called under the lock when the timer is about to fire.</summary>
        public void Reschedule()
        {
            clock._timers.Remove(this);
            if (_period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero)
                return;
            Due += _period;
            clock._timers.Add(this);
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                Interlocked.Increment(ref clock._sequence);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
