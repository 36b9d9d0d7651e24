namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Figures of shapes by trying every assignment of predictions to annotations, item by item.</summary>
internal sealed class ReferenceScene(
    IReadOnlyList<Rectangle> truths, IReadOnlyList<Rectangle> guesses, Func<Rectangle, Rectangle, double> overlap, double threshold,
    bool matchLabels)
{
    public MetricResult Overlap => Sum(overlap);

    public MetricResult Precision => Mean(group => new(Divide(group.Pairs.Count, group.Guesses), group.Guesses));

    public MetricResult Recall => Mean(group => new(Divide(group.Pairs.Count, group.Truths), group.Truths));

    /// <summary>The sum of a figure of the pairs, divided by the greater number of shapes.</summary>
    public MetricResult Sum(Func<Rectangle, Rectangle, double> figure) => Mean(group =>
    {
        int weight = Math.Max(group.Truths, group.Guesses);
        return new(group.Pairs.Sum(pair => figure(pair.Truth, pair.Guess)) / weight, weight);
    });

    /// <summary>The mean over the annotations of a label of the best precision from the rank on at which each was found.</summary>
    public static double AveragePrecision(
        IReadOnlyList<Rectangle> truths, IReadOnlyList<Rectangle> guesses, string label, double threshold)
    {
        Rectangle[] wanted = [.. truths.Where(t => t.Label == label)];
        Rectangle[] ranked = [.. guesses.Where(g => g.Label == label).OrderByDescending(g => g.Confidence)];
        HashSet<Rectangle> right =
            [.. new ReferenceScene(wanted, ranked, Rectangle.Overlap, threshold, false).Groups().SelectMany(g => g.Pairs)
                .Select(p => p.Guess)];
        double[] precisions = [.. ranked.Select((_, i) => ranked.Take(i + 1).Count(right.Contains) / (i + 1.0))];
        double sum = 0;
        for (int i = 0; i < ranked.Length; i++)
        {
            if (right.Contains(ranked[i]))
                sum += precisions.Skip(i).Max();
        }

        return wanted.Length == 0 ? 0 : sum / wanted.Length;
    }

    private static double Divide(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private MetricResult Mean(Func<(int Truths, int Guesses, List<(Rectangle Truth, Rectangle Guess)> Pairs), MetricResult> figure)
    {
        MetricResult[] results = [.. Groups().Select(figure)];
        double weight = results.Sum(result => result.Weight);
        return new(weight == 0 ? 0 : results.Sum(result => result.Value * result.Weight) / weight, weight);
    }

    private IEnumerable<(int Truths, int Guesses, List<(Rectangle Truth, Rectangle Guess)> Pairs)> Groups()
    {
        string?[] labels = matchLabels ? [.. truths.Concat(guesses).Select(shape => shape.Label).Distinct()] : [null];
        foreach (string? label in labels)
        {
            Rectangle[] wanted = [.. truths.Where(t => label is null || t.Label == label)];
            Rectangle[] found = [.. guesses.Where(g => label is null || g.Label == label)];
            List<(Rectangle, Rectangle)> pairs = [];
            foreach (string item in wanted.Select(t => t.Item).Distinct())
                pairs.AddRange(Best([.. wanted.Where(t => t.Item == item)], [.. found.Where(g => g.Item == item)]));
            yield return (wanted.Length, found.Length, pairs);
        }
    }

    /// <summary>The pairs of the assignment whose overlaps, as far as they reach the threshold, have the greatest sum.</summary>
    private List<(Rectangle Truth, Rectangle Guess)> Best(List<Rectangle> wanted, List<Rectangle> found)
    {
        List<(Rectangle, Rectangle)> best = [];
        double most = 0;
        Try(0, [], 0);
        return best;

        void Try(int next, List<(Rectangle, Rectangle)> pairs, double sum)
        {
            if (sum > most)
                (best, most) = ([.. pairs], sum);
            if (next == wanted.Count)
                return;
            Try(next + 1, pairs, sum);
            foreach (Rectangle guess in found.ToArray())
            {
                double one = overlap(wanted[next], guess);
                if (one < threshold)
                    continue;
                found.Remove(guess);
                Try(next + 1, [.. pairs, (wanted[next], guess)], sum + one);
                found.Add(guess);
            }
        }
    }
}
