using LabelingGen.Benchmarks.Calls;
using LabelingGen.Core;

namespace LabelingGen.Benchmarks.Uploads;

/// <summary>A body of any size from a stream that cannot seek: row 12 of the goals.</summary>
internal static class LargeUpload
{
    private static readonly ApiOperation Put = new("Files.Put", "PUT", "/file");

    /// <summary>Sends so many bytes.</summary>
    /// <returns>All managed bytes the process allocated meanwhile, which is more than it ever held; and whether progress ran forward
    /// only, to the end.</returns>
    public static async Task<(long Allocated, bool RanForward)> SendAsync(long length)
    {
        // The first upload pays for code and pools.
        await RunAsync(16 * 1024 * 1024, canSeek: false, new DiscardingHandler());
        GC.Collect();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        bool forward = await RunAsync(length, canSeek: false, new DiscardingHandler());
        return (GC.GetTotalAllocatedBytes(precise: true) - before, forward);
    }

    /// <summary>Sends a body whose first attempt breaks in the middle.</summary>
    /// <returns>Whether progress ran forward only, to the end.</returns>
    public static Task<bool> SendBrokenAsync(long length) => RunAsync(length, canSeek: true, new DiscardingHandler(length / 2));

    private static async Task<bool> RunAsync(long length, bool canSeek, DiscardingHandler handler)
    {
        ApiPipeline pipeline = CallRatios.Client(handler, new Uri("https://api.test")).Pipeline;
        var progress = new Furthest();
        await using var stream = new SyntheticStream(length, canSeek);
        await pipeline.SendAsync(pipeline.CreateRequest(Put).StreamBody(stream, length: length, progress: progress), default);
        if (handler.Received < length)
            throw new InvalidOperationException($"Only {handler.Received} of {length} bytes arrived.");
        return progress.RanForward && progress.Last == length;
    }

    private sealed class Furthest : IProgress<long>
    {
        public long Last { get; private set; }

        public bool RanForward { get; private set; } = true;

        public void Report(long value)
        {
            RanForward &= value > Last;
            Last = value;
        }
    }
}
