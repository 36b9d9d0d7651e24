using System.Text;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Empties lines of spaces at the head of a block scalar. YAML allows as many spaces there as the text below is indented by; the library
/// refuses that many. The value and every position of what follows stay the same.
/// </summary>
internal static class LeadingBlankLines
{
    public static string Trim(string text)
    {
        StringBuilder? result = null;
        int copied = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            if (!EndsWithHeader(text, end))
                continue;
            while (BlankLineAfter(text, end) is { } next)
            {
                result ??= new StringBuilder(text.Length);
                result.Append(text, copied, end + 1 - copied);
                copied = next;
                end = next;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
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

    /// <summary>Index of the line break that ends the next line, if that holds spaces and nothing else.</summary>
    private static int? BlankLineAfter(string text, int end)
    {
        int at = end + 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        int spaces = at - end - 1;
        if (at < text.Length && text[at] == '\r')
            at++;
        return spaces > 0 && at < text.Length && text[at] == '\n' ? at : null;
    }
}
