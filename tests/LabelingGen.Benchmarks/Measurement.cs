using System.Diagnostics;

namespace LabelingGen.Benchmarks;

/// <summary>What one run of a piece of work costs.</summary>
/// <param name="Milliseconds">Time.</param>
/// <param name="Bytes">Managed bytes allocated: by this thread, or by the whole process where the work is asynchronous.</param>
internal readonly record struct Measurement(double Milliseconds, double Bytes)
{
    private const int FewestWarmUps = 100;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1.5);

    /// <summary>Tiered compilation swaps code in the background; on a busy machine it needs to be given the time.</summary>
    private static readonly TimeSpan CompilationTime = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// Measures two pieces of work in turns, so that a busy machine slows both. Of the quietest tenth of the rounds it gives the one whose
    /// ratio of times is the median. (The least time of each would compare the best moments of a processor that changes its speed.)
    /// </summary>
    /// <param name="rounds">How often each has its turn.</param>
    /// <param name="repeat">How often it is done per turn; the figures are those of once.</param>
    /// <param name="warmUps">How often both are done beforehand at least; few for work that takes long.</param>
    public static (Measurement Ours, Measurement Peer) Compare(
        Action ours, Action peer, int rounds = 200, int repeat = 1, int warmUps = FewestWarmUps)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < warmUps || Stopwatch.GetElapsedTime(start) < WarmUpTime; i++)
        {
            Once(ours, repeat);
            Once(peer, repeat);
            if (i == warmUps / 2)
                Thread.Sleep(CompilationTime);
        }

        var pairs = new (Measurement Ours, Measurement Peer)[rounds];
        for (int i = 0; i < rounds; i++)
            pairs[i] = (Once(ours, repeat), Once(peer, repeat));
        return MedianOf(pairs);
    }

    /// <inheritdoc cref="Compare"/>
    public static async Task<(Measurement Ours, Measurement Peer)> CompareAsync(
        Func<Task> ours, Func<Task> peer, int rounds = 200, int repeat = 1)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < FewestWarmUps || Stopwatch.GetElapsedTime(start) < WarmUpTime; i++)
        {
            await OnceAsync(ours, repeat);
            await OnceAsync(peer, repeat);
            if (i == FewestWarmUps / 2)
                await Task.Delay(CompilationTime);
        }

        var pairs = new (Measurement Ours, Measurement Peer)[rounds];
        for (int i = 0; i < rounds; i++)
            pairs[i] = (await OnceAsync(ours, repeat), await OnceAsync(peer, repeat));
        return MedianOf(pairs);
    }

    private static Measurement Once(Action work, int repeat)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeat; i++)
            work();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(elapsed.TotalMilliseconds / repeat, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / repeat);
    }

    private static async Task<Measurement> OnceAsync(Func<Task> work, int repeat)
    {
        long bytes = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeat; i++)
            await work();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Measurement(elapsed.TotalMilliseconds / repeat, (double)(GC.GetTotalAllocatedBytes() - bytes) / repeat);
    }

    private static (Measurement Ours, Measurement Peer) MedianOf((Measurement Ours, Measurement Peer)[] pairs) => pairs
        .OrderBy(pair => pair.Ours.Milliseconds + pair.Peer.Milliseconds).Take((pairs.Length + 9) / 10)
        .OrderBy(pair => pair.Ours.Milliseconds / pair.Peer.Milliseconds).ElementAt((pairs.Length + 9) / 20);
}
