using System.Text;

namespace LabelingGen.Generator.Planning.Naming;

/// <summary>Spells out what is no letter or digit, so that <c>&gt;=</c> and <c>+1</c> have names.</summary>
internal static class SymbolNames
{
    private static readonly (string Symbol, string Name)[] Pairs =
    {
        (">=", "GreaterOrEqual"), ("<=", "LessOrEqual"), ("!=", "NotEqual"), ("<>", "NotEqual"), ("==", "Equal"), ("=~", "Matches"),
        ("!~", "NotMatches"), ("&&", "And"), ("||", "Or"), ("->", "Arrow"), ("=>", "Arrow"), ("..", "Range"),
    };

    private static readonly Dictionary<char, string> Names = new()
    {
        ['+'] = "Plus",
        ['-'] = "Minus",
        ['*'] = "Asterisk",
        ['/'] = "Slash",
        ['\\'] = "Backslash",
        ['='] = "Equal",
        ['<'] = "Less",
        ['>'] = "Greater",
        ['!'] = "Not",
        ['~'] = "Tilde",
        ['%'] = "Percent",
        ['&'] = "And",
        ['|'] = "Or",
        ['^'] = "Caret",
        ['$'] = "Dollar",
        ['#'] = "Hash",
        ['@'] = "At",
        ['?'] = "Question",
        ['.'] = "Dot",
        [','] = "Comma",
        [':'] = "Colon",
        [';'] = "Semicolon",
        ['_'] = "Underscore",
        [' '] = "Space",
        ['\t'] = "Tab",
        ['\n'] = "LineFeed",
        ['\r'] = "CarriageReturn",
        ['"'] = "Quote",
        ['\''] = "Apostrophe",
        ['`'] = "Backtick",
        ['('] = "OpenParenthesis",
        [')'] = "CloseParenthesis",
        ['['] = "OpenBracket",
        [']'] = "CloseBracket",
        ['{'] = "OpenBrace",
        ['}'] = "CloseBrace",
        ['€'] = "Euro",
        ['£'] = "Pound",
        ['¥'] = "Yen",
        ['°'] = "Degree",
        ['×'] = "Times",
        ['÷'] = "Divide",
        ['±'] = "PlusMinus",
        ['≤'] = "LessOrEqual",
        ['≥'] = "GreaterOrEqual",
        ['≠'] = "NotEqual",
        ['∞'] = "Infinity",
        ['…'] = "Ellipsis",
        ['–'] = "Dash",
        ['—'] = "Dash",
        ['™'] = "Trademark",
        ['©'] = "Copyright",
    };

    /// <summary>The text with each symbol as a word of its own between spaces; unknown ones by their code point.</summary>
    public static string SpellOut(string text)
    {
        StringBuilder spelled = new();
        for (int i = 0; i < text.Length; i++)
        {
            char current = text[i];
            if (NameWords.IsPart(current))
            {
                spelled.Append(current);
                continue;
            }

            spelled.Append(' ');
            if (PairAt(text, i) is { } pair)
            {
                spelled.Append(pair);
                i++;
            }
            else if (Names.TryGetValue(current, out string? name))
            {
                spelled.Append(name);
            }
            else if (char.IsHighSurrogate(current) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                spelled.Append('U').Append(Hexadecimal(char.ConvertToUtf32(current, text[++i])));
            }
            else
            {
                spelled.Append('U').Append(Hexadecimal(current));
            }

            spelled.Append(' ');
        }

        return spelled.ToString();
    }

    private static string Hexadecimal(int codePoint) => codePoint.ToString("X4", System.Globalization.CultureInfo.InvariantCulture);

    private static string? PairAt(string text, int index)
    {
        foreach ((string symbol, string name) in Pairs)
        {
            if (string.CompareOrdinal(text, index, symbol, 0, 2) == 0)
                return name;
        }

        return null;
    }
}
