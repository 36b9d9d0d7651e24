namespace LabelingGen.Nucleus;

/// <summary>The result of an external evaluation function for one item, scene or track.</summary>
public sealed class EvaluationResult
{
    private EvaluationResult(EntityLevel level, string referenceId, double score, double weight)
    {
        ArgumentException.ThrowIfNullOrEmpty(referenceId);
        if (!double.IsFinite(score))
            throw new InvalidItemException(referenceId, $"The score of '{referenceId}' is not finite.");
        if (weight is not (>= 0 and <= 1))
            throw new InvalidItemException(referenceId, $"The weight of '{referenceId}' is {weight}, not from 0 to 1.");
        Level = level;
        ReferenceId = referenceId;
        Score = score;
        Weight = weight;
    }

    /// <summary>What kind of thing was evaluated.</summary>
    public EntityLevel Level { get; }

    /// <summary>Reference id of the thing.</summary>
    public string ReferenceId { get; }

    /// <summary>The result.</summary>
    public double Score { get; }

    /// <summary>How much it counts, 0 to 1.</summary>
    public double Weight { get; }

    /// <summary>The result for an item.</summary>
    /// <exception cref="InvalidItemException">The score is not finite, or the weight not from 0 to 1.</exception>
    public static EvaluationResult OfItem(string referenceId, double score = 0, double weight = 1) =>
        new(EntityLevel.Item, referenceId, score, weight);

    /// <summary>The result for a scene.</summary>
    /// <exception cref="InvalidItemException">The score is not finite, or the weight not from 0 to 1.</exception>
    public static EvaluationResult OfScene(string referenceId, double score = 0, double weight = 1) =>
        new(EntityLevel.Scene, referenceId, score, weight);

    /// <summary>The result for a track.</summary>
    /// <exception cref="InvalidItemException">The score is not finite, or the weight not from 0 to 1.</exception>
    public static EvaluationResult OfTrack(string referenceId, double score = 0, double weight = 1) =>
        new(EntityLevel.Track, referenceId, score, weight);
}
