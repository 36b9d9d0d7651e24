using System.IO.Compression;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LabelingGen.Core.Tests.Grpc;

public sealed class GrpcCallTests
{
    [Fact]
    public async Task Metadata_travels_both_ways_as_text_and_bytes()
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            await call.ReadFrameAsync();
            call.Start();
            call.Header("x-back", call.RequestHeader("x-text")!);
            call.Header("x-back-bin", call.RequestHeader("x-raw-bin")!);
            await call.WriteAsync(Echo.Hello);
            await call.FinishAsync(0, null, ("x-tail-bin", "AQI=,AwQF"), ("x-tail", "end"));
        });
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions { Headers = Metadata(("x-channel", "c")) });
        GrpcMetadata headers = Metadata(("X-Text", "a b"));
        headers.Add("x-raw-bin", new byte[] { 0, 255, 7, 8 });

        GrpcResponse<StringValue> response = await channel.UnaryAsync(Echo.Text, Echo.Hello, new GrpcCallOptions { Headers = headers });

        response.Value.ShouldBe(Echo.Hello);
        response.Headers["x-back"].ShouldBe("a b");
        response.Headers.GetBytes("x-back-bin").ShouldHaveSingleItem().ToArray().ShouldBe([0, 255, 7, 8]);
        response.Trailers.GetBytes("x-tail-bin").Select(b => b.ToArray()).ShouldBe([[1, 2], [3, 4, 5]]);
        response.Trailers["x-tail"].ShouldBe("end");
    }

    [Fact]
    public async Task Request_carries_what_the_protocol_asks_for()
    {
        string[] names = ["te", "content-type", "grpc-accept-encoding", "user-agent", "grpc-timeout", "x-channel", "grpc-encoding"];
        Dictionary<string, string?> seen = [];
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            foreach (string name in names)
                seen[name] = call.RequestHeader(name);
            seen["path"] = call.Context.Request.Path;
            seen["verb"] = call.Context.Request.Method;
            await Echo.AnswerAsync(call);
        });
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions
        {
            ApplicationName = "tool/2",
            Headers = Metadata(("x-channel", "c")),
            Deadline = TimeSpan.FromSeconds(30),
            TimeProvider = new ManualClock(),
        });
        await channel.UnaryAsync(Echo.Text, Echo.Hello);

        seen["path"].ShouldBe("/test.Echo/Text");
        seen["verb"].ShouldBe("POST");
        seen["te"].ShouldBe("trailers");
        seen["content-type"].ShouldBe("application/grpc");
        seen["grpc-accept-encoding"].ShouldBe("gzip");
        seen["user-agent"].ShouldBe("tool/2 labelinggen-grpc/0.1.0");
        seen["grpc-timeout"].ShouldBe("30000000u");
        seen["x-channel"].ShouldBe("c");
        seen["grpc-encoding"].ShouldBeNull();
    }

    [Fact]
    public async Task Details_of_an_error_can_be_unpacked_and_damaged_ones_cost_nothing_else()
    {
        // google.rpc.Status: code 9, a message, and two details.
        byte[] status =
        [
            0x08, 9, 0x12, 1, (byte)'m', .. Detail("the field x"), .. Detail("and y"),
        ];
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(call =>
        {
            byte[] sent = call.Method == "Text" ? status : status[..^3];
            return call.FinishAsync(9, "not now", ("grpc-status-details-bin", Convert.ToBase64String(sent).TrimEnd('=')));
        });
        using GrpcChannel channel = new(server.Address);

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));
        e.Details.Select(d => d.Unpack<StringValue>().Value).ShouldBe(["the field x", "and y"]);
        GrpcException damaged = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.SafeText, Echo.Hello));
        (damaged.StatusCode, damaged.ErrorMessage, damaged.Details.Count).ShouldBe((GrpcStatusCode.FailedPrecondition, "not now", 0));

        static byte[] Detail(string text)
        {
            byte[] any = Any.Pack(new StringValue { Value = text }).ToByteArray();
            return [0x1A, (byte)any.Length, .. any];
        }
    }

    [Fact]
    public async Task Gzip_works_both_ways()
    {
        string text = new('z', 10_000);
        byte flags = 0;
        int length = 0;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            (flags, byte[] bytes) = (await call.ReadFrameAsync())!.Value;
            length = bytes.Length;
            call.RequestHeader("grpc-encoding").ShouldBe("gzip");
            call.Start();
            call.Header("grpc-encoding", "gzip");
            await call.WriteFrameAsync(bytes, 1);
            await call.WriteFrameAsync(Echo.Hello.ToByteArray());
            await call.FinishAsync(0);
        });
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions { Compress = true });

        List<string> received = [];
        await foreach (StringValue message in channel.ServerStreaming(Echo.Text, new StringValue { Value = text }))
            received.Add(message.Value);

        received.ShouldBe([text, "hello"]);
        flags.ShouldBe((byte)1);
        length.ShouldBeLessThan(text.Length / 10);
    }

    [Fact]
    public async Task Client_stream_gathers_and_duplex_stream_answers_each()
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            List<string> all = [];
            bool each = call.RequestHeader("x-each") is not null;
            while (await call.ReadAsync(StringValue.Parser) is { } message)
            {
                all.Add(message.Value);
                if (each)
                    await call.WriteAsync(new StringValue { Value = message.Value.ToUpperInvariant() });
            }

            if (!each)
                await call.WriteAsync(new StringValue { Value = string.Join('+', all) });
            await call.FinishAsync(0, null, ("x-count", all.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        });
        using GrpcChannel channel = new(server.Address);

        (await channel.ClientStreamingAsync(Echo.Text, Echo.ManyAsync("a", "b", "c"))).Value.Value.ShouldBe("a+b+c");
        GrpcResponseStream<StringValue> stream =
            channel.DuplexStreaming(Echo.Text, Echo.ManyAsync("x", "y"), new GrpcCallOptions { Headers = Metadata(("x-each", "1")) });
        List<string> answers = [];
        await foreach (StringValue answer in stream)
            answers.Add(answer.Value);
        answers.ShouldBe(["X", "Y"]);
        stream.Trailers["x-count"].ShouldBe("2");
        await Should.ThrowAsync<InvalidOperationException>(async () => await stream.GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Large_messages_arrive_whole_whatever_the_pieces()
    {
        byte[] data = new byte[3_900_000];
        new Random(7).NextBytes(data);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            await call.ReadFrameAsync();
            byte[] frame = GrpcServerCall.Frame(new BytesValue { Value = ByteString.CopyFrom(data) }.ToByteArray());
            for (int i = 0; i < frame.Length; i += 65_537)
                await call.WriteRawAsync(frame[i..Math.Min(frame.Length, i + 65_537)]);
            await call.FinishAsync(0);
        });
        using GrpcChannel channel = new(server.Address);

        (await channel.UnaryAsync(Echo.Bytes, Echo.Hello)).Value.Value.ToByteArray().ShouldBe(data);
    }

    [Fact]
    public async Task More_calls_than_one_connection_allows_run_on_several()
    {
        const int Calls = 250;
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int waiting = 0;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            if (Interlocked.Increment(ref waiting) == Calls)
                all.SetResult();
            await all.Task;
            await Echo.AnswerAsync(call);
        });
        using GrpcChannel channel = new(server.Address);

        // Kestrel takes a hundred streams on a connection; all calls wait for each other, so one connection would never do.
        GrpcResponse<StringValue>[] answers =
            await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => channel.UnaryAsync(Echo.Text, new StringValue { Value = $"{i}" })));

        answers.Select(a => a.Value.Value).ShouldBe(Enumerable.Range(0, Calls).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Tls_needs_a_trusted_certificate()
    {
        using var certificate = TestCertificates.Create();
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(Echo.AnswerAsync, certificate);
        using GrpcChannel trusting = new(server.Address, new GrpcChannelOptions { TrustedRoots = [certificate] });
        using GrpcChannel wary = new(server.Address, new GrpcChannelOptions { Retry = new RetryOptions { MaxRetries = 0 } });

        (await trusting.UnaryAsync(Echo.Text, Echo.Hello)).Value.ShouldBe(Echo.Hello);
        GrpcException e = await Should.ThrowAsync<GrpcException>(wary.UnaryAsync(Echo.Text, Echo.Hello));
        e.StatusCode.ShouldBe(GrpcStatusCode.Unavailable);
        e.Outcome.ShouldBe(ApiOutcome.NotSent);
    }

    [Fact]
    public async Task A_server_without_http2_is_reported_as_such()
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(Echo.AnswerAsync, protocols: HttpProtocols.Http1);
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions { Retry = new RetryOptions { MaxRetries = 0 } });

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));
        e.StatusCode.ShouldBe(GrpcStatusCode.Internal);
        e.ErrorMessage!.ShouldContain("HTTP_1_1_REQUIRED");
    }

    [Fact]
    public async Task What_the_callers_request_stream_throws_comes_out()
    {
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            using CancellationTokenRegistration registration = call.Aborted.Register(aborted.SetResult);
            while (await call.ReadFrameAsync() is not null)
                continue;
        });
        using GrpcChannel channel = new(server.Address);
        static async IAsyncEnumerable<StringValue> Failing()
        {
            yield return Echo.Hello;
            await Task.Yield();
            throw new FileNotFoundException("mine");
        }

        (await Should.ThrowAsync<FileNotFoundException>(channel.ClientStreamingAsync(Echo.Text, Failing()))).Message.ShouldBe("mine");
        await aborted.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("http://localhost:5/path")]
    [InlineData("ftp://localhost")]
    [InlineData("http://user@localhost:5")]
    [InlineData("http://localhost:5/?q=1")]
    public void An_address_with_more_than_host_and_port_is_refused(string address)
        => Should.Throw<ArgumentException>(() => new GrpcChannel(new Uri(address)));

    internal static byte[] Gzip(byte[] plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
            gzip.Write(plain);
        return packed.ToArray();
    }

    private static GrpcMetadata Metadata(params (string Key, string Value)[] entries)
    {
        GrpcMetadata metadata = [];
        foreach ((string key, string value) in entries)
            metadata.Add(key, value);
        return metadata;
    }
}
