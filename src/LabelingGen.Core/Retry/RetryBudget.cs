namespace LabelingGen.Core;

/// <summary>
/// Keeps a client from piling load on a server in trouble: retries are paid from a store that every call fills a little and every
/// success by one. Thread-safe.
/// </summary>
internal sealed class RetryBudget(int capacity)
{
    /// <summary>Below a tenth, so that with the full store at the beginning 1,000 failing calls stay within 1,100 attempts.</summary>
    private const int PerCall = 90;

    private const int One = 1000;

    private readonly long _capacity = (long)capacity * One;
    private long _store = (long)capacity * One;

    public void CallStarted() => Add(PerCall);

    public void Succeeded() => Add(One);

    public bool TryTakeRetry()
    {
        if (_capacity == 0)
            return true;
        long store = Interlocked.Read(ref _store);
        while (store >= One)
        {
            long seen = Interlocked.CompareExchange(ref _store, store - One, store);
            if (seen == store)
                return true;
            store = seen;
        }

        return false;
    }

    private void Add(long amount)
    {
        long store = Interlocked.Read(ref _store);
        while (store < _capacity)
        {
            long seen = Interlocked.CompareExchange(ref _store, Math.Min(_capacity, store + amount), store);
            if (seen == store)
                return;
            store = seen;
        }
    }
}
