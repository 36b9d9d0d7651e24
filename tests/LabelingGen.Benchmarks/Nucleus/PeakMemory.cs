using LabelingGen.Core;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>Looks at live memory now and then while an upload goes on.</summary>
internal sealed class PeakMemory : IProgress<BulkProgress>
{
    private const int Interval = 25;

    private int _reports;

    public double Kilobytes { get; private set; }

    public void Report(BulkProgress value)
    {
        if (++_reports % Interval == 0)
            Kilobytes = Math.Max(Kilobytes, GC.GetTotalMemory(forceFullCollection: true) / 1024.0);
    }
}
