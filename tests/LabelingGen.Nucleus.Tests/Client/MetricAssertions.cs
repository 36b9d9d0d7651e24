namespace LabelingGen.Nucleus.Tests.Client;

internal static class MetricAssertions
{
    private const double Exact = 1e-9;

    /// <summary>Figure and weight are the same but for rounding.</summary>
    public static void ShouldBe(this MetricResult result, MetricResult expected, string what)
    {
        result.Value.ShouldBe(expected.Value, Exact, what);
        result.Weight.ShouldBe(expected.Weight, Exact, what);
    }
}
