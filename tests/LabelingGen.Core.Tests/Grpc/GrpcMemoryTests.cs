using System.Net;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>Large messages lie in pooled memory between the message objects and the socket, and nowhere else.</summary>
public sealed class GrpcMemoryTests
{
    private const int Size = 8 * 1024 * 1024;
    private const int Rounds = 8;
    private const int Allowance = 256 * 1024;

    private static readonly BytesValue Large = new() { Value = ByteString.CopyFrom(new byte[Size]) };
    private static readonly BytesValue Small = new() { Value = ByteString.CopyFrom(1, 2, 3) };
    private static readonly GrpcMethod<BytesValue, BytesValue> Method = new("test.Memory", "Copy", BytesValue.Parser);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_large_request_allocates_nothing_of_its_size(bool compress)
    {
        using Loopback loopback = new(Small);
        using GrpcChannel channel = new(new Uri("http://localhost"), new GrpcChannelOptions { Handler = loopback, Compress = compress });

        LeastAllocated(() => channel.UnaryAsync(Method, Large)).ShouldBeLessThan(Allowance);

        loopback.Sent.Writes.ShouldBe(Rounds);
        if (!compress)
            loopback.Sent.Bytes.ShouldBe(Rounds * (long)(GrpcFrame.HeaderLength + Large.CalculateSize()));
        loopback.Sent.Arrays.Count.ShouldBeLessThan(Rounds);
    }

    [Fact]
    public void A_large_response_allocates_the_bytes_of_its_message_once()
    {
        using Loopback loopback = new(Large);
        using GrpcChannel channel = new(new Uri("http://localhost"), new GrpcChannelOptions { Handler = loopback });

        LeastAllocated(() => channel.UnaryAsync(Method, Small)).ShouldBeInRange(Size, Size + Allowance);
    }

    /// <summary>The least of some rounds: the first fill the pool, and a collection may empty it.</summary>
    private static long LeastAllocated(Func<Task<GrpcResponse<BytesValue>>> call)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Task<GrpcResponse<BytesValue>> called = call();
            called.IsCompletedSuccessfully.ShouldBeTrue();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>Takes requests and answers each with the same message, all on the caller's thread.</summary>
    private sealed class Loopback(BytesValue answer) : HttpMessageHandler
    {
        private readonly byte[] _frame = GrpcServerCall.Frame(answer.ToByteArray());

        public Sink Sent { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Sent, cancellationToken);
            StreamContent body = new(new MemoryStream(_frame));
            body.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
            HttpResponseMessage response = new(HttpStatusCode.OK) { Content = body };
            response.TrailingHeaders.Add("grpc-status", "0");
            return response;
        }
    }

    /// <summary>A socket's place: sees which memory it is given.</summary>
    private sealed class Sink : MemoryStream
    {
        public int Writes { get; private set; }

        public long Bytes { get; private set; }

        public HashSet<byte[]> Arrays { get; } = [];

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            Bytes += buffer.Length;
            MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment).ShouldBeTrue();
            Arrays.Add(segment.Array!);
            return ValueTask.CompletedTask;
        }
    }
}
