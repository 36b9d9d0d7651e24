namespace LabelingGen.Annotations;

/// <summary>Puts scores into order.</summary>
internal static class ScoreOrder
{
    /// <summary>The positions of scores, highest first; equal ones in the order given, which is what COCO's tools do.</summary>
    /// <exception cref="ArgumentException">A score is not a number: it would sort anywhere.</exception>
    public static int[] ByFallingScore(ReadOnlySpan<double> scores)
    {
        int[] order = new int[scores.Length];
        (double Score, int Place)[] keys = new (double, int)[scores.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
                throw new ArgumentException($"Score {i} is not a number.", nameof(scores));
            order[i] = i;
            keys[i] = (scores[i], i);
        }

        Array.Sort(keys, order, FallingScore.Instance);
        return order;
    }

    private sealed class FallingScore : IComparer<(double Score, int Place)>
    {
        public static FallingScore Instance { get; } = new();

        public int Compare((double Score, int Place) x, (double Score, int Place) y)
        {
            int byScore = y.Score.CompareTo(x.Score);
            return byScore != 0 ? byScore : x.Place.CompareTo(y.Place);
        }
    }
}
