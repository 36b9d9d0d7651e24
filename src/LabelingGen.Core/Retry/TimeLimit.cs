namespace LabelingGen.Core;

/// <summary>A cancellation that also comes when a time has passed on a given clock, and that knows which of the two it was.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly ITimer? _timer;
    private readonly CancellationToken _parent;
    private readonly TimeSpan _time;
    private bool _passed;
    private bool _hasEnded;

    private TimeLimit(TimeProvider timeProvider, TimeSpan limit, CancellationToken cancellationToken)
    {
        _source = CancellationSourcePool.Rent();
        _parent = cancellationToken;
        _time = limit;
        Token = _source.Token;
        _registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
        // The source's own timer is the cheaper one; then the caller's token tells which of the two it was.
        if (ReferenceEquals(timeProvider, TimeProvider.System))
            _source.CancelAfter(limit);
        else
            _timer = timeProvider.CreateTimer(static state => ((TimeLimit)state!).Pass(), this, limit, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token { get; }

    /// <summary>Whether the time has passed.</summary>
    public bool HasPassed => _timer is null
        ? _source.IsCancellationRequested && !_parent.IsCancellationRequested
        : Volatile.Read(ref _passed);

    /// <summary>Starts the time; null when there is no limit.</summary>
    public static TimeLimit? Start(TimeProvider timeProvider, TimeSpan? limit, CancellationToken cancellationToken) =>
        limit is { } time ? new TimeLimit(timeProvider, time, cancellationToken) : null;

    /// <summary>Gives the whole time anew, because something went on. Nothing happens once the work has ended.</summary>
    public void Restart()
    {
        // A body may still be on its way when its answer is there already, and the source may have gone to another call by then.
        lock (_source)
        {
            if (_hasEnded)
                return;
            if (_timer is null)
                _source.CancelAfter(_time);
            else
                _timer.Change(_time, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_source)
            _hasEnded = true;
        _timer?.Dispose();
        _registration.Dispose();
        if (_timer is null)
            CancellationSourcePool.Return(_source);
        else
            _source.Dispose();
    }

    private void Pass()
    {
        Volatile.Write(ref _passed, true);
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended in the same moment.
        }
    }
}
