namespace LabelingGen.Core.Grpc;

/// <summary>
/// Keeps retries from multiplying the load of a server in trouble: every call adds a little, every success one, every retry costs one.
/// </summary>
internal sealed class GrpcRetryBudget(int capacity)
{
    private const double PerCall = 0.09;

    private readonly object _lock = new();
    private double _tokens = capacity;

    public void CallStarted() => Add(PerCall);

    public void CallSucceeded() => Add(1);

    public bool TryTake()
    {
        if (capacity == 0)
            return true;
        lock (_lock)
        {
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }

    private void Add(double tokens)
    {
        if (capacity == 0)
            return;
        lock (_lock)
            _tokens = Math.Min(capacity, _tokens + tokens);
    }
}
