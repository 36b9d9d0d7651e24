namespace LabelingGen.Annotations;

/// <summary>The ground truths and predictions of one category on one picture, as numbers.</summary>
internal sealed class EvaluationCell
{
    public required double[] TruthAreas { get; init; }

    /// <summary>Ground truths that are never counted, whatever their area.</summary>
    public required bool[] TruthIgnored { get; init; }

    /// <summary>Ground truths that any number of predictions may match.</summary>
    public required bool[] TruthCrowd { get; init; }

    /// <summary>Ground truths whose match counts as none (a defect of pycocotools that can be asked for).</summary>
    public required bool[] TruthUnmatchable { get; init; }

    /// <summary>By falling score, cut to the most that count.</summary>
    public required double[] Scores { get; init; }

    public required double[] PredictionAreas { get; init; }

    /// <summary>For each prediction a row with its similarity to every ground truth; empty if there are none to compare.</summary>
    public required double[] Similarities { get; init; }

    /// <summary>Finds for every threshold what becomes of the predictions, for one range of areas.</summary>
    /// <param name="range">The range.</param>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="outcomes">For each threshold a list; those of this cell begin at <paramref name="offset"/>.</param>
    /// <param name="offset">Where the predictions of this cell begin.</param>
    /// <returns>How many ground truths count.</returns>
    public int Match(AreaRange range, ReadOnlySpan<double> thresholds, Outcome[][] outcomes, int offset)
    {
        int truths = TruthAreas.Length;
        Span<int> order = truths <= 256 ? stackalloc int[truths] : new int[truths];
        int counted = OrderTruths(range, order);
        Span<bool> taken = truths <= 256 ? stackalloc bool[truths] : new bool[truths];
        for (int t = 0; t < thresholds.Length; t++)
        {
            taken.Clear();
            Span<Outcome> outcome = outcomes[t].AsSpan(offset, Scores.Length);
            for (int d = 0; d < outcome.Length; d++)
            {
                int match = Similarities.Length == 0 ? -1 : FindMatch(d, thresholds[t], order, counted, taken);
                bool isOutside = PredictionAreas[d] < range.Minimum || PredictionAreas[d] > range.Maximum;
                if (match < 0)
                {
                    outcome[d] = isOutside ? Outcome.Ignored : Outcome.FalsePositive;
                    continue;
                }

                int truth = order[match];
                taken[match] = true;
                bool isIgnored = match >= counted;
                outcome[d] = isIgnored ? Outcome.Ignored
                    : !TruthUnmatchable[truth] ? Outcome.TruePositive
                    : isOutside ? Outcome.Ignored : Outcome.FalsePositive;
            }
        }

        return counted;
    }

    /// <summary>Those that count first, those that are ignored last, each in the order given.</summary>
    private int OrderTruths(AreaRange range, Span<int> order)
    {
        int counted = 0;
        for (int g = 0; g < order.Length; g++)
        {
            if (!IsIgnored(g, range))
                order[counted++] = g;
        }

        int at = counted;
        for (int g = 0; g < order.Length; g++)
        {
            if (IsIgnored(g, range))
                order[at++] = g;
        }

        return counted;
    }

    private bool IsIgnored(int truth, AreaRange range) =>
        TruthIgnored[truth] || TruthAreas[truth] < range.Minimum || TruthAreas[truth] > range.Maximum;

    /// <summary>
    /// The most similar ground truth that is free, by its place in the order; of equals the last, and one that is ignored only if none
    /// that counts matches.
    /// </summary>
    private int FindMatch(int prediction, double threshold, ReadOnlySpan<int> order, int counted, ReadOnlySpan<bool> taken)
    {
        double best = Math.Min(threshold, 1 - 1e-10);
        int match = -1;
        ReadOnlySpan<double> row = Similarities.AsSpan(prediction * order.Length, order.Length);
        for (int g = 0; g < order.Length; g++)
        {
            if (g == counted && match >= 0)
                break;
            double similarity = row[order[g]];
            if (similarity < best || taken[g] && !TruthCrowd[order[g]])
                continue;
            best = similarity;
            match = g;
        }

        return match;
    }
}

/// <summary>What becomes of a prediction at a threshold.</summary>
internal enum Outcome : byte
{
    FalsePositive,
    TruePositive,
    Ignored,
}
