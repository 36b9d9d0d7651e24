using System.Text;

namespace LabelingGen.Generator.Emitting;

/// <summary>
/// The words of emitted code, without documentation and texts. Says which types it uses, whatever a spec calls its members and says in its descriptions.
/// </summary>
internal sealed class CodeWords
{
    private readonly string _words;

    public CodeWords(string code)
    {
        StringBuilder words = new(code.Length);
        int start = 0;
        while (start < code.Length)
        {
            int end = code.IndexOf('\n', start);
            if (end < 0)
                end = code.Length;
            AppendLine(words, code, start, end);
            start = end + 1;
        }

        _words = words.ToString();
    }

    /// <summary>Whether a word stands where a type does.</summary>
    /// <param name="word">A name, with the sign behind it where that tells enough: <c>Dictionary&lt;</c>.</param>
    public bool HaveType(string word)
    {
        for (int at = _words.IndexOf(word, StringComparison.Ordinal); at >= 0; at = _words.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !(IsPart(_words[at - 1]) || _words[at - 1] == '.')) && (!IsPart(word[word.Length - 1]) || IsTypeBefore(at + word.Length)))
                return true;
        }

        return false;
    }

    // A type is followed by the name of what it is the type of, or by a sign; the name of a member by a brace or an equals sign.
    private bool IsTypeBefore(int at) => At(at) switch
    {
        '?' or '>' or '<' or '.' or ',' or '(' or ')' or '[' => true,
        ' ' => IsPart(At(at + 1)) || At(at + 1) == '@',
        _ => false,
    };

    private char At(int index) => index < _words.Length ? _words[index] : '\0';

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static void AppendLine(StringBuilder words, string code, int start, int end)
    {
        int first = start;
        while (first < end && code[first] == ' ')
            first++;
        if (string.CompareOrdinal(code, first, "///", 0, 3) == 0)
            return;
        int copied = first;
        int quote = code.IndexOf('"', first, end - first);
        while (quote >= 0)
        {
            words.Append(code, copied, quote - copied);
            int close = quote + 1;
            while (close < end && code[close] != '"')
                close += code[close] == '\\' ? 2 : 1;
            copied = Math.Min(end, close + 1);
            quote = copied < end ? code.IndexOf('"', copied, end - copied) : -1;
        }

        words.Append(code, copied, end - copied).Append('\n');
    }
}
