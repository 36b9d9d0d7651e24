using System.Globalization;
using System.Text;

namespace LabelingGen.Cli;

/// <summary>Makes text harmless to a terminal: a server or a file must not move the cursor, change a title or hide what follows.</summary>
internal static class TerminalText
{
    /// <summary>
    /// Replaces control characters, escape characters and the characters that change the direction of writing by a visible
    /// placeholder; tabs and line ends become spaces.
    /// </summary>
    public static string Strip(string text)
    {
        StringBuilder? result = null;
        for (int i = 0; i < text.Length; i++)
        {
            char replacement = Replacement(text[i], i + 1 < text.Length ? text[i + 1] : '\0', i > 0 ? text[i - 1] : '\0');
            if (replacement != text[i] && result is null)
                result = new StringBuilder(text, 0, i, text.Length);
            result?.Append(replacement);
        }

        return result?.ToString() ?? text;
    }

    private static char Replacement(char c, char next, char previous)
    {
        if (c is '\t' or '\n' or '\r')
            return ' ';
        if ((char.IsHighSurrogate(c) && char.IsLowSurrogate(next)) || (char.IsLowSurrogate(c) && char.IsHighSurrogate(previous)))
            return c;
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '\uFFFD',
            _ => c,
        };
    }
}
