using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;
using LabelingGen.Testing;

namespace LabelingGen.Interop.Tests.GrpcJs;

/// <summary>The client against a server of the reference implementation for Node.</summary>
public sealed class GrpcJsTests : IAsyncLifetime
{
    private GrpcJsPeer? _peer;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _peer = await GrpcJsPeer.StartAsync();
        _channel = new GrpcChannel(_peer?.Address ?? new Uri("http://localhost:1"));
    }

    public Task DisposeAsync()
    {
        _channel.Dispose();
        _peer?.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Unary_metadata_and_trailers()
    {
        if (_peer is null)
            return;
        GrpcMetadata headers = [];
        headers.Add("x-text", "some text");
        headers.Add("x-raw-bin", new byte[] { 0, 1, 254, 255 });

        (await _channel.UnaryAsync(Method("Echo"), Text("hello ☺"))).Value.ShouldBe(Text("hello ☺"));
        (await _channel.UnaryAsync(Method("Echo"), Text(""))).Value.ShouldBe(Text(""));
        GrpcResponse<StringValue> response = await _channel.UnaryAsync(
            Method("Metadata"), Text(""), new GrpcCallOptions { Headers = headers, Deadline = TimeSpan.FromMinutes(1) });
        response.Value.Value.ShouldStartWith("labelinggen-grpc/");
        response.Headers["x-text"].ShouldBe("some text");
        response.Headers.GetBytes("x-raw-bin").Single().ToArray().ShouldBe([0, 1, 254, 255]);
        response.Trailers["x-tail"].ShouldBe("end");
        response.Trailers["x-deadline"].ShouldBe("some");
    }

    [Fact]
    public async Task Errors_with_their_text_and_trailers()
    {
        if (_peer is null)
            return;
        GrpcException e = await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(Method("Fail"), Text("")));
        e.StatusCode.ShouldBe(GrpcStatusCode.FailedPrecondition);
        e.ErrorMessage.ShouldBe("nicht möglich: ☺ \n 100%");
        e.Trailers["x-reason"].ShouldBe("because");
        e.Trailers.GetBytes("x-raw-bin").Single().ToArray().ShouldBe([0, 1, 254, 255]);
        (await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(Method("Missing"), Text("")))).StatusCode
            .ShouldBe(GrpcStatusCode.Unimplemented);
    }

    [Fact]
    public async Task Server_stream_whole_broken_and_failed_at_once()
    {
        if (_peer is null)
            return;
        (await ReadAsync("Count", "500")).ShouldBe(Enumerable.Range(0, 500).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        List<string> received = [];
        GrpcException broken = await Should.ThrowAsync<GrpcException>(ReadAsync("Break", "", received));
        received.ShouldBe(["0", "1", "2"]);
        broken.StatusCode.ShouldBe(GrpcStatusCode.Aborted);
        broken.Trailers["x-reason"].ShouldBe("because");
        (await Should.ThrowAsync<GrpcException>(ReadAsync("FailAtOnce", ""))).StatusCode.ShouldBe(GrpcStatusCode.NotFound);
    }

    [Fact]
    public async Task Client_stream_and_duplex_stream()
    {
        if (_peer is null)
            return;
        (await _channel.ClientStreamingAsync(Method("Sum"), ManyAsync("1", "2", "39"))).Value.ShouldBe(Text("42"));
        List<string> answers = [];
        await foreach (StringValue answer in _channel.DuplexStreaming(Method("Chat"), ManyAsync("a", "b", "c")))
            answers.Add(answer.Value);
        answers.ShouldBe(["A", "B", "C"]);
        GrpcException e = await Should.ThrowAsync<GrpcException>(async () =>
        {
            await foreach (StringValue _ in _channel.DuplexStreaming(Method("Early"), NeverEndingAsync()))
                continue;
        });
        e.StatusCode.ShouldBe(GrpcStatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Deadline_cancellation_and_early_leave_reach_the_server()
    {
        if (_peer is null)
            return;
        FakeTimeProvider clock = new();
        using GrpcChannel timed = new(_peer.Address, new GrpcChannelOptions { TimeProvider = clock });
        Task<GrpcResponse<StringValue>> late =
            timed.UnaryAsync(Method("Hang"), Text(""), new GrpcCallOptions { Deadline = TimeSpan.FromHours(1) });
        await EventAsync("hang");
        clock.Advance(TimeSpan.FromHours(1));
        (await Should.ThrowAsync<GrpcException>(late)).StatusCode.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        await EventAsync("cancelled");

        await foreach (StringValue _ in _channel.ServerStreaming(Method("Endless"), Text("")))
            break;
        await EventAsync("left");

        using CancellationTokenSource cancel = new();
        Task<GrpcResponse<StringValue>> hanging = _channel.UnaryAsync(Method("Hang"), Text(""), cancellationToken: cancel.Token);
        await EventAsync("hang", 2);
        await cancel.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(hanging)).CancellationToken.ShouldBe(cancel.Token);
        await EventAsync("cancelled", 2);
    }

    [Fact]
    public async Task Large_and_many_messages_over_a_server_that_allows_ten_streams()
    {
        if (_peer is null)
            return;
        (await _channel.UnaryAsync(Method("Big"), Text("3900000"))).Value.Value.Length.ShouldBe(3_900_000);
        GrpcResponse<StringValue>[] answers =
            await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _channel.UnaryAsync(Method("Echo"), Text($"{i}"))));
        answers.Select(a => a.Value.Value).ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i}"));
        using GrpcChannel small = new(_peer.Address, new GrpcChannelOptions { MaxResponseMessageSize = 1000 });
        (await Should.ThrowAsync<GrpcException>(small.UnaryAsync(Method("Big"), Text("5000")))).StatusCode
            .ShouldBe(GrpcStatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Gzip_both_ways()
    {
        using GrpcJsPeer? peer = await GrpcJsPeer.StartAsync(gzip: true);
        if (peer is null)
            return;
        using GrpcChannel channel = new(peer.Address, new GrpcChannelOptions { Compress = true });
        string text = new('x', 100_000);
        (await channel.UnaryAsync(Method("Echo"), Text(text))).Value.Value.ShouldBe(text);
        (await channel.ClientStreamingAsync(Method("Sum"), ManyAsync("20", "22"))).Value.ShouldBe(Text("42"));
    }

    [Fact]
    public async Task Tls_with_an_own_authority()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using GrpcJsPeer? peer = await GrpcJsPeer.StartAsync(certificate: certificate);
        if (peer is null)
            return;
        using GrpcChannel channel = new(peer.Address, new GrpcChannelOptions { TrustedRoots = [certificate] });
        (await channel.UnaryAsync(Method("Echo"), Text("secret"))).Value.ShouldBe(Text("secret"));
    }

    [Fact]
    public async Task Details_of_an_error()
    {
        if (_peer is null)
            return;
        GrpcException e = await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(Method("Rich"), Text("the field x")));
        (e.StatusCode, e.ErrorMessage).ShouldBe((GrpcStatusCode.FailedPrecondition, "rich"));
        e.Details.ShouldHaveSingleItem().Unpack<StringValue>().ShouldBe(Text("the field x"));
    }

    [Fact]
    public async Task Calls_are_repeated_where_that_is_harmless_or_the_server_asks_for_it()
    {
        if (_peer is null)
            return;
        FakeTimeProvider clock = new() { WaitsPassAtOnce = true };
        using GrpcChannel channel = new(_peer.Address, new GrpcChannelOptions
        {
            TimeProvider = clock,
            Retry = new() { MaxRetries = 2, Delay = TimeSpan.FromSeconds(1), Jitter = 0 },
        });
        GrpcMethod<StringValue, StringValue> harmless = new("interop.Peer", "Flaky", StringValue.Parser) { Idempotent = true };

        (await channel.UnaryAsync(harmless, Text(""))).Value.ShouldBe(Text("2"));
        (await channel.UnaryAsync(Method("Flaky"), Text("3000"))).Value.ShouldBe(Text("2"));
        clock.Waits.Select(w => w.TotalSeconds).ShouldBe([1, 2, 3, 3]);
        GrpcException once = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Method("Flaky"), Text("")));
        (once.StatusCode, once.Attempts).ShouldBe((GrpcStatusCode.Unavailable, 1));
    }

    [Fact]
    public async Task A_server_that_dies_ends_its_stream_behind_the_messages_that_came()
    {
        if (_peer is null)
            return;
        int received = 0;
        GrpcException broken = await Should.ThrowAsync<GrpcException>(async () =>
        {
            await foreach (StringValue message in _channel.ServerStreaming(Method("Endless"), Text("")))
            {
                message.Value.ShouldBe($"{received++}");
                if (received == 3)
                    _peer.Kill();
            }
        });
        (broken.StatusCode, broken.Outcome).ShouldBe((GrpcStatusCode.Unavailable, ApiOutcome.Unknown));
        received.ShouldBeGreaterThanOrEqualTo(3);
        GrpcException gone = await Should.ThrowAsync<GrpcException>(
            _channel.UnaryAsync(Method("Echo"), Text(""), new GrpcCallOptions { Deadline = TimeSpan.FromMinutes(1) }));
        (gone.StatusCode, gone.Outcome).ShouldBe((GrpcStatusCode.Unavailable, ApiOutcome.NotSent));
    }

    [Fact]
    public async Task A_server_that_stands_still_is_found_out_by_a_ping()
    {
        if (_peer is null || OperatingSystem.IsWindows())
            return;
        using GrpcChannel channel = new(_peer.Address, new GrpcChannelOptions
        {
            KeepAliveDelay = TimeSpan.FromSeconds(1),
            KeepAliveTimeout = TimeSpan.FromSeconds(1),
        });
        Task<GrpcResponse<StringValue>> hanging = channel.UnaryAsync(Method("Hang"), Text(""));
        await EventAsync("hang");
        _peer.Freeze();
        try
        {
            GrpcException dead = await Should.ThrowAsync<GrpcException>(hanging);
            (dead.StatusCode, dead.Outcome).ShouldBe((GrpcStatusCode.Unavailable, ApiOutcome.Unknown));
        }
        finally
        {
            _peer.Thaw();
        }
    }

    private static GrpcMethod<StringValue, StringValue> Method(string name) => new("interop.Peer", name, StringValue.Parser);

    private static StringValue Text(string text) => new() { Value = text };

    private static async IAsyncEnumerable<StringValue> ManyAsync(params string[] texts)
    {
        foreach (string text in texts)
        {
            await Task.Yield();
            yield return Text(text);
        }
    }

    private static async IAsyncEnumerable<StringValue> NeverEndingAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return Text("first");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private async Task<List<string>> ReadAsync(string method, string request, List<string>? received = null)
    {
        received ??= [];
        await foreach (StringValue message in _channel.ServerStreaming(Method(method), Text(request)))
            received.Add(message.Value);
        return received;
    }

    /// <summary>Asks the server until it has seen an event so often; the test's own time limit ends a wait in vain.</summary>
    private async Task EventAsync(string name, int times = 1)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while (true)
        {
            string events = (await _channel.UnaryAsync(Method("Events"), Text(""), cancellationToken: limit.Token)).Value.Value;
            if (events.Split(',').Count(e => e == name) >= times)
                return;
        }
    }
}
