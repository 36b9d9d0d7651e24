using System.Globalization;
using System.Text;

namespace LabelingGen.Testing.Wire.Python;

internal enum PythonTokenKind
{
    Name,
    Number,
    Text,
    Operator,
    NewLine,
    Indent,
    Dedent,
    End,
}

/// <param name="Value">The value of a literal; for an f-string the raw text between its quotes.</param>
internal sealed record PythonToken(PythonTokenKind Kind, string Text, object? Value, int Line)
{
    public bool IsFormatted { get; init; }
}

/// <summary>Splits source text into tokens, with indentation as tokens of its own.</summary>
internal sealed class PythonLexer(string source)
{
    private static readonly string[] Operators =
        ["**=", "//=", "==", "!=", "<=", ">=", "**", "//", "->", ":=", "+=", "-=", "*=", "/=", "%=", "|="];

    private readonly List<PythonToken> _tokens = [];
    private readonly Stack<int> _indents = new([0]);
    private int _position;
    private int _line = 1;
    private int _depth;

    public static IReadOnlyList<PythonToken> Tokenize(string source) => new PythonLexer(source).Run();

    private List<PythonToken> Run()
    {
        bool lineStart = true;
        while (_position < source.Length)
        {
            if (lineStart && _depth == 0 && !ReadIndent())
                continue;
            lineStart = false;
            char c = source[_position];
            if (c == '\n')
            {
                if (_depth == 0)
                {
                    Add(PythonTokenKind.NewLine, "\n");
                    lineStart = true;
                }

                _line++;
                _position++;
            }
            else if (c is ' ' or '\t' or '\r')
                _position++;
            else if (c == '\\' && _position + 1 < source.Length && source[_position + 1] == '\n')
            {
                _position += 2;
                _line++;
            }
            else if (c == '#')
                SkipComment();
            else if (char.IsAsciiDigit(c) || (c == '.' && _position + 1 < source.Length && char.IsAsciiDigit(source[_position + 1])))
                ReadNumber();
            else if (PrefixOfText() is { } prefix)
                ReadText(prefix);
            else if (char.IsLetter(c) || c == '_')
                ReadName();
            else
                ReadOperator();
        }

        Add(PythonTokenKind.NewLine, "\n");
        while (_indents.Pop() > 0)
            Add(PythonTokenKind.Dedent, "");
        Add(PythonTokenKind.End, "");
        return _tokens;
    }

    /// <summary>False when the line was blank and was skipped.</summary>
    private bool ReadIndent()
    {
        int start = _position;
        while (_position < source.Length && source[_position] is ' ' or '\t')
            _position++;
        if (_position < source.Length && source[_position] == '#')
            SkipComment();
        if (_position >= source.Length)
            return false;
        if (source[_position] == '\n')
        {
            _position++;
            _line++;
            return false;
        }

        int width = _position - start;
        if (width > _indents.Peek())
        {
            _indents.Push(width);
            Add(PythonTokenKind.Indent, "");
        }

        while (width < _indents.Peek())
        {
            _indents.Pop();
            Add(PythonTokenKind.Dedent, "");
        }

        return true;
    }

    private void SkipComment()
    {
        while (_position < source.Length && source[_position] != '\n')
            _position++;
    }

    private void ReadNumber()
    {
        int start = _position;
        while (_position < source.Length && IsNumberPart(start))
            _position++;
        string text = source[start.._position];
        string digits = text.Replace("_", "", StringComparison.Ordinal);
        object value = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.Parse(digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long whole)
                ? (object)whole
                : double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        _tokens.Add(new(PythonTokenKind.Number, text, value, _line));
    }

    private bool IsNumberPart(int start)
    {
        char c = source[_position];
        bool isHex = source.AsSpan(start).StartsWith("0x");
        return char.IsAsciiLetterOrDigit(c) || c is '.' or '_' || (c is '+' or '-' && source[_position - 1] is 'e' or 'E' && !isHex);
    }

    private void ReadName()
    {
        int start = _position;
        while (_position < source.Length && (char.IsLetterOrDigit(source[_position]) || source[_position] == '_'))
            _position++;
        Add(PythonTokenKind.Name, source[start.._position]);
    }

    private string? PrefixOfText()
    {
        int end = _position;
        while (end < source.Length && end - _position < 3 && source[end] is 'r' or 'R' or 'b' or 'B' or 'f' or 'F' or 'u' or 'U')
            end++;
        return end < source.Length && source[end] is '"' or '\'' ? source[_position..end].ToLowerInvariant() : null;
    }

    private void ReadText(string prefix)
    {
        _position += prefix.Length;
        int line = _line;
        char quote = source[_position];
        string end = source.AsSpan(_position).StartsWith(new string(quote, 3)) ? new string(quote, 3) : quote.ToString();
        _position += end.Length;
        StringBuilder text = new();
        bool raw = prefix.Contains('r', StringComparison.Ordinal);
        while (!source.AsSpan(_position).StartsWith(end))
        {
            if (_position >= source.Length)
                throw new FormatException($"Line {line}: a string is not closed.");
            char c = source[_position++];
            if (c == '\n')
                _line++;
            if (c == '\\' && !raw)
                ReadEscape(text);
            else if (c == '\\')
                text.Append(c).Append(source[_position++]);
            else
                text.Append(c);
        }

        _position += end.Length;
        object value = prefix.Contains('b', StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(text.ToString()) : text.ToString();
        bool formatted = prefix.Contains('f', StringComparison.Ordinal);
        _tokens.Add(new(PythonTokenKind.Text, text.ToString(), value, line) { IsFormatted = formatted });
    }

    private void ReadEscape(StringBuilder text)
    {
        char c = source[_position++];
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            int code = int.Parse(source.AsSpan(_position, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            _position += digits;
            text.Append(digits == 8 ? char.ConvertFromUtf32(code) : ((char)code).ToString());
            return;
        }

        if (c == '\n')
        {
            _line++;
            return;
        }

        if (c is >= '0' and <= '7')
        {
            int code = c - '0';
            for (int i = 0; i < 2 && _position < source.Length && source[_position] is >= '0' and <= '7'; i++)
                code = (code * 8) + source[_position++] - '0';
            text.Append((char)code);
            return;
        }

        _ = c switch
        {
            'n' => text.Append('\n'),
            't' => text.Append('\t'),
            'r' => text.Append('\r'),
            'a' => text.Append('\a'),
            'b' => text.Append('\b'),
            'f' => text.Append('\f'),
            'v' => text.Append('\v'),
            '\\' or '\'' or '"' => text.Append(c),
            _ => text.Append('\\').Append(c),
        };
    }

    private void ReadOperator()
    {
        foreach (string candidate in Operators)
        {
            if (source.AsSpan(_position).StartsWith(candidate))
            {
                _position += candidate.Length;
                Add(PythonTokenKind.Operator, candidate);
                return;
            }
        }

        char c = source[_position++];
        if (c is '(' or '[' or '{')
            _depth++;
        if (c is ')' or ']' or '}')
            _depth--;
        Add(PythonTokenKind.Operator, c.ToString());
    }

    private void Add(PythonTokenKind kind, string text) => _tokens.Add(new(kind, text, null, _line));
}
