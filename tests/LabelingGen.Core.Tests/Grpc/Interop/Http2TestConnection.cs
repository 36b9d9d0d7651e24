using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;

namespace LabelingGen.Core.Tests.Grpc.Interop;

/// <summary>The server's side of one HTTP/2 connection, as bytes of frames.</summary>
internal sealed class Http2TestConnection(NetworkStream connection) : IDisposable
{
    private const int PrefaceLength = 24;
    private const int FrameHeaderLength = 9;
    private const int MaxFrameLength = 16 * 1024;
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8;
    private const byte Acknowledged = 1, EndStream = 1, EndHeaders = 4;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _pings = new();
    private int _open;

    /// <summary>How many calls came whole.</summary>
    public int Calls { get; private set; }

    /// <summary>The most streams that were open at a time.</summary>
    public int MostOpen { get; private set; }

    public async Task RunAsync(Func<Http2TestConnection, int, Task> answer, int? maxStreams)
    {
        try
        {
            byte[] windowSetting = [0, 4, 0x7f, 0, 0, 0];
            byte[] streamsSetting = maxStreams is { } most ? [0, 3, 0, 0, 0, (byte)most] : [];
            await WriteAsync(Settings, 0, 0, [.. windowSetting, .. streamsSetting]);
            await WriteAsync(WindowUpdate, 0, 0, [0x7f, 0, 0, 0]);
            await connection.ReadExactlyAsync(new byte[PrefaceLength]);
            while (true)
                await ReadFrameAsync(answer);
        }
        catch (IOException)
        {
            // The client closed the connection, or the test is over.
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }

    /// <summary>Begins a response of gRPC.</summary>
    public Task StartAsync(int stream)
        => WriteAsync(Headers, EndHeaders, stream, [0x88, .. Literal("content-type", "application/grpc")]);

    /// <summary>Writes bytes of the body, in as many frames as it takes.</summary>
    public async Task WriteBodyAsync(int stream, ReadOnlyMemory<byte> bytes)
    {
        for (int start = 0; start < bytes.Length; start += MaxFrameLength)
            await WriteAsync(Data, 0, stream, bytes.Slice(start, Math.Min(MaxFrameLength, bytes.Length - start)).ToArray());
    }

    /// <summary>Ends a call with status OK.</summary>
    public Task FinishAsync(int stream)
    {
        Interlocked.Decrement(ref _open);
        return WriteAsync(Headers, EndHeaders | EndStream, stream, Literal("grpc-status", "0"));
    }

    public async Task AnswerAsync(int stream, IMessage message)
    {
        await StartAsync(stream);
        await WriteBodyAsync(stream, GrpcServerCall.Frame(message.ToByteArray()));
        await FinishAsync(stream);
    }

    /// <summary>Resets a stream with INTERNAL_ERROR, so that no client takes it for a call that was not looked at.</summary>
    public Task ResetAsync(int stream) => WriteAsync(Reset, 0, stream, [0, 0, 0, 2]);

    /// <summary>Says that no stream after this one will be answered on the connection.</summary>
    public Task GoAwayAsync(int lastStream) => WriteAsync(GoAway, 0, 0, [.. Number(lastStream), 0, 0, 0, 0]);

    /// <summary>Pings, and waits for the acknowledgement.</summary>
    public async Task PingAsync()
    {
        long number = _pings.Count + 1;
        TaskCompletionSource acknowledged = _pings[number] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        byte[] payload = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(payload, number);
        await WriteAsync(Ping, 0, 0, payload);
        await acknowledged.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose()
    {
        connection.Dispose();
        _writing.Dispose();
    }

    private async Task ReadFrameAsync(Func<Http2TestConnection, int, Task> answer)
    {
        byte[] header = new byte[FrameHeaderLength];
        await connection.ReadExactlyAsync(header);
        byte[] payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
        await connection.ReadExactlyAsync(payload);
        (byte type, byte flags, int stream) = (header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)));
        switch (type)
        {
            case Settings when (flags & Acknowledged) == 0:
                await WriteAsync(Settings, Acknowledged, 0, []);
                break;
            case Ping when (flags & Acknowledged) == 0:
                await WriteAsync(Ping, Acknowledged, 0, payload);
                break;
            case Ping:
                _pings[BinaryPrimitives.ReadInt64BigEndian(payload)].TrySetResult();
                break;
            case Headers:
                MostOpen = Math.Max(MostOpen, Interlocked.Increment(ref _open));
                break;
            case Data when (flags & EndStream) != 0:
                Calls++;
                _ = answer(this, stream);
                break;
        }
    }

    private async Task WriteAsync(byte type, int flags, int stream, byte[] payload)
    {
        byte[] header =
            [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, (byte)flags, .. Number(stream)];
        await _writing.WaitAsync();
        try
        {
            await connection.WriteAsync((byte[])[.. header, .. payload]);
        }
        finally
        {
            _writing.Release();
        }
    }

    private static byte[] Number(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>A header field without Huffman coding and without a place in the table.</summary>
    private static byte[] Literal(string name, string value)
        => [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];
}
