namespace LabelingGen.Emulator;

/// <summary>The requests the emulator answered, newest last; bounded, the oldest are dropped.</summary>
public sealed class RequestLog
{
    private readonly Queue<RequestRecord> _records = new();
    private readonly object _gate = new();
    private readonly int _capacity;
    private readonly Action<RequestRecord>? _observer;
    private long _arrived;

    internal RequestLog(int capacity, Action<RequestRecord>? observer)
    {
        _capacity = capacity;
        _observer = observer;
    }

    /// <summary>How many requests were answered since the start or the last <see cref="Clear"/>, dropped ones included.</summary>
    public long Count { get; private set; }

    /// <summary>A copy of what is kept.</summary>
    public IReadOnlyList<RequestRecord> Snapshot()
    {
        lock (_gate)
            return [.. _records];
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
            Count = 0;
        }
    }

    internal long NextNumber() => Interlocked.Increment(ref _arrived);

    internal void Add(RequestRecord record)
    {
        lock (_gate)
        {
            Count++;
            _records.Enqueue(record);
            while (_records.Count > _capacity)
                _records.Dequeue();
        }

        _observer?.Invoke(record);
    }
}
