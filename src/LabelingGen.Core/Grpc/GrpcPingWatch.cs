namespace LabelingGen.Core.Grpc;

/// <summary>
/// Sees the pings that leave on a connection and their acknowledgements, and ends the connection when one is missing too long.
/// </summary>
/// <remarks>
/// The HTTP stack sends the pings. If it judged them too, a dead connection could not be told from a stream that the server reset: it
/// reports both as the protocol's error 1, but only a dead connection is <see cref="GrpcStatusCode.Unavailable"/>.
/// </remarks>
internal sealed class GrpcPingWatch : IDisposable
{
    private const byte PingFrame = 6;
    private const byte Acknowledged = 1;

    private readonly Stream _connection;
    private readonly TimeSpan _timeout;
    private readonly ITimer _timer;
    private readonly object _counting = new();
    private Http2FrameCounter _pings = new(PingFrame, 0);
    private Http2FrameCounter _acknowledgements = new(PingFrame, Acknowledged);
    private int _unanswered;
    private volatile bool _expired;

    /// <param name="connection">Disposed when an acknowledgement is missing, so that its pending reads and writes end.</param>
    /// <param name="timeout">How long an acknowledgement may take; infinite = for ever.</param>
    /// <param name="clock">Clock of that time.</param>
    public GrpcPingWatch(Stream connection, TimeSpan timeout, TimeProvider clock)
    {
        _connection = connection;
        _timeout = timeout;
        _timer = clock.CreateTimer(
            static watch => ((GrpcPingWatch)watch!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What ended the connection; nothing when it was not this.</summary>
    public string? Failure => _expired ? $"The server did not answer a ping within {_timeout.TotalSeconds:0.###} s." : null;

    /// <summary>To be told before the bytes leave.</summary>
    public void Sending(ReadOnlySpan<byte> bytes) => Add(_pings.Count(bytes));

    /// <summary>To be told when bytes have come.</summary>
    public void Received(ReadOnlySpan<byte> bytes) => Add(-_acknowledgements.Count(bytes));

    public void Dispose() => _timer.Dispose();

    private void Add(int pings)
    {
        if (pings == 0)
            return;
        lock (_counting)
        {
            int before = _unanswered;
            _unanswered = Math.Max(0, before + pings);
            // Another ping does not give an older one more time; an acknowledgement gives the next its own.
            if (_unanswered == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            else if (before == 0 || pings < 0)
                _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void Expire()
    {
        _expired = true;
        _connection.Dispose();
    }
}
