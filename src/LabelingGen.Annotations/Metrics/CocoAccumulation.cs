namespace LabelingGen.Annotations;

/// <summary>Puts the pictures of a category together: from outcomes to curves of precision over recall.</summary>
internal sealed class CocoAccumulation
{
    /// <summary>numpy's <c>spacing(1)</c>: added to keep from dividing by 0, and therefore part of the numbers.</summary>
    private const double Spacing = 2.220446049250313e-16;

    private readonly CocoEvaluationOptions _options;
    private readonly int _categories;

    public CocoAccumulation(CocoEvaluationOptions options, int categories)
    {
        _options = options;
        _categories = categories;
        int settings = options.Thresholds.Count * categories * options.AreaRanges.Count * options.MaxDetections.Count;
        Precision = Filled(settings * options.RecallThresholds.Count);
        Scores = Filled(settings * options.RecallThresholds.Count);
        Recall = Filled(settings);
    }

    public double[] Precision { get; }

    public double[] Scores { get; }

    public double[] Recall { get; }

    public void Add(int category, IReadOnlyList<EvaluationCell> cells)
    {
        int predictions = cells.Sum(static cell => cell.Scores.Length);
        double[] scores = new double[predictions];
        int[] ranks = new int[predictions];
        int at = 0;
        foreach (EvaluationCell cell in cells)
        {
            cell.Scores.CopyTo(scores, at);
            for (int i = 0; i < cell.Scores.Length; i++)
                ranks[at++] = i;
        }

        int[] order = ScoreOrder.ByFallingScore(scores);
        Outcome[][] outcomes = new Outcome[_options.Thresholds.Count][];
        for (int t = 0; t < outcomes.Length; t++)
            outcomes[t] = new Outcome[predictions];
        for (int a = 0; a < _options.AreaRanges.Count; a++)
        {
            int counted = 0;
            int offset = 0;
            foreach (EvaluationCell cell in cells)
            {
                counted += cell.Match(_options.AreaRanges[a], _options.Thresholds.AsSpan(), outcomes, offset);
                offset += cell.Scores.Length;
            }

            if (counted == 0)
                continue;
            for (int m = 0; m < _options.MaxDetections.Count; m++)
            {
                for (int t = 0; t < outcomes.Length; t++)
                    AddCurve(outcomes[t], order, ranks, scores, counted, category, t, a, m);
            }
        }
    }

    /// <summary>
    /// Only true positives raise recall, and precision is made to fall from right to left, so the curve is known from the places of the
    /// true positives alone.
    /// </summary>
    private void AddCurve(Outcome[] outcomes, int[] order, int[] ranks, double[] scores, int counted, int category, int t, int a, int m)
    {
        int limit = _options.MaxDetections[m];
        List<(double Precision, double Score)> hits = new(Math.Min(counted, order.Length));
        double truePositives = 0;
        double falsePositives = 0;
        double firstScore = double.NaN;
        foreach (int i in order)
        {
            if (ranks[i] >= limit)
                continue;
            if (double.IsNaN(firstScore))
                firstScore = scores[i];
            if (outcomes[i] == Outcome.FalsePositive)
            {
                falsePositives++;
            }
            else if (outcomes[i] == Outcome.TruePositive)
            {
                truePositives++;
                hits.Add((truePositives / (falsePositives + truePositives + Spacing), scores[i]));
            }
        }

        for (int i = hits.Count - 2; i >= 0; i--)
        {
            if (hits[i + 1].Precision > hits[i].Precision)
                hits[i] = hits[i] with { Precision = hits[i + 1].Precision };
        }

        ReadOnlySpan<double> recalls = _options.RecallThresholds.AsSpan();
        int hit = 0;
        for (int r = 0; r < recalls.Length; r++)
        {
            while (hit < hits.Count && (hit + 1.0) / counted < recalls[r])
                hit++;
            bool isReached = hit < hits.Count;

            // At recall 0 the curve begins with the first prediction, whatever became of it.
            bool isStart = recalls[r] <= 0 && !double.IsNaN(firstScore);
            int index = IndexOf(t, r, recalls.Length, category, a, m);
            Precision[index] = isReached ? hits[hit].Precision : 0;
            Scores[index] = isStart ? firstScore : isReached ? hits[hit].Score : 0;
        }

        Recall[IndexOf(t, 0, 1, category, a, m)] = truePositives / counted;
    }

    private int IndexOf(int threshold, int recall, int recalls, int category, int area, int limit) =>
        (((threshold * recalls + recall) * _categories + category) * _options.AreaRanges.Count + area) * _options.MaxDetections.Count
            + limit;

    private static double[] Filled(int length)
    {
        double[] values = new double[length];
        Array.Fill(values, -1);
        return values;
    }
}
