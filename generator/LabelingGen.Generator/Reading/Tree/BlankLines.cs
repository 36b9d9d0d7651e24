using System.Text;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Empties lines that hold nothing but white space where the library refuses them although YAML allows them: at the head of a block scalar
/// with as
/// many spaces as its text is indented by, and elsewhere with a tab. Positions of everything else stay.
/// </summary>
internal static class BlankLines
{
    /// <summary>The text written another way, or null where there is nothing to write another way.</summary>
    public static string? Normalize(string text)
    {
        StringBuilder result = new(text.Length);
        bool changed = false;
        bool atHead = false;
        int headIndent = 0;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            int stop = end < 0 ? text.Length : end;
            int content = start;
            bool tab = false;
            while (content < stop && text[content] is ' ' or '\t' or '\r')
                tab |= text[content++] == '\t';
            bool blank = content == stop;
            if (blank && content > start && (tab ? !atHead : atHead && content - start <= IndentOfNext(text, stop, headIndent)))
            {
                changed = true;
            }
            else
            {
                result.Append(text, start, stop - start);
                if (!blank)
                {
                    atHead = EndsWithHeader(text, stop);
                    headIndent = KeyIndent(text, content) - start;
                }
            }

            if (end >= 0)
                result.Append('\n');
            start = stop + 1;
        }

        return changed ? result.ToString() : null;
    }

    /// <summary>
    /// The text with its last line ended, where that is a line of spaces: it counts in a block scalar only if it is ended.
    /// </summary>
    public static string EndLast(string text)
    {
        int at = text.Length - 1;
        while (at >= 0 && text[at] == ' ')
            at--;
        return at < text.Length - 1 && at >= 0 && text[at] == '\n' ? text + "\n" : text;
    }

    /// <summary>Where a line's key begins, list markers passed over.</summary>
    private static int KeyIndent(string text, int at)
    {
        while (at + 1 < text.Length && text[at] == '-' && text[at + 1] == ' ')
        {
            at++;
            while (at < text.Length && text[at] == ' ')
                at++;
        }

        return at;
    }

    /// <summary>How far the scalar's first line with a word on it is indented; any indentation will do where there is none.</summary>
    private static int IndentOfNext(string text, int at, int headIndent)
    {
        int lineStart = at + 1;
        for (int i = lineStart; i < text.Length; i++)
        {
            if (text[i] == '\n')
                lineStart = i + 1;
            else if (text[i] is not (' ' or '\r'))
                return i - lineStart <= headIndent ? int.MaxValue : i - lineStart;
        }

        return int.MaxValue;
    }

    /// <summary>The line's last word is <c>|</c> or <c>&gt;</c>, perhaps with <c>+</c> or <c>-</c>.</summary>
    private static bool EndsWithHeader(string text, int end)
    {
        int at = end - 1;
        while (at >= 0 && text[at] is ' ' or '\r')
            at--;
        if (at > 0 && text[at] is '+' or '-')
            at--;
        return at > 0 && text[at] is '|' or '>' && text[at - 1] == ' ';
    }
}
