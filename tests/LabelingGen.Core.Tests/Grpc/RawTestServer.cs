using System.Net;
using System.Net.Sockets;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>Takes connections one after the other, and closes each when a test has had its say on it.</summary>
internal sealed class RawTestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<NetworkStream, Task> _talk;

    public RawTestServer(Func<NetworkStream, Task> talk)
    {
        _talk = talk;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Connections { get; private set; }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                Connections++;
                await _talk(client.GetStream());
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
