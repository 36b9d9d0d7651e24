namespace LabelingGen.Nucleus;

/// <summary>A figure with the weight it has in a mean.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Weight">How many annotations or predictions stand behind it.</param>
public readonly record struct MetricResult(double Value, double Weight = 1)
{
    /// <summary>The mean of several figures by their weights; those without weight do not count. 0 when none counts.</summary>
    public static MetricResult Aggregate(IEnumerable<MetricResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        double sum = 0;
        double weight = 0;
        foreach (MetricResult result in results)
        {
            sum += result.Value * result.Weight;
            weight += result.Weight;
        }

        return new MetricResult(weight > 0 ? sum / weight : 0, weight);
    }
}
