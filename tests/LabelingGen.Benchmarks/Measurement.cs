using System.Diagnostics;

namespace LabelingGen.Benchmarks;

/// <summary>What one run of a piece of work costs.</summary>
/// <param name="Milliseconds">The least time of all runs: noise only ever adds.</param>
/// <param name="Bytes">Managed bytes allocated.</param>
internal readonly record struct Measurement(double Milliseconds, long Bytes)
{
    /// <summary>Measures two pieces of work in turns, so that a busy machine slows both.</summary>
    public static (Measurement Ours, Measurement Peer) Compare(Action ours, Action peer, int rounds = 60)
    {
        for (int i = 0; i < 40; i++)
        {
            ours();
            peer();
        }

        // Tiered compilation swaps code in the background.
        Thread.Yield();
        Measurement best = new(double.MaxValue, long.MaxValue);
        (Measurement bestOurs, Measurement bestPeer) = (best, best);
        for (int i = 0; i < rounds; i++)
        {
            bestOurs = Best(bestOurs, Once(ours));
            bestPeer = Best(bestPeer, Once(peer));
        }

        return (bestOurs, bestPeer);
    }

    private static Measurement Once(Action work)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        work();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(elapsed.TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static Measurement Best(Measurement left, Measurement right) =>
        new(Math.Min(left.Milliseconds, right.Milliseconds), Math.Min(left.Bytes, right.Bytes));
}
