namespace LabelingGen.Annotations;

/// <summary>A prediction and the ground truth it was matched with.</summary>
/// <param name="Prediction">The prediction's position.</param>
/// <param name="Truth">The ground truth's position.</param>
/// <param name="Overlap">How alike they are, for instance their intersection over union.</param>
public readonly record struct ShapeMatch(int Prediction, int Truth, double Overlap);

/// <summary>Finds which prediction belongs to which ground truth.</summary>
public static class Matching
{
    /// <summary>
    /// Goes through predictions by falling score (equal ones in the order given) and gives each the free ground truth that it overlaps
    /// most (the first of equals), if they overlap enough.
    /// </summary>
    /// <param name="overlaps">For each prediction a row with its overlap with every ground truth.</param>
    /// <param name="scores">A score for each prediction.</param>
    /// <param name="truths">How many ground truths there are.</param>
    /// <param name="threshold">The least overlap of a match; pairs without any overlap never match.</param>
    /// <returns>The matches by falling score.</returns>
    /// <exception cref="ArgumentException">The overlaps are not as many as both multiplied, or a number is NaN.</exception>
    public static ValueList<ShapeMatch> Greedy(ReadOnlySpan<double> overlaps, ReadOnlySpan<double> scores, int truths, double threshold)
    {
        Check(overlaps, scores.Length, truths);
        bool[] taken = new bool[truths];
        List<ShapeMatch> matches = [];
        foreach (int prediction in ScoreOrder.ByFallingScore(scores))
        {
            int best = -1;
            double most = 0;
            for (int truth = 0; truth < truths; truth++)
            {
                double overlap = overlaps[prediction * truths + truth];
                if (!taken[truth] && overlap >= threshold && overlap > most)
                    (best, most) = (truth, overlap);
            }

            if (best < 0)
                continue;
            taken[best] = true;
            matches.Add(new ShapeMatch(prediction, best, most));
        }

        return matches.ToValueList();
    }

    /// <summary>The matches with the largest sum of overlaps: no two share a prediction or a ground truth.</summary>
    /// <param name="overlaps">For each prediction a row with its overlap with every ground truth.</param>
    /// <param name="predictions">How many predictions there are.</param>
    /// <param name="truths">How many ground truths there are.</param>
    /// <param name="threshold">The least overlap of a match; pairs without any overlap never match.</param>
    /// <returns>The matches by the prediction's position.</returns>
    /// <exception cref="ArgumentException">The overlaps are not as many as both multiplied, or a number is NaN.</exception>
    public static ValueList<ShapeMatch> Optimal(ReadOnlySpan<double> overlaps, int predictions, int truths, double threshold)
    {
        Check(overlaps, predictions, truths);
        double[] costs = new double[overlaps.Length];
        for (int i = 0; i < costs.Length; i++)
            costs[i] = overlaps[i] >= threshold && overlaps[i] > 0 ? -overlaps[i] : 0;
        List<ShapeMatch> matches = [];
        int[] assigned = Assignment.Solve(costs, predictions, truths);
        for (int prediction = 0; prediction < predictions; prediction++)
        {
            int truth = assigned[prediction];
            if (truth >= 0 && costs[prediction * truths + truth] < 0)
                matches.Add(new ShapeMatch(prediction, truth, overlaps[prediction * truths + truth]));
        }

        return matches.ToValueList();
    }

    private static void Check(ReadOnlySpan<double> overlaps, int predictions, int truths)
    {
        if (overlaps.Length != (long)predictions * truths)
            throw new ArgumentException(
                $"{predictions} predictions and {truths} truths have {(long)predictions * truths} overlaps, not {overlaps.Length}.",
                nameof(overlaps));
        foreach (double overlap in overlaps)
        {
            if (double.IsNaN(overlap))
                throw new ArgumentException("An overlap is not a number.", nameof(overlaps));
        }
    }
}
