namespace LabelingGen.Core.Json;

/// <summary>
/// Counts, per thread, values that .NET would not write back as they were spelled (<c>1.0</c>, <c>1e3</c>, an upper-case UUID). Whoever
/// holds the value compares the count before and after, keeps the spelling, and sets the count back.
/// </summary>
internal static class Loss
{
    [ThreadStatic]
    internal static int Count;
}
