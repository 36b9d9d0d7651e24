using System.Text.Json;
using LabelingGen.Core.Json;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests.Content;

/// <summary>Files inside JSON bodies: streamed, exact, sent again where that is possible.</summary>
public sealed class Base64ContentTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(48 * 1024)]
    [InlineData(48 * 1024 + 1)]
    [InlineData(200_001)]
    public async Task A_body_with_files_is_the_JSON_that_holds_their_base64(int length)
    {
        byte[] first = Bytes(length, 1);
        byte[] second = Bytes(17, 2);
        TestClient client = Answering(1);
        await client.Pipeline.SendAsync(Request(client, [Base64Content.FromBytes(first), Base64Content.FromBytes(second)]), default);
        SentRequest sent = client.Script.Requests.ShouldHaveSingleItem();
        string expected = $$"""["é","{{Convert.ToBase64String(first)}}","{{Convert.ToBase64String(second)}}"]""";
        JsonDocument.Parse(sent.Text).RootElement[0].GetString().ShouldBe("é");
        sent.Text[sent.Text.IndexOf(',', StringComparison.Ordinal)..].ShouldBe(expected[expected.IndexOf(',', StringComparison.Ordinal)..]);
        sent.Header("Content-Length").ShouldBe(sent.Body!.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_file_is_read_again_for_a_retry_and_its_progress_never_runs_backwards()
    {
        string path = Path.GetTempFileName();
        byte[] content = Bytes(150_000, 3);
        await File.WriteAllBytesAsync(path, content);
        try
        {
            List<long> progress = [];
            TestClient client = new();
            client.Script.Respond(503, "{}");
            client.Script.Respond(200, "{}");
            Base64Content file = new ListeningFile(path, progress).File;
            await client.Clock.RunAsync(client.Pipeline.SendAsync(Request(client, [file], safe: true), default));
            client.Script.Requests.Count.ShouldBe(2);
            client.Script.Requests[1].Text.ShouldBe(client.Script.Requests[0].Text);
            client.Script.Requests[1].Text.ShouldContain(Convert.ToBase64String(content));
            progress.ShouldBe(progress.Order());
            progress[^1].ShouldBe(content.Length);
            file.FileName.ShouldBe(Path.GetFileName(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_once()
    {
        TestClient client = new();
        client.Script.Respond(503, "{}");
        using Stream stream = new ForwardStream(Bytes(10, 4));
        Base64Content file = Base64Content.FromStream(stream, "a.png", 10);
        var failure = await Should.ThrowAsync<ApiException>(
            client.Clock.RunAsync(client.Pipeline.SendAsync(Request(client, [file], safe: true), default)));
        failure.Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData(100, 50, false, 0)]
    [InlineData(100, 50, true, 0)]
    [InlineData(500_000, 400_000, false, 0)]
    [InlineData(500_000, 400_000, true, 1)]
    public async Task A_check_sees_what_it_asks_for_and_its_refusal_ends_the_call(int length, int place, bool isForward, int requests)
    {
        byte[] content = Bytes(length, 6);
        using Stream stream = isForward ? new ForwardStream(content) : new MemoryStream(content);
        ByteCheck check = new(place, refuses: true);
        TestClient client = Answering(1);
        Base64Content file = Base64Content.FromStream(stream, "a.bin", length).CheckedBy(() => check.Again());
        ArgumentException refusal = await Should.ThrowAsync<ArgumentException>(client.Pipeline.SendAsync(Request(client, [file]), default));
        refusal.Message.ShouldContain(content[place].ToString(System.Globalization.CultureInfo.InvariantCulture));
        client.Script.Requests.Count.ShouldBeLessThanOrEqualTo(requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_check_that_is_content_changes_nothing_also_on_a_retry(bool isForward)
    {
        byte[] content = Bytes(300_000, 7);
        using Stream stream = isForward ? new ForwardStream(content) : new MemoryStream(content);
        ByteCheck check = new(200_000, refuses: false);
        TestClient client = new();
        if (!isForward)
            client.Script.Respond(503, "{}");
        client.Script.Respond(200, "{}");
        Base64Content file = Base64Content.FromStream(stream, "a.bin", content.Length).CheckedBy(() => check.Again());
        await client.Clock.RunAsync(client.Pipeline.SendAsync(Request(client, [file], safe: true), default));
        client.Script.Requests[^1].Text.ShouldContain(Convert.ToBase64String(content));
        check.Seen.ShouldBe(content[200_000]);
    }

    [Fact]
    public void The_length_of_a_stream_must_be_known()
    {
        using Stream stream = new ForwardStream([1, 2]);
        Should.Throw<ArgumentException>(() => Base64Content.FromStream(stream)).ParamName.ShouldBe("length");
        Should.Throw<FileNotFoundException>(() => Base64Content.FromFile("no/such/file.png")).FileName.ShouldBe("no/such/file.png");
    }

    [Fact]
    public async Task A_stream_longer_than_stated_is_an_error_not_a_part_of_the_file()
    {
        TestClient client = Answering(1);
        using Stream stream = new ForwardStream(Bytes(10, 5));
        ArgumentException failure = await Should.ThrowAsync<ArgumentException>(
            client.Pipeline.SendAsync(Request(client, [Base64Content.FromStream(stream, "a.bin", 9)]), default));
        failure.Message.ShouldContain("a.bin");
    }

    [Fact]
    public async Task A_stream_shorter_than_stated_is_an_error_not_a_short_file()
    {
        TestClient client = Answering(1);
        using Stream stream = new ForwardStream(Bytes(10, 5));
        ArgumentException failure = await Should.ThrowAsync<ArgumentException>(
            client.Pipeline.SendAsync(Request(client, [Base64Content.FromStream(stream, "a.bin", 11)]), default));
        failure.Message.ShouldContain("a.bin");
    }

    [Fact]
    public void Outside_of_a_body_the_whole_text_is_written_and_read()
    {
        Base64Content file = Base64Content.FromBytes("hello"u8.ToArray());
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            Base64Content.Write(writer, file);
        System.Text.Encoding.UTF8.GetString(buffer.ToArray()).ShouldBe("\"aGVsbG8=\"");
        Base64Content read = JsonMessage.Read(buffer.ToArray(), Base64Content.Read);
        (read.Length, read.EncodedLength).ShouldBe((5, 8));
        JsonCodec.ToBinaryData(read, Base64Content.Write).ToString().ShouldBe("\"aGVsbG8=\"");
    }

    private static TestClient Answering(int times)
    {
        TestClient client = new();
        for (int i = 0; i < times; i++)
            client.Script.Respond(200, "{}");
        return client;
    }

    private static ApiRequest Request(TestClient client, Base64Content[] files, bool safe = false) => client.Pipeline
        .CreateRequest(safe ? new ApiOperation("Files.Put", "PUT", "/files") : TestClient.Create)
        .JsonBody(files, static (writer, all) =>
        {
            writer.WriteStartArray();
            writer.WriteStringValue("é");
            foreach (Base64Content file in all)
                Base64Content.Write(writer, file);
            writer.WriteEndArray();
        });

    private static byte[] Bytes(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private sealed class ListeningFile(string path, List<long> progress) : IProgress<long>
    {
        public Base64Content File => Base64Content.FromFile(path, this);

        public void Report(long value) => progress.Add(value);
    }

    private sealed class ForwardStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }

    /// <summary>Wants to see one byte only.</summary>
    private sealed class ByteCheck(int place, bool refuses) : IContentCheck
    {
        private int _left;

        public byte? Seen { get; private set; }

        public ByteCheck Again()
        {
            _left = place;
            return this;
        }

        public long Look(ReadOnlySpan<byte> bytes)
        {
            if (_left >= bytes.Length)
            {
                long skip = _left - bytes.Length;
                _left = 0;
                return skip;
            }

            Seen = bytes[_left];
            return refuses ? throw new ArgumentException($"{Seen} is refused.") : long.MaxValue;
        }

        public void End() => throw new ArgumentException("It is too short.");
    }
}
