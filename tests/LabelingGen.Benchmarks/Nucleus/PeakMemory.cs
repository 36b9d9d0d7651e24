using LabelingGen.Core;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>Looks at live memory now and then while an upload goes on.</summary>
/// <param name="interval">Batches from one look to the next.</param>
internal sealed class PeakMemory(int interval) : IProgress<BulkProgress>
{
    private int _reports;

    public double Kilobytes { get; private set; }

    public void Report(BulkProgress value)
    {
        if (++_reports % interval == 0)
            Kilobytes = Math.Max(Kilobytes, GC.GetTotalMemory(forceFullCollection: true) / 1024.0);
    }
}
