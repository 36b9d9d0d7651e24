namespace LabelingGen.Annotations;

/// <summary>Counts of right and wrong answers, and the ratios made of them. A ratio without a denominator is 0.</summary>
/// <param name="TruePositives">Predictions that are right.</param>
/// <param name="FalsePositives">Predictions that are not.</param>
/// <param name="FalseNegatives">Ground truths that were not predicted.</param>
public readonly record struct PrecisionRecall(long TruePositives, long FalsePositives, long FalseNegatives)
{
    /// <summary>Which part of the predictions is right.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>Which part of the ground truths was predicted.</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Ratio(2 * TruePositives, 2 * TruePositives + FalsePositives + FalseNegatives);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
