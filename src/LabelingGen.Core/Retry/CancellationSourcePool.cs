using System.Collections.Concurrent;

namespace LabelingGen.Core;

/// <summary>Keeps cancellation sources that were not cancelled, with their timers, for the next attempt.</summary>
internal static class CancellationSourcePool
{
    private const int MostKept = 256;

    private static readonly ConcurrentQueue<CancellationTokenSource> Sources = new();
    private static int _count;

    public static CancellationTokenSource Rent()
    {
        if (!Sources.TryDequeue(out CancellationTokenSource? source))
            return new CancellationTokenSource();
        Interlocked.Decrement(ref _count);
        return source;
    }

    /// <summary>Takes a source back; nobody may hold its token any longer.</summary>
    public static void Return(CancellationTokenSource source)
    {
        if (Interlocked.Increment(ref _count) <= MostKept && source.TryReset())
        {
            Sources.Enqueue(source);
            return;
        }

        Interlocked.Decrement(ref _count);
        source.Dispose();
    }
}
