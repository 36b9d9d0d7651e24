namespace LabelingGen.Core;

/// <summary>
/// A value that is fetched once for all who ask at the same time. The fetch belongs to nobody: a caller who gives up waiting does not
/// spoil it for the others.
/// </summary>
internal sealed class SingleFlight<T>(Func<CancellationToken, Task<T>> fetch, Func<T, bool>? isFresh = null)
    where T : class
{
    private readonly object _lock = new();
    private T? _value;
    private Task<T>? _fetching;

    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        T? value = Volatile.Read(ref _value);
        return value is not null && isFresh?.Invoke(value) != false
            ? new ValueTask<T>(value)
            : new ValueTask<T>(StartOrJoin().WaitAsync(cancellationToken));
    }

    /// <summary>Drops the value if it is still one of these, so that the next caller fetches another.</summary>
    public void Forget(Predicate<T> match)
    {
        lock (_lock)
        {
            if (_value is { } value && match(value))
                _value = null;
        }
    }

    private Task<T> StartOrJoin()
    {
        lock (_lock)
        {
            if (_value is { } value && isFresh?.Invoke(value) != false)
                return Task.FromResult(value);
            if (_fetching is null)
            {
                _fetching = Task.Run(FetchAsync);
                // Observed even when every caller has given up waiting.
                _ = _fetching.ContinueWith(static task => _ = task.Exception, CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return _fetching;
        }
    }

    private async Task<T> FetchAsync()
    {
        try
        {
            T value = await fetch(CancellationToken.None).ConfigureAwait(false);
            lock (_lock)
                _value = value;
            return value;
        }
        finally
        {
            lock (_lock)
                _fetching = null;
        }
    }
}
