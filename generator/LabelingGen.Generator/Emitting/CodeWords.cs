namespace LabelingGen.Generator.Emitting;

/// <summary>
/// The words of emitted code, without documentation and texts. Says which types it uses, whatever a spec calls its members and says in its
/// descriptions.
/// </summary>
internal sealed class CodeWords
{
    private readonly string _code;

    public CodeWords(string code) => _code = code;

    /// <summary>Whether a word stands where a type does.</summary>
    /// <param name="word">A name, with the sign behind it where that tells enough: <c>Dictionary&lt;</c>.</param>
    public bool HaveType(string word)
    {
        for (int at = _code.IndexOf(word, StringComparison.Ordinal); at >= 0; at = _code.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            bool isWhole = (at == 0 || !(IsPart(_code[at - 1]) || _code[at - 1] == '.')) && (!IsPart(word[word.Length - 1]) || IsTypeBefore(at + word.Length));
            if (isWhole && IsCode(at))
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

    // Neither in a line of documentation nor between quotes.
    private bool IsCode(int at)
    {
        int i = at == 0 ? 0 : _code.LastIndexOf('\n', at - 1) + 1;
        while (_code[i] == ' ')
            i++;
        if (string.CompareOrdinal(_code, i, "///", 0, 3) == 0)
            return false;
        bool inText = false;
        for (; i < at; i++)
        {
            if (inText && _code[i] == '\\')
                i++;
            else if (_code[i] == '"')
                inText = !inText;
        }

        return !inText;
    }

    private char At(int index) => index < _code.Length ? _code[index] : '\0';

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';
}
