using System.Runtime.CompilerServices;

namespace LabelingGen.Emulator;

/// <summary>The requests the emulator answered, newest last; bounded, the oldest are dropped.</summary>
public sealed class RequestLog
{
    private readonly Queue<StrongBox<RequestRecord>> _records = new();
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
            return [.. _records.Select(entry => entry.Value!)];
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

    /// <summary>Enters a request before its answer leaves: who has the answer finds the request here, and in the order of cause.</summary>
    internal StrongBox<RequestRecord> Add(RequestRecord record)
    {
        StrongBox<RequestRecord> entry = new(record);
        lock (_gate)
        {
            Count++;
            _records.Enqueue(entry);
            while (_records.Count > _capacity)
                _records.Dequeue();
        }

        return entry;
    }

    /// <summary>The server is done with a request; what became of it is known now.</summary>
    /// <param name="entry">Its entry, if it was entered before.</param>
    /// <param name="record">The request.</param>
    internal void Complete(StrongBox<RequestRecord>? entry, RequestRecord record)
    {
        entry ??= Add(record);
        lock (_gate)
            entry.Value = record;
        _observer?.Invoke(record);
    }
}
