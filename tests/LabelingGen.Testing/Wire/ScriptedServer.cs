using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace LabelingGen.Testing.Wire;

/// <summary>
/// An HTTP/1.1 server on a loopback socket that gives prepared answers and keeps what was asked. It closes the connection where a
/// recording says that the answer was dropped.
/// </summary>
public sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<ReceivedRequest> _received = [];
    private readonly List<PreparedAnswer> _answers = [];
    private readonly GeneratedIds _ids;
    private readonly Task _accepting;

    /// <summary>Starts a server with the answers of a recording.</summary>
    public ScriptedServer(JsonArray responses, GeneratedIds ids)
    {
        _ids = ids;
        _listener.Start();
        Root = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        foreach (JsonNode? response in responses)
        {
            for (int i = response!["times"]?.GetValue<int>() ?? 1; i > 0; i--)
                _answers.Add(new PreparedAnswer(response.AsObject()));
        }

        _accepting = AcceptAsync();
    }

    /// <summary>Address of the server, with a slash at its end.</summary>
    public Uri Root { get; }

    /// <summary>The requests so far, in order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Received
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    /// <summary>Number of prepared answers that nobody asked for.</summary>
    public int NotConsumed
    {
        get
        {
            lock (_gate)
                return _answers.Count(a => !a.IsUsed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                TcpClient connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                connections.Add(ServeAsync(connection));
            }
        }
        catch (Exception stopped) when (_stop.IsCancellationRequested
            && stopped is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // A connection may be accepted while the listener is being stopped; asking it for the next one then fails in any of these ways.
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                connection.NoDelay = true;
                BufferedStream stream = new(connection.GetStream());
                await using (stream)
                {
                    while (await ReadRequestAsync(stream, _stop.Token) is { } request)
                    {
                        PreparedAnswer? answer = Take(request);
                        if (answer is { IsDrop: true })
                            return;
                        await stream.WriteAsync(Render(answer, request), _stop.Token);
                        await stream.FlushAsync(_stop.Token);
                    }
                }
            }
            catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the server is being stopped.
            }
        }
    }

    private PreparedAnswer? Take(ReceivedRequest request)
    {
        lock (_gate)
        {
            _received.Add(request);
            PreparedAnswer? answer = _answers.Find(a => !a.IsUsed && a.Method == request.Method && _ids.MatchesPath(a.Path, request.Path));
            answer?.IsUsed = true;
            return answer;
        }
    }

    private byte[] Render(PreparedAnswer? answer, ReceivedRequest request)
    {
        StringBuilder head = new();
        byte[] body;
        if (answer is null)
        {
            body = Encoding.UTF8.GetBytes($"no answer is prepared for {request.Method} {request.Target}");
            head.Append("HTTP/1.1 599 Unexpected\r\nContent-Type: text/plain\r\n");
        }
        else
        {
            body = answer.Body(this);
            head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Prepared\r\n");
            foreach ((string name, string value) in answer.Headers(this))
                head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        bool bodiless = answer?.Status is 204 or 304;
        head.Append(bodiless ? "\r\n" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n"));
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. bodiless || request.Method == "HEAD" ? [] : body];
    }

    private string Fill(string text)
    {
        string filled = text
            .Replace("{BASE}", Root.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("{HOST}", Root.Host, StringComparison.Ordinal)
            .Replace("{PORT}", Root.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return _ids.ToActual(filled);
    }

    private static async Task<ReceivedRequest?> ReadRequestAsync(Stream stream, CancellationToken cancellationToken)
    {
        string start = await ReadLineAsync(stream, cancellationToken);
        if (start.Length == 0)
            return null;
        string[] parts = start.Split(' ');
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } line)
        {
            string[] pair = line.Split(':', 2);
            string value = pair[1].Trim();
            headers[pair[0]] = headers.TryGetValue(pair[0], out string? earlier) ? earlier + ", " + value : value;
        }

        bool chunked = headers.TryGetValue("Transfer-Encoding", out string? encoding)
            && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase);
        int length = headers.TryGetValue("Content-Length", out string? told) ? int.Parse(told, CultureInfo.InvariantCulture) : 0;
        byte[] body = chunked
            ? await ReadChunksAsync(stream, cancellationToken)
            : await ReadExactlyAsync(stream, length, cancellationToken);
        return new ReceivedRequest(parts[0], parts[1], headers, body);
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        while (true)
        {
            string size = await ReadLineAsync(stream, cancellationToken);
            int length = int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            byte[] chunk = await ReadExactlyAsync(stream, length, cancellationToken);
            await ReadLineAsync(stream, cancellationToken);
            if (chunk.Length == 0)
                return body.ToArray();
            body.Write(chunk);
        }
    }

    private static async Task<byte[]> ReadExactlyAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1 && one[0] != '\n')
        {
            if (one[0] != '\r')
                line.Append((char)one[0]);
        }

        return line.ToString();
    }

    private sealed class PreparedAnswer(JsonObject json)
    {
        public bool IsUsed { get; set; }

        public string Method { get; } = json["method"]!.GetValue<string>();

        public string Path { get; } = json["path"]!.GetValue<string>();

        public int Status { get; } = json["status"]?.GetValue<int>() ?? 200;

        public bool IsDrop { get; } = json["drop"]?.GetValue<bool>() ?? false;

        private string ContentType => json switch
        {
            _ when json.ContainsKey("json") => "application/json",
            _ when json.ContainsKey("base64") => "application/octet-stream",
            _ => "text/plain; charset=utf-8",
        };

        public byte[] Body(ScriptedServer server) => json switch
        {
            _ when json["base64"] is { } base64 => Convert.FromBase64String(base64.GetValue<string>()),
            _ when json["text"] is { } text => Encoding.UTF8.GetBytes(server.Fill(text.GetValue<string>())),
            _ when json.ContainsKey("json") => Encoding.UTF8.GetBytes(server.Fill(json["json"]?.ToJsonString() ?? "null")),
            _ => [],
        };

        public IEnumerable<(string Name, string Value)> Headers(ScriptedServer server)
        {
            JsonObject headers = json["headers"]?.AsObject() ?? [];
            if (!headers.Any(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
                yield return ("Content-Type", ContentType);
            foreach ((string name, JsonNode? value) in headers)
            {
                if (!name.Equals("content-length", StringComparison.OrdinalIgnoreCase))
                    yield return (name, server.Fill(value!.ToString()));
            }
        }
    }
}
