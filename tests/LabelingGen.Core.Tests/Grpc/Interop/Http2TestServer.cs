using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LabelingGen.Core.Tests.Grpc.Interop;

/// <summary>An HTTP/2 server that writes frame by frame what a test says, right or wrong, for each call that came whole.</summary>
internal sealed class Http2TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<Http2TestConnection> _connections = [];
    private readonly Func<Http2TestConnection, int, Task> _answer;
    private readonly int? _maxStreams;

    /// <param name="answer">Answers the call on a stream of a connection.</param>
    /// <param name="maxStreams">How many streams at a time the settings allow.</param>
    public Http2TestServer(Func<Http2TestConnection, int, Task> answer, int? maxStreams = null)
    {
        _answer = answer;
        _maxStreams = maxStreams;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The connections on which a call came.</summary>
    public IReadOnlyList<Http2TestConnection> Used => [.. _connections.Where(c => c.Calls > 0)];

    public void Dispose()
    {
        _listener.Stop();
        foreach (Http2TestConnection connection in _connections)
            connection.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Http2TestConnection connection = new(new NetworkStream(await _listener.AcceptSocketAsync(), ownsSocket: true));
                _connections.Add(connection);
                _ = connection.RunAsync(_answer, _maxStreams);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
