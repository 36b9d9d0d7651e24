using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

/// <summary>
/// What the result of an evaluation function has to be, such as a recall over 0.5. It stays here: the server knows thresholds of metrics
/// only (facts: section 3.10, EvaluationCriterion).
/// </summary>
public sealed class EvaluationCriterion
{
    /// <summary>Creates a criterion; <see cref="EvaluationFunction.CreateCriterion"/> does for a function that was read.</summary>
    /// <param name="evaluationFunctionId">Id of the function; it begins with <c>ef_</c>.</param>
    /// <param name="comparison">How its result is compared with the threshold.</param>
    /// <param name="threshold">The number it is compared with.</param>
    /// <param name="arguments">Arguments of the function.</param>
    /// <exception cref="ArgumentException">The id is not one of a function, the comparison is not known, or the threshold is no
    /// number.</exception>
    public EvaluationCriterion(
        string evaluationFunctionId, ThresholdComparison comparison, double threshold, JsonObject? arguments = null)
    {
        ArgumentNullException.ThrowIfNull(evaluationFunctionId);
        if (!evaluationFunctionId.StartsWith("ef_", StringComparison.Ordinal))
            throw new ArgumentException(
                $"'{evaluationFunctionId}' is not the id of an evaluation function, which begins with 'ef_'.",
                nameof(evaluationFunctionId));
        if (!comparison.IsKnown)
            throw new ArgumentException($"The comparison '{comparison}' is not known.", nameof(comparison));
        if (double.IsNaN(threshold))
            throw new ArgumentException("The threshold is no number.", nameof(threshold));
        EvaluationFunctionId = evaluationFunctionId;
        Comparison = comparison;
        Threshold = threshold;
        Arguments = arguments ?? [];
    }

    /// <summary>Id of the function.</summary>
    public string EvaluationFunctionId { get; }

    /// <summary>How its result is compared with <see cref="Threshold"/>.</summary>
    public ThresholdComparison Comparison { get; }

    /// <summary>The number that the result is compared with.</summary>
    public double Threshold { get; }

    /// <summary>Arguments of the function.</summary>
    public JsonObject Arguments { get; }

    /// <summary>Whether a result of the function is as it has to be.</summary>
    public bool IsMetBy(double result) => Comparison.Value switch
    {
        "greater_than" => result > Threshold,
        "greater_than_equal_to" => result >= Threshold,
        "less_than" => result < Threshold,
        _ => result <= Threshold,
    };
}
