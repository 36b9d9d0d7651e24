namespace LabelingGen.Emulator.Testing;

/// <summary>The rows of the fault matrix that pass by within the four attempts of a call, by name.</summary>
public static class FaultCases
{
    private static readonly Dictionary<string, (Fault Fault, int Times)> All = new(StringComparer.Ordinal)
    {
        ["reset before processing"] = (Fault.Reset(FaultPoint.BeforeProcessing), 2),
        ["reset before the answer"] = (Fault.Reset(FaultPoint.BeforeResponse), 2),
        ["reset in the body"] = (Fault.Reset(FaultPoint.MidBody), 2),
        ["body shorter than declared"] = (Fault.Truncate(Truncation.DeclaredLength), 2),
        ["gzip cut short"] = (Fault.Truncate(Truncation.Gzip), 2),
        ["429 for 2 s"] = (Fault.Status(429, "2"), 1),
        ["429 until a date that has passed"] = (Fault.Status(429, "Wed, 21 Oct 2015 07:28:00 GMT"), 2),
        ["429 for 0 s"] = (Fault.Status(429, "0"), 2),
        ["429 with nonsense"] = (Fault.Status(429, "soon"), 2),
        ["429 for -1 s"] = (Fault.Status(429, "-1"), 2),
        ["429 for 30 years"] = (Fault.Status(429, "1000000000"), 1),
        ["500 three times"] = (Fault.Status(500), 3),
        ["502 three times"] = (Fault.Status(502), 3),
        ["503 three times"] = (Fault.Status(503), 3),
        ["504 three times"] = (Fault.Status(504), 3),
        ["520 of a proxy"] = (Fault.Status(520), 3),
        ["408"] = (Fault.Status(408), 3),
        ["500 although it was done"] = (Fault.Status(500, point: FaultPoint.BeforeResponse), 1),
        ["byte by byte"] = (Fault.Trickle(1, TimeSpan.Zero), 2),
    };

    /// <summary>The names of all rows.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Lets a row strike the requests of one method.</summary>
    /// <param name="faults">Where to.</param>
    /// <param name="name">The row.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Only requests to this path, as rules have it.</param>
    /// <param name="mostTimes">How often it strikes at most, for a client that makes fewer attempts.</param>
    public static void Inject(
        this FaultInjector faults, string name, string method, string? path = null, int mostTimes = int.MaxValue)
    {
        (Fault fault, int times) = All[name];
        faults.Add(new FaultRule(fault) { Method = method, Path = path, Times = Math.Min(times, mostTimes) });
    }
}
