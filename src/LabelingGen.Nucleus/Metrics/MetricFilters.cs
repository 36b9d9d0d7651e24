namespace LabelingGen.Nucleus;

/// <summary>What of the ground truth and of the predictions a metric is computed on.</summary>
/// <example>
/// <code>
/// MetricFilters filters = new() { Predictions = LabelFilter.All(new FilterCondition("confidence", FilterOperator.GreaterThan, 0.5)) };
/// var (truth, guesses) = filters.Apply(annotations, predictions);
/// MetricResult precision = OverlapMetrics.Precision(truth, guesses);
/// </code>
/// </example>
public sealed class MetricFilters
{
    /// <summary>Chooses annotations; all without.</summary>
    public LabelFilter? Annotations { get; init; }

    /// <summary>Chooses predictions; all without.</summary>
    public LabelFilter? Predictions { get; init; }

    /// <summary>Applies both filters. What is given stays as it is.</summary>
    /// <exception cref="EverythingFilteredException">Nothing is left on a side, also when there was nothing to begin with.</exception>
    /// <exception cref="InvalidItemException">A condition cannot be judged.</exception>
    public (IReadOnlyList<GroundTruthAnnotation> Annotations, IReadOnlyList<Prediction> Predictions) Apply(
        IEnumerable<GroundTruthAnnotation> annotations, IEnumerable<Prediction> predictions)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(predictions);
        IReadOnlyList<GroundTruthAnnotation> truth = Annotations?.Apply(annotations) ?? [.. annotations];
        IReadOnlyList<Prediction> guesses = Predictions?.Apply(predictions) ?? [.. predictions];
        if (truth.Count == 0)
            throw new EverythingFilteredException("annotations", Annotations);
        return guesses.Count > 0 ? (truth, guesses) : throw new EverythingFilteredException("predictions", Predictions);
    }
}
