using System.Text;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests;

public class MultipartTests
{
    private static readonly ApiOperation Upload = new("Files.Upload", "POST", "/files") { Idempotency = Idempotency.Safe };

    [Fact]
    public async Task Parts_are_written_in_order_with_their_headers_and_the_length_is_announced()
    {
        var client = new TestClient();
        client.Script.Respond(200, "{}");
        MultipartContent content = new MultipartContent(boundary: "B")
            .AddText("name", "a")
            .AddText("absent", (ParameterValue?)null)
            .AddText("tags", [(ParameterValue)"x", 5, true])
            .AddJson("meta", 7, static (writer, value) => writer.WriteNumberValue(value))
            .AddFile("file", new MemoryStream("bytes"u8.ToArray()), "photo.jpg", "image/jpeg");

        await client.SendAsync(client.Pipeline.CreateRequest(Upload).MultipartBody(content));

        SentRequest sent = client.Script.Requests[0];
        sent.Header("Content-Type").ShouldBe("multipart/form-data; boundary=B");
        sent.Text.ShouldBe(string.Join("\r\n",
            "--B", "Content-Disposition: form-data; name=\"name\"", "", "a",
            "--B", "Content-Disposition: form-data; name=\"tags\"", "", "x",
            "--B", "Content-Disposition: form-data; name=\"tags\"", "", "5",
            "--B", "Content-Disposition: form-data; name=\"tags\"", "", "true",
            "--B", "Content-Disposition: form-data; name=\"meta\"", "Content-Type: application/json", "", "7",
            "--B", "Content-Disposition: form-data; name=\"file\"; filename=\"photo.jpg\"", "Content-Type: image/jpeg", "", "bytes",
            "--B--", ""));
        sent.Header("Content-Length").ShouldBe(sent.Body!.Length.ToString());
    }

    [Theory]
    [InlineData("a\"b.jpg", "a%22b.jpg")]
    [InlineData("a\r\nX-Evil: 1\r\n\r\nb.jpg", "a%0D%0AX-Evil: 1%0D%0A%0D%0Ab.jpg")]
    [InlineData("größe 写真.png", "größe 写真.png")]
    [InlineData("a\\b;c=d.jpg", "a\\b;c=d.jpg")]
    public async Task Names_cannot_break_out_of_their_header(string name, string written)
    {
        using var target = new MemoryStream();
        var content = new MultipartContent(boundary: "B");
        content.AddFile(name, new MemoryStream([1]), name);
        await content.WriteToAsync(target);

        string text = Encoding.UTF8.GetString(target.ToArray());
        text.ShouldContain($"name=\"{written}\"; filename=\"{written}\"\r\n");
        text.Split("\r\n").Length.ShouldBe(7);
    }

    [Fact]
    public void A_boundary_or_media_type_that_would_break_the_body_is_refused()
    {
        Should.Throw<ArgumentException>(() => new MultipartContent(boundary: "a\r\nb"));
        Should.Throw<ArgumentException>(() => new MultipartContent(boundary: new string('x', 71)));
        Should.Throw<ArgumentException>(() => new MultipartContent().AddFile("f", Stream.Null, "f", "image/png\r\nX: 1"));
        Should.Throw<ArgumentException>(() => new MultipartContent().AddText("", "x"));
    }

    [Fact]
    public async Task A_stream_without_a_length_is_sent_chunked_and_only_once()
    {
        var client = new TestClient();
        client.Script.Respond(503).Respond(200, "{}");

        ApiException error = await client.FailAsync(client.Pipeline.CreateRequest(Upload)
            .MultipartBody(new MultipartContent().AddFile("f", new ForwardOnlyStream(1000), "f.bin")));

        error.Status.ShouldBe(503);
        error.Attempts.ShouldBe(1);
        client.Script.Requests[0].Header("Content-Length").ShouldBeNull();
        client.Script.Requests[0].Body!.Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_still_sent_after_a_refused_connection()
    {
        var client = new TestClient(handler: new NeverReadingHandler());
        ApiException error = await client.FailAsync(client.Pipeline.CreateRequest(Upload)
            .MultipartBody(new MultipartContent().AddFile("f", new ForwardOnlyStream(10), "f.bin")));

        error.Attempts.ShouldBe(4);
        error.Outcome.ShouldBe(ApiOutcome.NotSent);
    }

    [Fact]
    public async Task A_retry_sends_the_same_bytes_from_where_the_stream_stood_and_progress_never_runs_backwards()
    {
        byte[] bytes = new byte[300_000];
        new Random(3).NextBytes(bytes);
        var file = new MemoryStream(bytes) { Position = 1000 };
        var seen = new List<long>();
        var client = new TestClient();
        client.Script.Respond(503).Reset().Respond(200, "{}");

        await client.SendAsync(client.Pipeline.CreateRequest(Upload)
            .MultipartBody(new MultipartContent(new Immediate(seen.Add), "B").AddFile("f", file, "f.bin")));

        client.Script.Requests.Count.ShouldBe(3);
        client.Script.Requests[2].Body.ShouldBe(client.Script.Requests[0].Body);
        seen.ShouldBe(seen.Order());
        seen.Distinct().Count().ShouldBe(seen.Count);
        seen[^1].ShouldBe(299_000);
        client.Script.Requests[0].Body.AsSpan().IndexOf(bytes.AsSpan(1000, 200_000)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Ten_gigabytes_that_cannot_seek_pass_in_little_memory()
    {
        const long Length = 10L * 1024 * 1024 * 1024;
        var content = new MultipartContent(boundary: "B").AddFile("f", new ForwardOnlyStream(Length), "f.bin", length: Length);
        content.TryComputeLength(out long announced).ShouldBeTrue();
        var sink = new CountingStream();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task writing = content.WriteToAsync(sink);

        // Neither stream ever waits, so all of it happened on this thread, which no other test shares.
        writing.IsCompletedSuccessfully.ShouldBeTrue();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2L * 1024 * 1024);
        sink.Count.ShouldBe(announced);
    }

    [Fact]
    public async Task A_large_body_may_take_longer_than_an_attempt_waits_in_silence()
    {
        var client = new TestClient(o => o.TryTimeout = TimeSpan.FromSeconds(10));
        client.Script.Respond(200, """{"name":"whole"}""");
        byte[] bytes = new byte[200_000];
        new Random(3).NextBytes(bytes);
        var file = new SlowStream(bytes, client.Clock, piece: 20_000);

        (await client.SendAsync(
            client.Pipeline.CreateRequest(Upload).MultipartBody(new MultipartContent(boundary: "B").AddFile("f", file, "f.bin"))))
            .ShouldBe("whole");

        client.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(90));
        client.Script.Requests.ShouldHaveSingleItem().Body.AsSpan().IndexOf(bytes).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_stream_that_ends_before_its_stated_length_fails_the_call()
    {
        var client = new TestClient(o => o.Retry.MaxRetries = 0);
        client.Script.Respond(200, "{}");

        ApiException error = await client.FailAsync(client.Pipeline.CreateRequest(Upload).StreamBody(new ForwardOnlyStream(10),
            length: 20));

        error.ToString().ShouldContain("ended 10 bytes before its stated length of 20");
    }

    private sealed class Immediate(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }

    private sealed class NeverReadingHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));
    }

    private sealed class CountingStream : MemoryStream
    {
        public long Count { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ForwardOnlyStream(long length) : MemoryStream
    {
        private long _left = length;

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = (int)Math.Min(_left, buffer.Length);
            _left -= count;
            return new ValueTask<int>(count);
        }
    }
}
