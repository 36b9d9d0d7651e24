using System.Text.Json;
using LabelingGen.Core;
using LabelingGen.Testing;
using Microsoft.Extensions.Configuration;

namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>The lines of background uploads: how many there may be, and where they are written to.</summary>
public sealed class LineUploadTests
{
    private const int Objects = 512;

    [Fact]
    public async Task As_many_characters_as_the_vendor_takes_are_written_and_no_more()
    {
        CountingStream fitting = new();
        await WriteAsync(fitting, LineUpload.MaxBytes);
        fitting.Length.ShouldBe(LineUpload.MaxBytes);

        ArgumentException error = await Should.ThrowAsync<ArgumentException>(
            () => WriteAsync(new CountingStream(), LineUpload.MaxBytes + 1));
        error.Message.ShouldContain("536870888");
        error.Message.ShouldContain($"{Objects} objects");
    }

    [Fact]
    public async Task A_character_outside_ascii_takes_no_more_characters_than_bytes()
    {
        using MemoryStream lines = new();
        await LineUpload.WriteAsync(lines, AsyncSequence.AsAsync<string>(["ü"]), Write, default);
        lines.ToArray().ShouldBe("\"\\u00FC\"\n"u8.ToArray());
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("http://127.0.0.1:9000/a b", "?s3Endpoint=http%3A%2F%2F127.0.0.1%3A9000%2Fa%20b")]
    public async Task Storage_of_ones_own_is_named_when_an_address_is_asked_for(string? storage, string query)
    {
        ScriptedHandler script = new();
        script.Respond(200, """{"signed_url":"https://storage.example.com/put"}""").Respond(200)
            .Respond(200, """{"job_id":"job_1","job_last_known_status":"Running","job_type":"uploadAnnotations"}""");
        using HttpClient http = new(script);
        NucleusClient client = new(ApiCredential.FromKey("k"), new NucleusClientOptions
        {
            S3Endpoint = storage,
            Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(http),
        });
        await client.Datasets.StartAnnotateAsync("ds_1", [new BoxAnnotation("car", 1, 2, 3, 4, "r")]);
        Uri signing = script.Requests[0].Uri;
        signing.AbsolutePath.ShouldStartWith("/v1/nucleus/dataset/ds_1/signedUrl/");
        signing.Query.ShouldBe(query);
        (script.Requests[1].Method, script.Requests[1].Header("Authorization")).ShouldBe(("PUT", null));
        script.Requests.Count(r => r.Uri.Query.Contains("s3Endpoint", StringComparison.Ordinal)).ShouldBe(query.Length == 0 ? 0 : 1);
    }

    [Fact]
    public void Storage_of_ones_own_is_read_from_a_configuration()
    {
        NucleusClientOptions options = new() { S3Endpoint = "http://first" };
        options.ApplyConfiguration(new ConfigurationBuilder().AddInMemoryCollection([new("TryTimeout", "00:00:05")]).Build());
        (options.S3Endpoint, options.TryTimeout).ShouldBe(("http://first", TimeSpan.FromSeconds(5)));
        options.ApplyConfiguration(new ConfigurationBuilder().AddInMemoryCollection([new("S3Endpoint", "http://second")]).Build());
        options.S3Endpoint.ShouldBe("http://second");
    }

    /// <summary>Writes texts that make so many bytes with their quotes and line ends, each only when the one before has left.</summary>
    private static Task WriteAsync(CountingStream target, long bytes)
    {
        int each = (int)(bytes / Objects);
        string text = new('x', each - 3);
        string last = new('x', (int)(bytes - ((long)each * (Objects - 1))) - 3);
        return LineUpload.WriteAsync(target, Lines().AsAsync(), Write, default);

        IEnumerable<string> Lines()
        {
            for (int i = 0; i < Objects; i++)
            {
                target.Length.ShouldBe((long)each * i);
                yield return i == Objects - 1 ? last : text;
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    /// <summary>Counts bytes and keeps none.</summary>
    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _length += buffer.Length;
            return default;
        }
    }
}
