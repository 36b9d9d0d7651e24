using System.Globalization;
using System.Text;

namespace LabelingGen.Generator.Reading.Tree;

internal sealed partial class QuickReader
{
    /// <summary>YAML takes no longer text for a key (section 7.4.2 of its specification).</summary>
    private const int LongestKey = 1000;

    /// <summary>In place of a column: a quoted text that may not have a second line.</summary>
    private const int OneLine = int.MaxValue;

    private static readonly char[] DoubleQuotedStops = ['"', '\\', '\n', '\r', '\t'];
    private static readonly char[] SingleQuotedStops = ['\'', '\n', '\r', '\t'];

    /// <summary>Where a plain scalar ends on this line; white space behind it is not its own.</summary>
    private int EndOfPlain(out bool isKey)
    {
        int lineEnd = _text.IndexOf('\n', _at);
        if (lineEnd < 0)
            lineEnd = _text.Length;
        isKey = false;
        int end = lineEnd;
        for (int colon = _text.IndexOf(':', _at, lineEnd - _at); colon >= 0; colon = _text.IndexOf(':', colon + 1, lineEnd - colon - 1))
        {
            if (colon + 1 == _text.Length || IsSpace(_text[colon + 1]))
            {
                isKey = true;
                end = colon;
                break;
            }
        }

        for (int hash = _text.IndexOf('#', _at, end - _at); hash >= 0; hash = _text.IndexOf('#', hash + 1, end - hash - 1))
        {
            if (IsSpace(_text[hash - 1]))
            {
                isKey = false;
                end = hash;
                break;
            }
        }

        while (end > _at && IsSpace(_text[end - 1]))
            end--;
        return end;
    }

    /// <summary>A plain scalar, continued on further lines that are indented deeper than <paramref name="parent"/>.</summary>
    private bool ReadPlain(int parent, int end, SourceSpan start)
    {
        if (_text.IndexOf('\t', _at, end - _at) >= 0)
            return false;
        int from = _at;
        _at = end;
        SourceSpan span = To(start);
        bool isFolded = false;
        while (IsLineEnd(_at))
        {
            (int At, int Line, int LineStart) before = (_at, _line, _lineStart);
            int breaks = 0;
            if (!SkipBreaks(ref breaks))
                return false;
            if (AtEnd || Column <= parent || Current == '#' || IsDocumentMark())
            {
                (_at, _line, _lineStart) = before;
                break;
            }

            int next = EndOfPlain(out bool isKey);
            if (isKey || _text.IndexOf('\t', _at, next - _at) >= 0)
                return false;
            if (!isFolded)
                _folded.Clear().Append(_text, from, end - from);
            isFolded = true;
            Fold(breaks).Append(_text, _at, next - _at);
            _at = next;
            span = To(start);
        }

        return Add(isFolded ? _folded.ToString() : _text.Substring(from, end - from), plain: true, span);
    }

    private bool ReadQuoted(int parent, out string value) =>
        Current == '"' ? ReadDoubleQuoted(parent, out value) : ReadSingleQuoted(parent, out value);

    private bool ReadSingleQuoted(int parent, out string value)
    {
        int from = ++_at;
        bool isChanged = false;
        while ((_at = _text.IndexOfAny(SingleQuotedStops, _at)) >= 0)
        {
            if (Current == '\'' && Next != '\'')
            {
                value = Complete(from, isChanged);
                _at++;
                return true;
            }

            if (!isChanged)
                _folded.Clear();
            isChanged = true;
            if (Current == '\'')
            {
                _folded.Append(_text, from, _at + 1 - from);
                _at += 2;
            }
            else if (!FoldQuoted(parent, from))
            {
                break;
            }

            from = _at;
        }

        value = "";
        return false;
    }

    private bool ReadDoubleQuoted(int parent, out string value)
    {
        int from = ++_at;
        bool isChanged = false;
        while ((_at = _text.IndexOfAny(DoubleQuotedStops, _at)) >= 0)
        {
            if (Current == '"')
            {
                value = Complete(from, isChanged);
                _at++;
                return true;
            }

            if (!isChanged)
                _folded.Clear();
            isChanged = true;
            if (Current == '\\' ? !Unescape(parent, from) : !FoldQuoted(parent, from))
                break;
            from = _at;
        }

        value = "";
        return false;
    }

    private string Complete(int from, bool isChanged) =>
        isChanged ? _folded.Append(_text, from, _at - from).ToString() : _text.Substring(from, _at - from);

    /// <summary>A line break within quotes: white space around it goes.</summary>
    private bool FoldQuoted(int parent, int from)
    {
        int end = _at;
        while (end > from && _text[end - 1] == ' ')
            end--;
        _folded.Append(_text, from, end - from);
        int breaks = 0;
        if (!SkipBreaks(ref breaks) || AtEnd || IsOutsideQuoted(parent) || IsDocumentMark())
            return false;
        Fold(breaks);
        return true;
    }

    private bool IsOutsideQuoted(int parent) => Column <= (_anyQuotedIndent && parent != OneLine ? 0 : parent);

    private bool Unescape(int parent, int from)
    {
        _folded.Append(_text, from, _at - from);
        char escape = Next;
        _at += 2;
        if (escape is '\n' or '\r')
        {
            _at--;
            // White space before the break stays; that of the next line goes.
            int breaks = 0;
            if (!SkipBreaks(ref breaks) || AtEnd || IsOutsideQuoted(parent) || IsDocumentMark())
                return false;
            _folded.Append('\n', breaks - 1);
            return true;
        }

        int digits = escape switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0)
        {
            if (_at + digits > _text.Length || !TryHex(_text, _at, digits, out int code) || code is >= 0xd800 and <= 0xdfff)
                return false;
            _folded.Append((char)code);
            _at += digits;
            return true;
        }

        char character = escape switch
        {
            '"' or '\\' or '/' or ' ' => escape,
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            _ => '\0',
        };
        _folded.Append(character);
        return character != '\0';
    }

    private static bool TryHex(string text, int at, int digits, out int code)
    {
        code = 0;
        for (int i = at; i < at + digits; i++)
        {
            if (!Uri.IsHexDigit(text[i]))
                return false;
            code = (code << 4) + Convert.ToInt32(text[i].ToString(CultureInfo.InvariantCulture), 16);
        }

        return true;
    }

    /// <summary>One break is a space; of several the first goes.</summary>
    private StringBuilder Fold(int breaks) => breaks == 1 ? _folded.Append(' ') : _folded.Append('\n', breaks - 1);

    private bool IsLineEnd(int at)
    {
        while (at < _text.Length && _text[at] == ' ')
            at++;
        return at < _text.Length && _text[at] is '\n' or '\r';
    }

    /// <summary>Passes over white space with at least one break in it, to the next line with something on it.</summary>
    private bool SkipBreaks(ref int breaks)
    {
        while (!AtEnd)
        {
            if (Current == ' ')
            {
                _at++;
            }
            else if (Current is '\n' or '\r')
            {
                breaks++;
                SkipBreak();
            }
            else
            {
                break;
            }
        }

        return breaks > 0 && (AtEnd || Current != '\t');
    }
}
