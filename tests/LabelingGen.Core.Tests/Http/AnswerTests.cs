using System.IO.Compression;
using System.Net;
using System.Text;
using LabelingGen.Core.Json;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class AnswerTests
{
    private const string Json = """{"name":"compressed, and long enough to have a middle that can be cut"}""";

    public static TheoryData<string, int> Cuts()
    {
        var rows = new TheoryData<string, int>();
        foreach (string encoding in new[] { "gzip", "br" })
        {
            int length = Compress(encoding, Encoding.UTF8.GetBytes(Json)).Length;
            for (int cut = 1; cut <= length; cut++)
                rows.Add(encoding, cut);
        }

        return rows;
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compressed_answers_are_read(string encoding)
    {
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, Compress(encoding, Encoding.UTF8.GetBytes(Json)),
            ("Content-Encoding", encoding)));

        (await client.SendAsync(client.GetRequest())).ShouldStartWith("compressed");
        client.Script.Requests[0].Header("Accept-Encoding").ShouldBe("gzip, br");
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_compressed_answer_cut_at_any_byte_is_an_error_in_memory_and_streamed(string encoding, int cut)
    {
        byte[] whole = Compress(encoding, Encoding.UTF8.GetBytes(Json));
        var client = new TestClient(o => o.Retry.MaxRetries = 0);
        client.Script.Respond(_ => ScriptedHandler.Response(200, new ChunkedContent(whole[..^cut]),
            ("Content-Encoding", encoding))).RepeatLast = true;

        ApiException error = await client.FailAsync(client.GetRequest());
        error.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        error.Message.ShouldContain("early");

        Stream stream = (await client.Pipeline.SendForStreamAsync(client.GetRequest(), default)).Value;
        await Should.ThrowAsync<ApiException>(async () => await stream.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_stops_early(string encoding)
    {
        byte[] bomb = Compress(encoding, new byte[400 * 1024 * 1024]);
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, bomb, ("Content-Encoding", encoding)));
        long before = GC.GetAllocatedBytesForCurrentThread();

        ApiException error = await client.FailAsync(client.GetRequest());

        error.Message.ShouldContain("plausible");
        error.Attempts.ShouldBe(1);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024 * 1024);
    }

    [Fact]
    public async Task The_limit_counts_what_comes_out()
    {
        byte[] content = Compress("gzip", RandomBytes(100_000));
        var client = new TestClient(o => o.MaxResponseBytes = 99_999);
        client.Script.Respond(_ => ScriptedHandler.Response(200, content, ("Content-Encoding", "gzip")))
            .Respond(_ => ScriptedHandler.Response(200, new byte[100_000]))
            .Respond(_ => ScriptedHandler.Response(200, new ChunkedContent(new byte[100_000])));

        for (int i = 0; i < 3; i++)
            (await client.FailAsync(client.GetRequest())).Message.ShouldContain("limit of 99999 bytes");
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>", "HTML")]
    [InlineData("\uFEFF<!DOCTYPE html>", "HTML")]
    [InlineData("{\"name\":\"a\"", "ends early")]
    [InlineData("{\"name\":", "ends early")]
    [InlineData("", "empty")]
    [InlineData("\uFEFF{\"name\":\"a\"}", "cannot be read")]
    [InlineData("{\"name\":\"\\ud800\"}", "cannot be read")]
    [InlineData("{\"name\":5}", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("{\"name\":\"a\"} trailing", "cannot be read")]
    [InlineData("OK", "cannot be read")]
    public async Task A_success_that_cannot_be_read_says_so_and_keeps_a_snippet(string body, string reason)
    {
        var client = new TestClient();
        client.Script.Respond(200, body, ("x-request-id", "r-9"));

        ApiException error = await client.FailAsync(client.CreateRequest());

        error.Status.ShouldBe(200);
        error.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        error.Message.ShouldContain(reason);
        error.RequestId.ShouldBe("r-9");
        error.Attempts.ShouldBe(1);
        error.ResponseBody.ShouldBe(body.TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task Invalid_utf8_is_unreadable()
    {
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, [.. "{\"name\":\""u8, 0xC0, 0xAF, .. "\"}"u8]));

        (await client.FailAsync(client.GetRequest())).Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
    }

    [Fact]
    public async Task Deep_json_is_unreadable_and_no_stack_overflow()
    {
        var client = new TestClient();
        client.Script.Respond(200, "{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}");

        (await client.FailAsync(client.GetRequest())).Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
    }

    [Fact]
    public async Task A_snippet_is_at_most_a_kilobyte()
    {
        var client = new TestClient();
        client.Script.Respond(200, "<html>" + new string('x', 100_000));

        (await client.FailAsync(client.GetRequest())).ResponseBody!.Length.ShouldBe(1024);
    }

    [Fact]
    public async Task An_error_body_is_read_to_a_limit_only()
    {
        var endless = new EndlessStream();
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(400, new StreamContent(endless)));

        ApiException error = await client.FailAsync(client.GetRequest());

        error.ResponseBody!.Length.ShouldBe(64 * 1024);
        endless.Given.ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public async Task A_big_success_is_not_read_when_its_announced_size_is_too_large()
    {
        var endless = new EndlessStream();
        var client = new TestClient();
        client.Script.Respond(_ =>
        {
            var content = new StreamContent(endless);
            content.Headers.ContentLength = 1L << 40;
            return ScriptedHandler.Response(200, content);
        });

        (await client.FailAsync(client.GetRequest())).Message.ShouldContain("limit");
        endless.Given.ShouldBe(0);
    }

    [Fact]
    public async Task Raw_content_is_there_only_when_it_was_asked_for()
    {
        var released = new TestClient();
        released.Script.Respond(200, """{"name":"a"}""");
        JsonRead<string> read = TestClient.ReadName;
        var result = await released.Pipeline.SendAsync(released.GetRequest(), read, default);
        result.GetRawResponse().Status.ShouldBe(200);
        Should.Throw<InvalidOperationException>(() => result.GetRawResponse().Content).Message.ShouldContain("KeepResponseContent");

        var kept = new TestClient(o => o.KeepResponseContent = true);
        kept.Script.Respond(200, """{"name":"a"}""");
        result = await kept.Pipeline.SendAsync(kept.GetRequest(), read, default);
        result.GetRawResponse().Content.ToString().ShouldBe("""{"name":"a"}""");
        result.GetRawResponse().ContentStream!.Length.ShouldBe(12);
    }

    [Theory]
    [InlineData(200, "OK", null)]
    [InlineData(200, "", null)]
    [InlineData(204, null, null)]
    [InlineData(200, """{"name":"a"}""", "a")]
    public async Task An_optional_answer_may_be_absent_or_plain_text(int status, string? body, string? expected)
    {
        var client = new TestClient();
        client.Script.Respond(status, body);
        JsonRead<string> read = TestClient.ReadName;

        (await client.Pipeline.SendOptionalAsync(client.GetRequest(), read, default)).Value.ShouldBe(expected);
    }

    [Fact]
    public async Task Text_is_read_in_its_character_set()
    {
        var client = new TestClient();
        client.Script.Respond(_ => ScriptedHandler.Response(200, Encoding.Latin1.GetBytes("Größe"),
            ("Content-Type", "text/plain; charset=iso-8859-1")))
            .Respond(200, "Größe");

        (await client.Pipeline.SendForTextAsync(client.GetRequest(), default)).Value.ShouldBe("Größe");
        (await client.Pipeline.SendForTextAsync(client.GetRequest(), default)).Value.ShouldBe("Größe");
    }

    [Fact]
    public async Task Only_the_statuses_of_success_are_success()
    {
        var operation = new ApiOperation("Things.Get", "GET", "/things") { Success = StatusSet.Of("200") };
        var client = new TestClient();
        client.Script.Respond(201, "{}");

        ApiException error = await client.FailAsync(client.Pipeline.CreateRequest(operation));
        error.Status.ShouldBe(201);
        error.Outcome.ShouldBe(ApiOutcome.Rejected);
    }

    [Fact]
    public async Task A_stream_that_stalls_or_breaks_ends_with_our_error()
    {
        var client = new TestClient(o => o.ReadTimeout = TimeSpan.FromSeconds(5));
        client.Script.Respond(_ => ScriptedHandler.Response(200, new StreamContent(new StallingStream())))
            .Respond(_ => ScriptedHandler.Response(200, new StreamContent(new BreakingStream([1, 2, 3]))));

        Stream stalls = (await client.Pipeline.SendForStreamAsync(client.GetRequest(), default)).Value;
        ApiException silent = await Should.ThrowAsync<ApiException>(() => client.Clock.RunAsync(stalls.CopyToAsync(Stream.Null)));
        silent.Message.ShouldContain("silent for 5 s");
        client.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(5));

        Stream breaks = (await client.Pipeline.SendForStreamAsync(client.GetRequest(), default)).Value;
        (await Should.ThrowAsync<ApiException>(() => breaks.CopyToAsync(Stream.Null))).Message.ShouldContain("early");
    }

    [Fact]
    public async Task Lines_and_events_are_read_one_by_one()
    {
        var client = new TestClient();
        client.Script.Respond(200, "{\"name\":\"a\"}\r\n\n{\"name\":\"b\"}\n{\"name\":\"c\"}")
            .Respond(200, ": hello\n\ndata: {\"name\":\"a\"}\n\nevent: x\ndata: {\"name\":\ndata: \"b\"}\n\ndata: [DONE]\n\ndata: junk\n\n")
            .Respond(200, "{\"name\":\"a\"}\n{\"na");
        JsonRead<string> read = TestClient.ReadName;

        (await client.Pipeline.SendForNdjsonAsync(client.GetRequest(), read).ToListAsync()).ShouldBe(["a", "b", "c"]);
        (await client.Pipeline.SendForEventsAsync(client.GetRequest(), read).ToListAsync()).ShouldBe(["a", "b"]);
        var seen = new List<string>();
        ApiException cut = await Should.ThrowAsync<ApiException>(async () =>
        {
            await foreach (string name in client.Pipeline.SendForNdjsonAsync(client.GetRequest(), read))
                seen.Add(name);
        });
        seen.ShouldBe(["a"]);
        cut.Message.ShouldContain("ends early");
    }

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Compress(string encoding, byte[] content)
    {
        using var target = new MemoryStream();
        using (Stream encoder = encoding == "gzip" ? new GZipStream(target, CompressionLevel.Optimal)
            : new BrotliStream(target, CompressionLevel.Optimal))
            encoder.Write(content);
        return target.ToArray();
    }

    /// <summary>Content without a length, as chunked or close-delimited answers have.</summary>
    private sealed class ChunkedContent(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(bytes));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return new ValueTask<int>(buffer.Length);
        }
    }

    private sealed class StallingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var never = new TaskCompletionSource<int>();
            cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            return new ValueTask<int>(never.Task);
        }
    }
}
