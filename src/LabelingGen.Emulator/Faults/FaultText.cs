using System.Globalization;

namespace LabelingGen.Emulator;

/// <summary>The words of the text form of faults, both ways.</summary>
internal static class FaultText
{
    private static readonly (string Word, FaultPoint Value)[] Points =
        [("before", FaultPoint.BeforeProcessing), ("after", FaultPoint.BeforeResponse), ("mid-body", FaultPoint.MidBody)];

    private static readonly (string Word, Truncation Value)[] Truncations =
        [("length", Truncation.DeclaredLength), ("close", Truncation.Undeclared), ("gzip", Truncation.Gzip)];

    private static readonly (string Word, BodyDamage Value)[] Damages =
    [
        ("half-json", BodyDamage.HalfJson), ("not-json", BodyDamage.NotJson), ("html", BodyDamage.Html),
        ("bom", BodyDamage.ByteOrderMark), ("lone-surrogate", BodyDamage.LoneSurrogate), ("empty", BodyDamage.Empty),
    ];

    public static string Write(FaultPoint point) => Points.First(p => p.Value == point).Word;

    public static string Write(Truncation truncation) => Truncations.First(t => t.Value == truncation).Word;

    public static string Write(BodyDamage damage) => Damages.First(d => d.Value == damage).Word;

    public static string Write(TimeSpan span) => span.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";

    public static FaultPoint Point(string text) => Find(Points, text);

    public static Truncation Cut(string text) => Find(Truncations, text);

    public static BodyDamage Damage(string text) => Find(Damages, text);

    public static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw new FormatException($"'{text}' is not a whole number.");

    public static double Probability(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1
            ? value
            : throw new FormatException($"'{text}' is not a number from 0 to 1.");

    public static TimeSpan Span(string text)
    {
        (string digits, double milliseconds) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1d)
            : text.EndsWith('s') ? (text[..^1], 1000d)
            : (text, 1d);
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value <= 86_400_000
            ? TimeSpan.FromMilliseconds(value * milliseconds)
            : throw new FormatException($"'{text}' is not a time such as 250ms or 2s.");
    }

    private static T Find<T>((string Word, T Value)[] words, string text)
    {
        foreach ((string word, T value) in words)
        {
            if (word == text)
                return value;
        }

        throw new FormatException($"'{text}' is none of {string.Join(", ", words.Select(w => w.Word))}.");
    }
}
