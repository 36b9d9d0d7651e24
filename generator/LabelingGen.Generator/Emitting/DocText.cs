using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Emitting;

/// <summary>
/// The third gate: spec text inside an XML documentation comment, wrapped. It cannot end the comment, open an element or hide anything.
/// </summary>
internal static class DocText
{
    /// <summary>Longer descriptions are cut at a sentence: documentation pages belong in the vendor's manual.</summary>
    private const int MaxLength = 1500;

    /// <summary>The text in one line, escaped.</summary>
    public static string Inline(string text) => string.Join(" ", Paragraphs(text));

    /// <summary>The text's paragraphs, each in one line, escaped; none where there is nothing to say.</summary>
    public static List<string> Paragraphs(string? text)
    {
        List<string> paragraphs = new();
        if (text is null)
            return paragraphs;
        StringBuilder paragraph = new();
        int total = 0;
        foreach (string line in Shorten(text).Split(LineEnds))
        {
            string clean = Clean(line);
            if (clean.Length == 0)
            {
                Flush();
                continue;
            }

            bool isListItem = clean.Length > 2 && clean[0] is '-' or '*' or '+' && clean[1] == ' ';
            if (isListItem)
                Flush();
            if (paragraph.Length > 0)
                paragraph.Append(' ');
            paragraph.Append(clean);
            total += clean.Length;
        }

        Flush();
        return paragraphs;

        void Flush()
        {
            if (paragraph.Length > 0)
                paragraphs.Add(Escape(paragraph.ToString()));
            paragraph.Clear();
        }
    }

    /// <summary>Breaks a line at spaces so that no part is longer than <paramref name="width"/>, except a word that is.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        int start = 0;
        while (text.Length - start > width)
        {
            int at = text.LastIndexOf(' ', start + width, width);
            if (at <= start)
                at = text.IndexOf(' ', start + width);
            if (at < 0)
                break;
            yield return text.Substring(start, at - start);
            start = at + 1;
        }

        yield return text.Substring(start);
    }

    private static readonly char[] LineEnds = { '\n', '\r', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c' };

    private static string Shorten(string text)
    {
        if (text.Length <= MaxLength)
            return text;
        int end = text.LastIndexOf(". ", MaxLength, StringComparison.Ordinal);
        return end > MaxLength / 2 ? text.Substring(0, end + 1) + " …" : text.Substring(0, MaxLength) + "…";
    }

    // One space for any run of white space; no control, formatting (bidirectional, zero width) or private characters.
    private static string Clean(string line)
    {
        StringBuilder clean = new();
        bool space = false;
        for (int i = 0; i < line.Length; i++)
        {
            char current = line[i];
            if (char.IsWhiteSpace(current) || char.IsControl(current))
            {
                space = true;
                continue;
            }

            bool isPair = char.IsHighSurrogate(current) && i + 1 < line.Length && char.IsLowSurrogate(line[i + 1]);
            UnicodeCategory category = isPair ? CharUnicodeInfo.GetUnicodeCategory(line, i) : CharUnicodeInfo.GetUnicodeCategory(current);
            if (category is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
                || current is '\ufffe' or '\uffff')
            {
                if (isPair)
                    i++;
                continue;
            }

            if (space && clean.Length > 0)
                clean.Append(' ');
            space = false;
            clean.Append(current);
            if (isPair)
                clean.Append(line[++i]);
        }

        return clean.ToString();
    }

    private static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (char character in text)
        {
            switch (character)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                default:
                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }
}
