using LabelingGen.Emulator;

namespace LabelingGen.FastLabel.Tests.Flows;

/// <summary>The rows of the fault matrix that pass by, by name.</summary>
internal static class FaultCases
{
    private static readonly Dictionary<string, (Fault Fault, int Times)> All = new(StringComparer.Ordinal)
    {
        ["reset before processing"] = (Fault.Reset(FaultPoint.BeforeProcessing), 2),
        ["reset before the answer"] = (Fault.Reset(FaultPoint.BeforeResponse), 1),
        ["reset in the body"] = (Fault.Reset(FaultPoint.MidBody), 1),
        ["body shorter than declared"] = (Fault.Truncate(Truncation.DeclaredLength), 1),
        ["gzip cut short"] = (Fault.Truncate(Truncation.Gzip), 1),
        ["429 for 2 s"] = (Fault.Status(429, "2"), 1),
        ["429 with nonsense"] = (Fault.Status(429, "soon"), 2),
        ["500 twice"] = (Fault.Status(500), 2),
        ["502 twice"] = (Fault.Status(502), 2),
        ["503 three times"] = (Fault.Status(503), 3),
        ["500 although it was done"] = (Fault.Status(500, point: FaultPoint.BeforeResponse), 1),
        ["byte by byte"] = (Fault.Trickle(1, TimeSpan.Zero), 2),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static void Inject(this FastLabelFlow flow, string name, string method)
    {
        (Fault fault, int times) = All[name];
        flow.Faults.Add(new FaultRule(fault) { Method = method, Times = times });
    }
}
