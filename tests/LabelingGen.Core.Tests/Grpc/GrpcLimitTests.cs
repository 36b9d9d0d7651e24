using System.Buffers.Binary;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Core.Tests.Grpc;

public sealed class GrpcLimitTests
{
    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(1025u)]
    public async Task A_length_beyond_the_limit_allocates_nothing(uint length)
    {
        byte[] header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), length);
        using GrpcFrameReader reader = new(new MemoryStream(header), null, 1024);

        long before = GC.GetAllocatedBytesForCurrentThread();
        GrpcFailure e = await Should.ThrowAsync<GrpcFailure>(async () => await reader.ReadAsync(BytesValue.Parser, default));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
        e.Code.ShouldBe(GrpcStatusCode.ResourceExhausted);
        e.Message.ShouldContain($"{length}");
    }

    [Fact]
    public async Task An_allowed_length_is_believed_only_as_far_as_bytes_arrive()
    {
        byte[] header = new byte[5];
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), 1 << 30);
        using GrpcFrameReader reader = new(new MemoryStream(header), null, int.MaxValue);

        long before = GC.GetAllocatedBytesForCurrentThread();
        GrpcFailure e = await Should.ThrowAsync<GrpcFailure>(async () => await reader.ReadAsync(BytesValue.Parser, default));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(3 * 1024 * 1024);
        e.Code.ShouldBe(GrpcStatusCode.Internal);
    }

    [Fact]
    public void A_small_gzip_that_inflates_to_much_is_stopped_at_the_limit()
    {
        byte[] bomb = GrpcCallTests.Gzip(new byte[64 * 1024 * 1024]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<GrpcFailure>(() => GrpcGzip.Inflate(bomb, 0, bomb.Length, 100_000)).Code.ShouldBe(GrpcStatusCode.ResourceExhausted);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public void Every_cut_of_a_gzip_message_is_noticed()
    {
        byte[] plain = new byte[5000];
        new Random(3).NextBytes(plain.AsSpan(0, 2500));
        byte[] packed = GrpcCallTests.Gzip(plain);
        for (int length = 0; length < packed.Length; length++)
            Should.Throw<GrpcFailure>(() => GrpcGzip.Inflate(packed, 0, length, 10_000).Dispose()).Code.ShouldBe(GrpcStatusCode.Internal);
        using PooledBuffer whole = GrpcGzip.Inflate(packed, 0, packed.Length, 5000);
        whole.Written.ToArray().ShouldBe(plain);
    }

    [Fact]
    public async Task Groups_nested_ten_thousand_deep_are_refused()
    {
        // Field 15, start group, again and again, then as many ends.
        byte[] message = [.. Enumerable.Repeat((byte)0x7B, 10_000), .. Enumerable.Repeat((byte)0x7C, 10_000)];
        using GrpcFrameReader reader = new(new MemoryStream(GrpcServerCall.Frame(message)), null, 1 << 20);
        (await Should.ThrowAsync<GrpcFailure>(async () => await reader.ReadAsync(BytesValue.Parser, default))).Code
            .ShouldBe(GrpcStatusCode.Internal);
    }

    [Fact]
    public async Task Every_cut_of_a_body_is_noticed_and_every_split_is_read()
    {
        byte[] first = new StringValue { Value = "one" }.ToByteArray();
        byte[] body = [.. GrpcServerCall.Frame(first), .. GrpcServerCall.Frame([]), .. GrpcServerCall.Frame(first)];
        int[] boundaries = [0, 5 + first.Length, 10 + first.Length, body.Length];
        for (int length = 0; length <= body.Length; length++)
        {
            for (int step = 1; step <= 7; step += 3)
            {
                using GrpcFrameReader reader = new(new Slow(body[..length], step), null, 100);
                int read = 0;
                GrpcFailure? failure = null;
                try
                {
                    while (await reader.ReadAsync(StringValue.Parser, default) is not null)
                        read++;
                }
                catch (GrpcFailure e)
                {
                    failure = e;
                }

                read.ShouldBe(boundaries.Count(b => b > 0 && b <= length));
                (failure is null).ShouldBe(boundaries.Contains(length));
            }
        }
    }

    [Fact]
    public async Task A_request_beyond_the_limit_is_refused_before_the_network()
    {
        using GrpcChannel channel = new(new Uri("http://localhost:1"), new GrpcChannelOptions { MaxRequestMessageSize = 10 });
        StringValue large = new() { Value = new string('x', 20) };
        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, large));
        e.StatusCode.ShouldBe(GrpcStatusCode.ResourceExhausted);
        e.Outcome.ShouldBe(ApiOutcome.NotSent);
        e.Attempts.ShouldBe(0);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("grpc-status", "0")]
    [InlineData("te", "x")]
    [InlineData("a b", "x")]
    [InlineData("ä", "x")]
    [InlineData("x-y", "line\nbreak")]
    [InlineData("x-y", "nul\0")]
    [InlineData("x-y", "ä")]
    [InlineData("x-bin", "text")]
    public void Hostile_metadata_is_refused(string key, string value)
        => Should.Throw<ArgumentException>(() => new GrpcMetadata().Add(key, value)).Message.ShouldNotContain("line\nbreak");

    [Fact]
    public void Metadata_shows_keys_only()
    {
        GrpcMetadata metadata = [];
        metadata.Add("authorization", "canary-secret");
        metadata.ToString().ShouldBe("authorization");
        metadata[0].ToString().ShouldBe("authorization");
    }

    [Theory]
    [InlineData(0.0001, "1u")]
    [InlineData(1, "1000u")]
    [InlineData(99_999.999, "99999999u")]
    [InlineData(100_000, "100000m")]
    [InlineData(99_999_999, "99999999m")]
    [InlineData(100_000_000, "100000S")]
    [InlineData(1e12, "16666667M")]
    public void Timeouts_use_the_finest_unit_of_eight_digits(double milliseconds, string text)
        => GrpcTimeout.Format(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond))).ShouldBe(text);

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("%E2%98%BA %f0%9f%98%88", "\u263a \U0001F608")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("%0A%25", "\n%")]
    public void Messages_are_decoded_byte_by_byte(string encoded, string text) => GrpcStatus.DecodeMessage(encoded).ShouldBe(text);

    [Theory]
    [InlineData("AQI", new byte[] { 1, 2 })]
    [InlineData("AQI=", new byte[] { 1, 2 })]
    [InlineData("", new byte[0])]
    [InlineData("!", null)]
    public void Binary_metadata_may_be_padded_or_not(string text, byte[]? bytes)
    {
        GrpcBase64.TryDecode(text, out byte[]? decoded).ShouldBe(bytes is not null);
        decoded.ShouldBe(bytes);
    }

    private sealed class Slow(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
