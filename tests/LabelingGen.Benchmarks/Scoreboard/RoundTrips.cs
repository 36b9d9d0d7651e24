using System.Globalization;
using System.Reflection;
using LabelingGen.Nucleus;
using LabelingGen.Scale;
using LabelingGen.Testing.Models;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>Seeded JSON through every model of Scale and Nucleus and back: row 1 of the goals.</summary>
internal static class RoundTrips
{
    private const int CasesPerModel = 1000;
    private const int Seed = 20260;

    public static string Measure()
    {
        Assembly[] assemblies = [typeof(ScaleClient).Assembly, typeof(NucleusClient).Assembly];
        int models = assemblies.Sum(assembly => ModelShape.TypesIn(assembly).Count(type => !type.IsValueType));
        int failures = assemblies.Sum(assembly => ModelRoundTrip.Failures(assembly, CasesPerModel, Seed).Count);
        return string.Create(CultureInfo.InvariantCulture, $"{failures} of {models} models fail in {CasesPerModel:N0} cases each");
    }
}
