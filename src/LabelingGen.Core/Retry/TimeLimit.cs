namespace LabelingGen.Core;

/// <summary>A cancellation that also comes when a time has passed on a given clock, and that knows which of the two it was.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource? _source;
    private readonly ITimer? _timer;
    private readonly CancellationToken _parent;
    private bool _passed;

    public TimeLimit(TimeProvider timeProvider, TimeSpan? limit, CancellationToken cancellationToken)
    {
        if (limit is not { } time)
        {
            Token = cancellationToken;
            return;
        }

        _source = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken)
            : new CancellationTokenSource();
        Token = _source.Token;
        if (ReferenceEquals(timeProvider, TimeProvider.System))
        {
            // The source's own timer is the cheaper one; then the caller's token tells which of the two it was.
            _parent = cancellationToken;
            _source.CancelAfter(time);
            return;
        }

        _timer = timeProvider.CreateTimer(static state => ((TimeLimit)state!).Pass(), this, time, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token { get; }

    /// <summary>Whether the time has passed.</summary>
    public bool HasPassed =>
        _timer is null ? _source is { IsCancellationRequested: true } && !_parent.IsCancellationRequested : Volatile.Read(ref _passed);

    public void Dispose()
    {
        _timer?.Dispose();
        _source?.Dispose();
    }

    private void Pass()
    {
        Volatile.Write(ref _passed, true);
        try
        {
            _source!.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended in the same moment.
        }
    }
}
