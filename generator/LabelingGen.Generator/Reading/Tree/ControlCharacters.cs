using LabelingGen.Generator.Diagnostics;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Characters that neither YAML nor JSON allows in a text but that published documents contain (copied from terminals and word
/// processors). They become spaces, so that every position stays.
/// </summary>
internal static class ControlCharacters
{
    public delegate void Reporter(DiagnosticRule rule, SourceSpan span, params string[] arguments);

    public static string Replace(string text, Reporter report)
    {
        int first = IndexOf(text, 0);
        if (first < 0)
            return text;
        SourceSpan where = Locate(text, first);
        report(Rules.ControlCharacter, where, ((int)text[first]).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        char[] characters = text.ToCharArray();
        for (int at = first; at >= 0; at = IndexOf(text, at + 1))
            characters[at] = ' ';
        return new string(characters);
    }

    private static int IndexOf(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (c is (>= ' ' and < '\u007f') or '\n' or '\r' or '\t')
                continue;
            if (c is < ' ' or '\u007f' or (>= '\u0080' and <= '\u009f' and not '\u0085') or '\ufffe' or '\uffff')
                return i;
            if (c is >= '\ud800' and <= '\udfff')
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                    return i;
                i++;
            }
        }

        return -1;
    }

    internal static SourceSpan Locate(string text, int index)
    {
        int line = 0;
        int lineStart = 0;
        for (int i = 0; i < index; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n'))
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new SourceSpan(line, index - lineStart, line, index - lineStart + 1);
    }
}
