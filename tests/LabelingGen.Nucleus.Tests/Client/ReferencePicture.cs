namespace LabelingGen.Nucleus.Tests.Client;

/// <summary>Figures of a picture by looking at its pixels one by one.</summary>
/// <param name="truth">The true class of each pixel; <see langword="null"/> = none.</param>
/// <param name="guess">The predicted class of each pixel; <see langword="null"/> = none.</param>
/// <param name="isRight">Whether a pixel's class counts as found where the two agree; a false positive otherwise.</param>
internal sealed class ReferencePicture(string?[] truth, string?[] guess, Func<int, bool> isRight)
{
    private readonly int[] _pixels = [.. Enumerable.Range(0, truth.Length)];

    public double Precision => Mean(c => (Hits(c), Count(i => guess[i] == c)));

    public double Recall => Mean(c => (Hits(c), Count(i => truth[i] == c)));

    /// <summary>False positives stand in a column of their own, which counts once against every class.</summary>
    public double IntersectionOverUnion => Mean(c =>
        (Hits(c), Count(i => !IsFalse(i) && (truth[i] == c || guess[i] == c)) + Count(IsFalse)));

    /// <summary>Each class by its share of the pixels that are predicted as some class and are no false positives.</summary>
    public double FrequencyWeightedAccuracy
    {
        get
        {
            double all = Count(i => guess[i] is not null && !IsFalse(i));
            return all == 0 ? 0 : Classes.Sum(c =>
            {
                double kept = Count(i => guess[i] == c && !IsFalse(i));
                return kept == 0 ? 0 : kept / all * Hits(c) / Count(i => truth[i] == c || (guess[i] == c && !IsFalse(i)));
            });
        }
    }

    private IEnumerable<string> Classes => truth.Concat(guess).OfType<string>().Distinct();

    private bool IsFalse(int i) => truth[i] is not null && truth[i] == guess[i] && !isRight(i);

    private double Hits(string name) => Count(i => truth[i] == name && guess[i] == name && isRight(i));

    private double Count(Func<int, bool> which) => _pixels.Count(which);

    private double Mean(Func<string, (double Part, double Whole)> figure) =>
        Classes.Select(figure).Where(share => share.Whole > 0).Select(share => share.Part / share.Whole).DefaultIfEmpty(0).Average();
}
