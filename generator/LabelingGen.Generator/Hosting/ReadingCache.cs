using System.Runtime.CompilerServices;

namespace LabelingGen.Generator.Hosting;

/// <summary>What was read of each spec: an edit of one of them reads no other again. Goes with the input.</summary>
internal static class ReadingCache
{
    private static readonly ConditionalWeakTable<SpecInput, SpecReading> Readings = new();

    public static SpecReading Read(SpecInput input, CancellationToken cancellationToken) =>
        Readings.GetValue(input, spec => new SpecReading(spec, Generation.Read(spec, cancellationToken)));
}
