using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>Cuts the text of a <c>.proto</c> file into tokens.</summary>
internal sealed class ProtoLexer(string text)
{
    private readonly ProtoComments _comments = new();
    private int _at = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
    private bool _any;

    /// <exception cref="ProtoSyntaxException">The characters are no token; reading may go on behind them.</exception>
    public ProtoToken Next()
    {
        SkipBlanks();
        string? comment = _comments.Take();
        _any = true;
        int start = _at;
        if (_at >= text.Length)
            return new ProtoToken(ProtoTokenKind.End, "", start, start, comment);
        char c = text[_at];
        if (IsLetter(c))
        {
            while (_at < text.Length && (IsLetter(text[_at]) || IsDigit(text[_at])))
                _at++;
            return new ProtoToken(ProtoTokenKind.Identifier, text.Substring(start, _at - start), start, _at, comment);
        }

        if (IsDigit(c) || (c == '.' && _at + 1 < text.Length && IsDigit(text[_at + 1])))
            return Number(start, comment);
        if (c is '"' or '\'')
            return new ProtoToken(ProtoTokenKind.String, StringValue(start, c), start, _at, comment);
        _at++;
        if (c is < '!' or > '~')
            throw new ProtoSyntaxException(start, _at, $"the character U+{(int)c:X4} has no meaning here");
        return new ProtoToken(ProtoTokenKind.Symbol, c.ToString(CultureInfo.InvariantCulture), start, _at, comment);
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private void SkipBlanks()
    {
        _comments.Begin(atStartOfFile: !_any);
        bool blankLine = !_any;
        while (_at < text.Length)
        {
            char c = text[_at];
            if (c == '\n')
            {
                _comments.EndOfLine(blankLine);
                blankLine = true;
                _at++;
            }
            else if (c is ' ' or '\t' or '\r' or '\v' or '\f')
            {
                _at++;
            }
            else if (c == '/' && At(1) == '/')
            {
                int end = text.IndexOf('\n', _at);
                end = end < 0 ? text.Length : end;
                _comments.AddLine(text.Substring(_at + 2, end - _at - 2).TrimEnd('\r'));
                // The line feed belongs to the comment.
                _at = Math.Min(end + 1, text.Length);
                blankLine = true;
            }
            else if (c == '/' && At(1) == '*')
            {
                int end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    int start = _at;
                    _at = text.Length;
                    throw new ProtoSyntaxException(start, start + 2, "the comment is not closed");
                }

                _comments.AddBlock(text.Substring(_at + 2, end - _at - 2));
                _at = end + 2;
                blankLine = false;
            }
            else
            {
                return;
            }
        }
    }

    private char At(int offset) => _at + offset < text.Length ? text[_at + offset] : '\0';

    private ProtoToken Number(int start, string? comment)
    {
        bool isFloat = false;
        if (text[_at] == '0' && At(1) is 'x' or 'X' && text[_at] == '0')
        {
            _at += 2;
            while (Uri.IsHexDigit(At(0)))
                _at++;
        }
        else
        {
            while (IsDigit(At(0)))
                _at++;
            if (At(0) == '.')
            {
                isFloat = true;
                _at++;
                while (IsDigit(At(0)))
                    _at++;
            }

            if (At(0) is 'e' or 'E')
            {
                isFloat = true;
                _at++;
                if (At(0) is '+' or '-')
                    _at++;
                if (!IsDigit(At(0)))
                    throw new ProtoSyntaxException(start, _at, "the number has no exponent after 'e'");
                while (IsDigit(At(0)))
                    _at++;
            }

            if (At(0) is 'f' or 'F' && isFloat)
                _at++;
        }

        if (IsLetter(At(0)))
            throw new ProtoSyntaxException(start, _at + 1, "a blank is missing behind the number");
        ProtoTokenKind kind = isFloat ? ProtoTokenKind.Float : ProtoTokenKind.Integer;
        return new ProtoToken(kind, text.Substring(start, _at - start), start, _at, comment);
    }

    /// <summary>A literal in quotes; its escapes stand for bytes, read as UTF-8.</summary>
    private string StringValue(int start, char quote)
    {
        List<byte> bytes = [];
        StringBuilder plain = new();
        for (_at++; At(0) != quote;)
        {
            if (_at >= text.Length || text[_at] == '\n')
                throw new ProtoSyntaxException(start, _at, "the text is not closed on its line");
            if (text[_at] != '\\')
            {
                plain.Append(text[_at++]);
                continue;
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(plain.ToString()));
            plain.Clear();
            _at++;
            ReadEscape(bytes, start);
        }

        _at++;
        bytes.AddRange(Encoding.UTF8.GetBytes(plain.ToString()));
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private void ReadEscape(List<byte> bytes, int start)
    {
        char c = At(0);
        _at++;
        if (c is >= '0' and <= '7')
        {
            int value = c - '0';
            for (int i = 0; i < 2 && At(0) is >= '0' and <= '7'; i++)
                value = (value * 8) + (text[_at++] - '0');
            bytes.Add((byte)value);
        }
        else if (c is 'x' or 'X')
        {
            bytes.Add((byte)Hex(1, 2, start));
        }
        else if (c is 'u' or 'U')
        {
            int length = c == 'u' ? 4 : 8;
            int code = Hex(length, length, start);
            if (code is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
                throw new ProtoSyntaxException(start, _at, "the escape is no character");
            bytes.AddRange(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(code)));
        }
        else
        {
            int index = "abfnrtv\\'\"?".IndexOf(c);
            if (index < 0 || c == '\0')
                throw new ProtoSyntaxException(start, _at, $"'\\{c}' is no escape");
            bytes.Add((byte)"\a\b\f\n\r\t\v\\'\"?"[index]);
        }
    }

    private int Hex(int least, int most, int start)
    {
        int value = 0;
        int count = 0;
        for (; count < most && Uri.IsHexDigit(At(0)); count++)
            value = (value * 16) + Convert.ToInt32(text[_at++].ToString(), 16);
        return count >= least ? value : throw new ProtoSyntaxException(start, _at, "the escape is too short");
    }
}
