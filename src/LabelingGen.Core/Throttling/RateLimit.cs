namespace LabelingGen.Core;

/// <summary>
/// Keeps a client below a server's limit of requests per time, so that it is not answered 429. A place is taken when a request
/// leaves and becomes free one window after its answer came, so that no window of the server, wherever it starts, sees too many.
/// Thread-safe; share one object between the clients that share the limit.
/// </summary>
public sealed class RateLimit
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly long _windowTicks;
    private readonly Queue<long> _freeAt;
    private readonly LinkedList<Waiter> _waiters = [];
    private ITimer? _timer;

    /// <summary>Allows a number of requests in every window.</summary>
    /// <param name="requests">Requests per window, 1 or more.</param>
    /// <param name="window">Length of the window.</param>
    /// <param name="timeProvider">The clock; default: the system's.</param>
    public RateLimit(int requests, TimeSpan window, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        Requests = requests;
        Window = window;
        _time = timeProvider ?? TimeProvider.System;
        _windowTicks = (long)Math.Ceiling(window.TotalSeconds * _time.TimestampFrequency);
        // Places are free from the beginning; a queue of them grows no further than the limit.
        _freeAt = new Queue<long>(Enumerable.Repeat(long.MinValue, requests));
    }

    /// <summary>Requests per window.</summary>
    public int Requests { get; }

    /// <summary>Length of the window.</summary>
    public TimeSpan Window { get; }

    /// <summary>Takes a place, first come first served; the answer to the request gives it back through <see cref="Release"/>.</summary>
    internal Task AcquireAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        Waiter waiter;
        lock (_lock)
        {
            if (_waiters.Count == 0 && TryTake())
                return Task.CompletedTask;
            waiter = new Waiter(this);
            waiter.Node = _waiters.AddLast(waiter);
            Schedule();
        }

        return waiter.WaitAsync(cancellationToken);
    }

    /// <summary>Gives a place back: it is free again when a window has passed.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            _freeAt.Enqueue(_time.GetTimestamp() + _windowTicks);
            Schedule();
        }
    }

    private bool TryTake()
    {
        if (!_freeAt.TryPeek(out long freeAt) || freeAt > _time.GetTimestamp())
            return false;
        _freeAt.Dequeue();
        return true;
    }

    private void Schedule()
    {
        if (_waiters.Count == 0 || !_freeAt.TryPeek(out long freeAt))
            return;
        _timer ??= _time.CreateTimer(static state => ((RateLimit)state!).Admit(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TimeSpan wait = freeAt == long.MinValue ? TimeSpan.Zero : _time.GetElapsedTime(_time.GetTimestamp(), freeAt);
        // A timer may ring a little early; a millisecond more spares a second round.
        _timer.Change(wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Admit()
    {
        var admitted = new List<Waiter>();
        lock (_lock)
        {
            while (_waiters.First is { } first && TryTake())
            {
                _waiters.RemoveFirst();
                first.Value.Node = null;
                admitted.Add(first.Value);
            }

            Schedule();
        }

        foreach (Waiter waiter in admitted)
            waiter.Admit();
    }

    private void Leave(Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Node is { } node)
            {
                _waiters.Remove(node);
                waiter.Node = null;
            }
            else
            {
                // Admitted in the moment of giving up: the place was not used.
                _freeAt.Enqueue(_time.GetTimestamp());
            }

            Schedule();
        }
    }

    private sealed class Waiter(RateLimit owner)
    {
        private readonly TaskCompletionSource _admitted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter>? Node { get; set; }

        public void Admit() => _admitted.SetResult();

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            try
            {
                await _admitted.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                owner.Leave(this);
                throw;
            }
        }
    }
}
