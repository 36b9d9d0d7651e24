using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Benchmarks.Grpc;

/// <summary>Our gRPC client against grpc-js's, both on the server of grpc-js: row 13 of the goals.</summary>
internal static class GrpcRatios
{
    private const int Rounds = 3;
    private const int StartupRounds = 7;
    private const int Messages = 100_000;
    private const int FastMessages = 400_000;
    private const double BytesGoal = 6 * 1024;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
    private static readonly GrpcMethod<BytesValue, BytesValue> Echo = new("benchmark.Peer", "Echo", BytesValue.Parser);
    private static readonly GrpcMethod<UInt64Value, BytesValue> Count = new("benchmark.Peer", "Count", BytesValue.Parser);
    private static readonly BytesValue Message = new() { Value = ByteString.CopyFrom(new byte[100]) };

    public static IEnumerable<Ratio> Measure()
    {
        using GrpcJsPeer peer = new();
        using GrpcChannel channel = new(peer.Address);
        foreach (int concurrency in new[] { 1, 16, 64 })
        {
            Unary(channel, concurrency, Time / 2);
            (double ours, double theirs) = Best(() => Unary(channel, concurrency, Time), () => peer.Unary(concurrency, Time));
            yield return new Ratio($"grpc-unary-{concurrency}-calls-per-s", ours, theirs);
        }

        (double read, double peerRead) = Best(() => Stream(channel, Messages), () => GrpcJsPeer.Stream(peer.Address, Messages));
        yield return new Ratio("grpc-stream-messages-per-s", read, peerRead);
        yield return FastStream();
        yield return new Ratio("grpc-call-bytes", BytesOfCall(channel), BytesGoal);
        (double first, double peerFirst) = Least(() => GrpcJsPeer.OurFirstCall(peer.Address), peer.FirstCall);
        yield return new Ratio("grpc-startup-ms", first, peerFirst);
    }

    /// <summary>What the process of a startup measurement does: one call, answered.</summary>
    public static int FirstCall(string address)
    {
        using GrpcChannel channel = new(new Uri(address));
        return channel.UnaryAsync(Echo, Message).GetAwaiter().GetResult().Value.Value.Length == Message.Value.Length ? 0 : 1;
    }

    /// <summary>
    /// The server of grpc-js is busy all the time with either client, so it hides what a client can do; this one is far from busy. It
    /// writes each message by itself, and a client that waits for each, as .NET's sockets do, costs it more than one that comes late:
    /// 6 µs in the kernel instead of 4.
    /// </summary>
    private static Ratio FastStream()
    {
        using GrpcStreamServer server = new();
        using GrpcChannel channel = new(server.Address);
        (double read, double peerRead) =
            Best(() => Stream(channel, FastMessages), () => GrpcJsPeer.Stream(server.Address, FastMessages));
        return new Ratio("grpc-stream-of-a-fast-server-messages-per-s", read, peerRead);
    }

    /// <summary>In turns, so that a busy machine slows both; the best of each, for noise only ever takes away.</summary>
    private static (double Ours, double Peer) Best(Func<double> ours, Func<double> peer)
    {
        (double best, double bestPeer) = (0, 0);
        for (int i = 0; i < Rounds; i++)
        {
            best = Math.Max(best, ours());
            bestPeer = Math.Max(bestPeer, peer());
        }

        return (best, bestPeer);
    }

    private static (double Ours, double Peer) Least(Func<double> ours, Func<double> peer)
    {
        (double best, double bestPeer) = (double.MaxValue, double.MaxValue);
        for (int i = 0; i < StartupRounds; i++)
        {
            best = Math.Min(best, ours());
            bestPeer = Math.Min(bestPeer, peer());
        }

        return (best, bestPeer);
    }

    private static double Unary(GrpcChannel channel, int concurrency, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        Task[] callers = [.. Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < time)
            {
                await channel.UnaryAsync(Echo, Message);
                Interlocked.Increment(ref calls);
            }
        }))];
        Task.WaitAll(callers);
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Stream(GrpcChannel channel, int messages)
    {
        long start = Stopwatch.GetTimestamp();
        int count = ReadAsync(channel, messages).GetAwaiter().GetResult();
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<int> ReadAsync(GrpcChannel channel, int messages)
    {
        int count = 0;
        await foreach (BytesValue message in channel.ServerStreaming(Count, new UInt64Value { Value = (ulong)messages }))
            count++;
        return count;
    }

    private static double BytesOfCall(GrpcChannel channel)
    {
        const int Calls = 2000;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++)
            channel.UnaryAsync(Echo, Message).GetAwaiter().GetResult();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }
}
