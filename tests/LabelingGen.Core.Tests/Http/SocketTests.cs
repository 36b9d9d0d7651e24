using System.Net;
using System.Net.Sockets;
using System.Text;
using LabelingGen.Core.Json;

namespace LabelingGen.Core.Tests;

/// <summary>What only a real socket shows: the shared connection pool under the pipeline.</summary>
public class SocketTests
{
    [Fact]
    public async Task A_post_without_a_body_is_not_repeated_by_the_connection_pool()
    {
        using var server = new RawServer();
        var operation = new ApiOperation("Things.Cancel", "POST", "/cancel");
        var client = new Client(server.Address, o => o.Retry.MaxRetries = 0);

        await client.Pipeline.SendAsync(client.Pipeline.CreateRequest(operation), default);
        server.CloseWithoutAnswerFromNowOn = true;
        ApiException error = await Should.ThrowAsync<ApiException>(() =>
            client.Pipeline.SendAsync(client.Pipeline.CreateRequest(operation), default));

        error.Outcome.ShouldBe(ApiOutcome.Unknown);
        server.Requests.Count(r => r.StartsWith("POST /v1/cancel", StringComparison.Ordinal)).ShouldBe(2);
        server.Requests[0].ShouldContain("Content-Length: 0");
    }

    [Fact]
    public async Task A_refused_connection_is_known_as_nothing_sent()
    {
        // Bound and not listening: no other program can take the port meanwhile.
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        var client = new Client(new Uri($"http://127.0.0.1:{port}/v1"), o => o.Retry.Delay = TimeSpan.Zero);

        ApiException error = await Should.ThrowAsync<ApiException>(() =>
            client.Pipeline.SendAsync(client.Pipeline.CreateRequest(TestClient.Create).TextBody("x"), default));

        error.Outcome.ShouldBe(ApiOutcome.NotSent);
        error.Attempts.ShouldBe(4);
        error.Message.ShouldContain($"no connection to http://127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_body_cut_by_the_server_is_truncated()
    {
        using var server = new RawServer { Answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"name\":" };
        server.CloseAfterAnswer = true;
        var client = new Client(server.Address, o => o.Retry.Delay = TimeSpan.Zero);
        JsonRead<string> read = TestClient.ReadName;

        ApiException error = await Should.ThrowAsync<ApiException>(() =>
            client.Pipeline.SendAsync(client.Pipeline.CreateRequest(TestClient.Get).Path("id", 1), read, default));

        error.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        error.Message.ShouldContain("ended early");
        error.Attempts.ShouldBe(4);
    }

    private sealed class Client
    {
        public Client(Uri endpoint, Action<TestOptions> configure)
        {
            var options = new TestOptions { Endpoint = endpoint };
            configure(options);
            Pipeline = ApiPipeline.Create(new ApiPipelineSettings { Options = options, DefaultEndpoint = endpoint, ClientName = "Test" });
        }

        public ApiPipeline Pipeline { get; }
    }

    /// <summary>Answers every request with the same bytes, or closes the connection.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<string> _requests = [];

        public RawServer()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public string Answer { get; init; } = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

        public bool CloseAfterAnswer { get; set; }

        public bool CloseWithoutAnswerFromNowOn { get; set; }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

        public IReadOnlyList<string> Requests
        {
            get
            {
                lock (_requests)
                    return [.. _requests];
            }
        }

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            while (true)
            {
                try
                {
                    _ = ServeAsync(await _listener.AcceptTcpClientAsync());
                }
                catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
                {
                    return;
                }
            }
        }

        private async Task ServeAsync(TcpClient connection)
        {
            using (connection)
            {
                NetworkStream stream = connection.GetStream();
                byte[] buffer = new byte[64 * 1024];
                while (await stream.ReadAsync(buffer) is var count and > 0)
                {
                    lock (_requests)
                        _requests.Add(Encoding.ASCII.GetString(buffer, 0, count));
                    if (CloseWithoutAnswerFromNowOn)
                        return;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer));
                    if (CloseAfterAnswer)
                        return;
                }
            }
        }
    }
}
