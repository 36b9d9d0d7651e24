using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Scale.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.Scale.Tests.Client;

/// <summary>Checklist lines 13, 15 and 19 to 22 through Scale's client: what a server may send.</summary>
public sealed class HostileAnswerTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task An_answer_is_counted_after_it_is_inflated(string encoding)
    {
        byte[] bomb = Compress(encoding, 64 << 20);
        bomb.Length.ShouldBeLessThan(1 << 20);
        ScriptedScale scale = new(options => options.MaxResponseBytes = 1 << 20);
        scale.Script.Respond(_ => ScriptedHandler.Response(200, bomb, ("Content-Encoding", encoding))).RepeatLast = true;
        long before = GC.GetAllocatedBytesForCurrentThread();

        (await Should.ThrowAsync<ScaleException>(() => scale.Client.Tasks.GetAsync("t"))).Message.ShouldContain("limit");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 << 20);
    }

    [Fact]
    public async Task An_endless_error_is_read_to_a_limit()
    {
        EndlessStream endless = new();
        ScriptedScale scale = new();
        scale.Script.Respond(_ => ScriptedHandler.Response(400, new StreamContent(endless)));

        await Should.ThrowAsync<ScaleInvalidRequestException>(() => scale.Client.Tasks.GetAsync("t"));

        endless.Given.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_found_out()
    {
        ScriptedScale scale = new();
        scale.Script.Respond(200, """{"docs": [{"task_id": "t"}], "next_token": "same", "has_more": true}""").RepeatLast = true;

        var failure = await Should.ThrowAsync<ScaleException>(
            async () => await scale.Client.Tasks.ListAsync(new() { Project = "street" }).CountAsync());

        failure.Message.ShouldContain("same");
        scale.Script.Requests.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Theory]
    [InlineData("""{"task_id": "t", "priority": 1e400}""")]
    [InlineData("""{"task_id": "t", "priority": 2147483648}""")]
    [InlineData("""{"task_id": "t", "priority": -0}""")]
    [InlineData("""{"task_id": "t", "priority": "20"}""")]
    [InlineData("""{"task_id": "t", "priority": 2.5}""")]
    [InlineData("""{"task_id": "t", "created_at": "10000-01-01T00:00:00Z"}""")]
    [InlineData("""{"task_id": "t", "created_at": "0001-01-01T00:00:00+14:00"}""")]
    [InlineData("""{"task_id": "t", "created_at": 1700000000}""")]
    [InlineData("""{"task_id": "t", "status": "", "urgency": "  "}""")]
    [InlineData("""{"task_id": "t", "metadata": {"n": 9007199254740993, "m": 1.0, "e": 1e3}}""")]
    public async Task Extremes_round_trip_or_are_told_as_a_typed_error(string json)
    {
        ScriptedScale scale = new();
        scale.Script.Respond(200, json);
        ScaleTask task;
        try
        {
            task = await scale.Client.Tasks.GetAsync("t");
        }
        catch (ScaleException failure)
        {
            failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
            return;
        }

        string written = JsonSerializer.Serialize(task);
        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(json)).ShouldBeTrue(written);
    }

    [Fact]
    public async Task Nesting_without_end_is_an_error_and_no_overflow()
    {
        const int Depth = 100_000;
        string json = $$"""{"task_id": "t", "unknown": {{new string('[', Depth)}}{{new string(']', Depth)}}}""";
        ScriptedScale scale = new();
        scale.Script.Respond(200, json);
        (await Should.ThrowAsync<ScaleException>(() => scale.Client.Tasks.GetAsync("t"))).Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    public async Task A_compressed_answer_that_is_cut_is_never_half_a_task(int cut)
    {
        using MemoryStream target = new();
        await using (GZipStream gzip = new(target, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"task_id": "t", "instruction": "Mark what is on the road."}"""));
        ScriptedScale scale = new();
        scale.Script.Respond(_ => ScriptedHandler.Response(200, target.ToArray()[..^cut], ("Content-Encoding", "gzip"))).RepeatLast = true;

        await Should.ThrowAsync<ScaleException>(() => scale.Client.Tasks.GetAsync("t"));
    }

    private static byte[] Compress(string encoding, int length)
    {
        using MemoryStream target = new();
        using (Stream encoder = encoding == "gzip"
            ? new GZipStream(target, CompressionLevel.Fastest)
            : new BrotliStream(target, CompressionLevel.Fastest))
            encoder.Write(new byte[length]);
        return target.ToArray();
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
}
