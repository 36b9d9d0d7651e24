using System.Text.RegularExpressions;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Splits English text into words and signs as the Penn Treebank does, with the rules of NLTK as the vendor's converter changes them (a
/// comma or colon only splits before a character that is not a digit).
/// </summary>
internal static partial class TreebankTokenizer
{
    /// <summary>The tokens with their places in the text, in UTF-16 units.</summary>
    public static IEnumerable<(string Token, int Start)> Split(string text)
    {
        int from = 0;
        foreach (string word in Words(text))
        {
            (string token, int start) = Find(text, word, from);
            if (start < 0)
                continue;
            from = start + token.Length;
            yield return (token, start);
        }
    }

    // Quotes were rewritten; in the text they stand as they are.
    private static (string Token, int Start) Find(string text, string word, int from)
    {
        if (word is not ("``" or "''"))
            return (word, text.IndexOf(word, from, StringComparison.Ordinal));
        Match quote = Quotes().Match(text, from);
        return quote.Success ? (quote.Value, quote.Index) : (word, -1);
    }

    private static string[] Words(string text)
    {
        text = OpeningQuote().Replace(text, "``");
        text = Backticks().Replace(text, " $1 ");
        text = QuoteAfterBracket().Replace(text, "$1 `` ");
        text = CommaInside().Replace(text, " $1 $2");
        text = CommaAtEnd().Replace(text, " $1 ");
        text = text.Replace("...", " ... ", StringComparison.Ordinal);
        text = Signs().Replace(text, " $0 ");
        text = FinalPeriod().Replace(text, "$1 $2$3 ");
        text = QuestionMarks().Replace(text, " $0 ");
        text = LoneApostrophe().Replace(text, "$1 ' ");
        text = Brackets().Replace(text, " $0 ");
        text = text.Replace("--", " -- ", StringComparison.Ordinal);
        text = $" {text} ";
        text = text.Replace("''", " '' ", StringComparison.Ordinal).Replace("\"", " '' ", StringComparison.Ordinal);
        text = ShortEndings().Replace(text, "$1 $2 ");
        text = LongEndings().Replace(text, "$1 $2 ");
        text = Joined().Replace(text, " $1 $2 ");
        text = JoinedIt().Replace(text, " $1 $2 ");
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("``|''|\"")]
    private static partial Regex Quotes();

    [GeneratedRegex("^\"")]
    private static partial Regex OpeningQuote();

    [GeneratedRegex("(``)")]
    private static partial Regex Backticks();

    [GeneratedRegex("([ (\\[{<])(\"|'{2})")]
    private static partial Regex QuoteAfterBracket();

    [GeneratedRegex("([:,])([^\\d])")]
    private static partial Regex CommaInside();

    [GeneratedRegex("([:,])$")]
    private static partial Regex CommaAtEnd();

    [GeneratedRegex("[;@#$/%&]")]
    private static partial Regex Signs();

    [GeneratedRegex("([^.])(\\.)([\\])}>\"']*)\\s*$")]
    private static partial Regex FinalPeriod();

    [GeneratedRegex("[?!]")]
    private static partial Regex QuestionMarks();

    [GeneratedRegex("([^'])' ")]
    private static partial Regex LoneApostrophe();

    [GeneratedRegex("[\\]\\[(){}<>]")]
    private static partial Regex Brackets();

    [GeneratedRegex("([^' ])('[sS]|'[mM]|'[dD]|') ")]
    private static partial Regex ShortEndings();

    [GeneratedRegex("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ")]
    private static partial Regex LongEndings();

    [GeneratedRegex(
        "\\b(can(?=not\\b)|d(?='ye\\b)|gim(?=me\\b)|gon(?=na\\b)|got(?=ta\\b)|lem(?=me\\b)|more(?='n\\b)|wan(?=na\\s))"
            + "(not|'ye|me|na|ta|'n)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joined();

    [GeneratedRegex(" ('t)(is|was)\\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex JoinedIt();
}
