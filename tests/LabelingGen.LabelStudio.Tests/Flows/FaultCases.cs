using LabelingGen.Emulator;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>The rows of the fault matrix that pass by, by name.</summary>
internal static class FaultCases
{
    private static readonly Dictionary<string, (Fault Fault, int Times)> All = new(StringComparer.Ordinal)
    {
        ["reset before processing"] = (Fault.Reset(FaultPoint.BeforeProcessing), 2),
        ["reset before the answer"] = (Fault.Reset(FaultPoint.BeforeResponse), 2),
        ["reset in the body"] = (Fault.Reset(FaultPoint.MidBody), 2),
        ["body shorter than declared"] = (Fault.Truncate(Truncation.DeclaredLength), 2),
        ["gzip cut short"] = (Fault.Truncate(Truncation.Gzip), 2),
        ["429 for 2 s"] = (Fault.Status(429, "2"), 1),
        ["429 until a date"] = (Fault.Status(429, "Wed, 21 Oct 2015 07:28:00 GMT"), 2),
        ["429 for 0 s"] = (Fault.Status(429, "0"), 2),
        ["429 with nonsense"] = (Fault.Status(429, "soon"), 2),
        ["429 for -1 s"] = (Fault.Status(429, "-1"), 2),
        ["429 for 30 years"] = (Fault.Status(429, "1000000000"), 1),
        ["408 twice"] = (Fault.Status(408), 2),
        ["500 twice"] = (Fault.Status(500), 2),
        ["502 twice"] = (Fault.Status(502), 2),
        ["503 twice"] = (Fault.Status(503), 2),
        ["504 twice"] = (Fault.Status(504), 2),
        ["500 although it was done"] = (Fault.Status(500, point: FaultPoint.BeforeResponse), 1),
        ["byte by byte"] = (Fault.Trickle(1, TimeSpan.Zero), 2),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static void Inject(this LabelStudioFlow flow, string name, string method, string path)
    {
        (Fault fault, int times) = All[name];
        flow.Faults.Add(new FaultRule(fault) { Method = method, Path = path, Times = times });
    }
}
