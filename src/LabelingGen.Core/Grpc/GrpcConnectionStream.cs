using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// A connection on which HTTP/2 has begun: the preface is sent and the server's settings are at hand, so that the HTTP stack reads them
/// before it sends the first request.
/// </summary>
/// <remarks>
/// The stack begins with a hundred streams on a new connection and learns the server's limit only from the settings. In a burst more
/// requests than allowed are then under way already; a server may end the whole connection for that, and with it calls it has begun.
/// </remarks>
internal sealed class GrpcConnectionStream : Stream
{
    private const int FrameHeaderLength = 9;
    private const byte SettingsFrame = 4;
    private const byte GoAwayFrame = 7;
    private const int GoAwayCodeOffset = FrameHeaderLength + 4;

    /// <summary>A frame of the size that every server may send.</summary>
    private const int MaxFrameLength = 16 * 1024;

    /// <summary>
    /// Long enough for any way around the world; a server that has said nothing by then may be waiting for the client's settings.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly byte[] Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray();

    private readonly Stream _inner;
    private readonly GrpcPingWatch _pings;
    private byte[]? _held;
    private int _start;
    private int _end;
    private Task<int>? _reading;
    private int _sentPreface = Preface.Length;

    private GrpcConnectionStream(Stream inner, TimeSpan pingTimeout, byte[] held, int length, Task<int>? reading = null)
    {
        _inner = inner;
        // The HTTP stack, which sends the pings, goes by no other clock.
        _pings = new GrpcPingWatch(inner, pingTimeout, TimeProvider.System);
        _held = held;
        _end = length;
        _reading = reading;
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Begins HTTP/2 and waits for the server's first frame; whether it is right is left to the HTTP stack to judge. A server that keeps
    /// silent until it knows the client's settings gets them from the stack.
    /// </summary>
    /// <param name="connection">The connection, its TLS included.</param>
    /// <param name="pingTimeout">How long the server may take to answer a ping; infinite = for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="GrpcNotConnectedException">The connection ended before.</exception>
    public static async ValueTask<Stream> OpenAsync(Stream connection, TimeSpan pingTimeout, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(FrameHeaderLength + MaxFrameLength);
        int read = 0;
        int needed = FrameHeaderLength;
        try
        {
            await connection.WriteAsync(Preface, cancellationToken).ConfigureAwait(false);
            await connection.FlushAsync(cancellationToken).ConfigureAwait(false);
            while (read < needed)
            {
                Task<int> reading = connection.ReadAsync(buffer.AsMemory(read), cancellationToken).AsTask();
                if (await IsSilentAsync(reading, cancellationToken).ConfigureAwait(false))
                    return new GrpcConnectionStream(connection, pingTimeout, buffer, read, reading);
                int count = await reading.ConfigureAwait(false);
                if (count == 0)
                    throw new GrpcNotConnectedException("The server closed the connection before it was used.");
                read += count;
                if (needed == FrameHeaderLength && read >= FrameHeaderLength && buffer[3] is SettingsFrame or GoAwayFrame)
                    needed += Math.Min((buffer[0] << 16) | (buffer[1] << 8) | buffer[2], MaxFrameLength);
            }
        }
        catch (IOException e) when (e is not GrpcNotConnectedException)
        {
            throw new GrpcNotConnectedException("The connection broke before it was used.", e);
        }

        return buffer[3] == GoAwayFrame && read >= GoAwayCodeOffset + sizeof(uint)
            ? throw new GrpcNotConnectedException("The server turned the connection away.")
            {
                ErrorCode = BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(GoAwayCodeOffset)),
            }
            : new GrpcConnectionStream(connection, pingTimeout, buffer, read);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int sent = Math.Min(_sentPreface, buffer.Length);
        _sentPreface -= sent;
        if (sent > 0 && sent == buffer.Length)
            return ValueTask.CompletedTask;
        buffer = buffer[sent..];
        _pings.Sending(buffer.Span);
        return _inner.WriteAsync(buffer, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_held is null)
            return ReceiveAsync(buffer, cancellationToken);
        return _reading is { } reading ? ReadOnAsync(reading, buffer) : new ValueTask<int>(TakeHeld(buffer));
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pings.Dispose();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static async ValueTask<bool> IsSilentAsync(Task<int> reading, CancellationToken cancellationToken)
    {
        if (reading.IsCompleted)
            return false;
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task patience = Task.Delay(Patience, TimeProvider.System, enough.Token);
        bool silent = await Task.WhenAny(reading, patience).ConfigureAwait(false) == patience;
        await enough.CancelAsync().ConfigureAwait(false);
        return silent && !cancellationToken.IsCancellationRequested;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException && _pings.Failure is not null)
        {
            throw new GrpcDeadConnectionException(_pings.Failure, e);
        }

        _pings.Received(buffer.Span[..count]);
        return count;
    }

    private async ValueTask<int> ReadOnAsync(Task<int> reading, Memory<byte> buffer)
    {
        _reading = null;
        _end += await reading.ConfigureAwait(false);
        return TakeHeld(buffer);
    }

    private int TakeHeld(Memory<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _end - _start);
        _held.AsSpan(_start, count).CopyTo(buffer.Span);
        _pings.Received(buffer.Span[..count]);
        _start += count;
        if (_start == _end)
            Release();
        return count;
    }

    private void Release()
    {
        ArrayPool<byte>.Shared.Return(_held!);
        _held = null;
    }
}
