using System.Text;

namespace LabelingGen.Generator.Reading.Tree;

/// <summary>
/// Reads JSON and the YAML that API descriptions are written in: block and flow collections, plain, quoted and block scalars,
/// comments. Whatever else it meets (anchors, tags, directives, tabs, several documents, anything that looks wrong) it leaves to the
/// YAML library, whose tree it gives to the last position, in a sixth of the time. Every build of a client and every edit of a spec
/// waits for this; an edit leaves most blocks of a text as they were, and those are not read again.
/// </summary>
internal sealed partial class QuickReader
{
    private const int Depth = 100;
    private const int NoIndent = -1;

    /// <summary>Line breaks of YAML 1.1 and marks that only the library tells from text.</summary>
    private static readonly char[] Foreign = ['\u0085', '\u2028', '\u2029', '\ufeff'];

    private readonly string _text;
    private readonly TreeBuilder _builder;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _anyQuotedIndent;
    private readonly StringBuilder _folded = new();
    private int _at;
    private int _line;
    private int _lineStart;
    private int _depth;

    private QuickReader(string text, TreeBuilder builder, TextBlocks earlier, bool anyQuotedIndent, CancellationToken cancellationToken)
    {
        _anyQuotedIndent = anyQuotedIndent;
        _text = text;
        _builder = builder;
        _earlier = earlier;
        _cancellationToken = cancellationToken;
    }

    private int Column => _at - _lineStart;

    private bool AtEnd => _at >= _text.Length;

    private SourceSpan Here => new(_line, Column, _line, Column);

    /// <summary>Reads the text into <paramref name="builder"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="builder">Makes the tree.</param>
    /// <param name="earlier">Blocks of an earlier text.</param>
    /// <param name="anyQuotedIndent">
    /// The further lines of a quoted text may be indented less than what they belong to, as most parsers allow; never not at all, as none of a
    /// document's own keys is.
    /// </param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The blocks of the text; null where the library is needed, and what the builder holds is of no use.</returns>
    public static TextBlocks? Read(
        string text, TreeBuilder builder, TextBlocks earlier, bool anyQuotedIndent, CancellationToken cancellationToken)
    {
        if (text.IndexOfAny(Foreign) >= 0 || HasLoneReturn(text))
            return null;
        QuickReader reader = new(text, builder, earlier, anyQuotedIndent, cancellationToken);
        return reader.ReadDocument() ? reader._blocks : null;
    }

    private static bool HasLoneReturn(string text)
    {
        int at = text.IndexOf('\r');
        while (at >= 0 && at + 1 < text.Length && text[at + 1] == '\n')
            at = text.IndexOf('\r', at + 1);
        return at >= 0;
    }

    private bool ReadDocument()
    {
        if (string.CompareOrdinal(_text, 0, "---", 0, 3) == 0)
        {
            _at = 3;
            if (!SkipToLineEnd())
                return false;
        }

        return SkipToToken() && !AtEnd
            && (Current is '{' or '[' ? ReadFlow(NoIndent) : ReadBlockNode(NoIndent, mayNest: true))
            && SkipToToken() && AtEnd && _builder.Exhausted is null;
    }

    private char Current => _text[_at];

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\n';

    /// <summary>A node that stands in a block.</summary>
    /// <param name="parent">Column of the collection it belongs to.</param>
    /// <param name="mayNest">Whether a block collection may begin here: not behind a key on its line.</param>
    private bool ReadBlockNode(int parent, bool mayNest)
    {
        switch (Current)
        {
            case '-' when IsSpace(Next):
                return mayNest && ReadSequence(parent);
            case '{' or '[':
                return ReadFlow(parent) && !IsFollowedByColon();
            case '|' or '>':
                return ReadBlockScalar(parent);
            case '"' or '\'':
                return ReadQuotedOrMapping(parent, mayNest);
            case '&' or '*' or '!' or '?' or ':' or '%' or '@' or '`' or '#' or ',' or ']' or '}':
                return false;
            default:
                return ReadPlainOrMapping(parent, mayNest);
        }
    }

    private bool ReadQuotedOrMapping(int parent, bool mayNest)
    {
        SourceSpan start = Here;
        if (!ReadQuoted(parent, out string value))
            return false;
        SourceSpan span = To(start);
        if (!IsFollowedByColon())
            return Add(value, plain: false, span);
        return mayNest && span.EndLine == span.StartLine && ReadMapping(parent, value, plain: false, span);
    }

    private bool ReadPlainOrMapping(int parent, bool mayNest)
    {
        if (IsDocumentMark())
            return false;
        SourceSpan start = Here;
        int end = EndOfPlain(out bool isKey);
        if (isKey)
        {
            string key = _text.Substring(_at, end - _at);
            _at = end;
            return mayNest && ReadMapping(parent, key, plain: true, To(start));
        }

        return ReadPlain(parent, end, start);
    }

    /// <summary>A mapping whose first key has been read.</summary>
    private bool ReadMapping(int parent, string key, bool plain, SourceSpan span)
    {
        int column = span.StartColumn;
        if (column <= parent || !Enter(isMapping: true, new SourceSpan(span.StartLine, column, span.StartLine, column)))
            return false;
        while (true)
        {
            if (key.Length > LongestKey || !Add(key, plain, span))
                return false;
            SkipColon();
            if (!(BlockPlace(key) is { } place ? ReadBlock(place, column) : ReadMappingValue(column)) || !SkipToToken())
                return false;
            if (AtEnd || Column < column)
                return Leave();
            if (Column > column || !ReadKey(out key, out plain, out span))
                return false;
        }
    }

    /// <summary>Behind the colon of a key: on its line, on the next, or nothing.</summary>
    private bool ReadMappingValue(int column)
    {
        SourceSpan nothing = Here;
        int line = _line;
        if (!SkipToToken())
            return false;
        if (!AtEnd && _line == line)
            return ReadBlockNode(column, mayNest: false);
        if (!AtEnd && Column > column)
            return ReadBlockNode(column, mayNest: true);
        return !AtEnd && Column == column && Current == '-' && IsSpace(Next) ? ReadSequence(column - 1) : AddNull(nothing);
    }

    private bool ReadKey(out string key, out bool plain, out SourceSpan span)
    {
        SourceSpan start = Here;
        plain = Current is not ('"' or '\'');
        bool isKey;
        if (plain)
        {
            int end = 0;
            isKey = !(Current is '&' or '*' or '!' or '?' or ':' or '%' or '@' or '`' or '#'
                or ',' or '[' or ']' or '{' or '}' or '|' or '>' || (Current == '-' && IsSpace(Next)) || IsDocumentMark());
            if (isKey)
                end = EndOfPlain(out isKey);
            key = isKey ? _text.Substring(_at, end - _at) : "";
            _at = isKey ? end : _at;
        }
        else
        {
            isKey = ReadQuoted(OneLine, out key) && IsFollowedByColon();
        }

        span = To(start);
        return isKey;
    }

    private bool ReadSequence(int parent)
    {
        int column = Column;
        if (column <= parent || !Enter(isMapping: false, Here))
            return false;
        while (true)
        {
            _at++;
            SourceSpan nothing = Here;
            int line = _line;
            if (!SkipToToken())
                return false;
            bool hasValue = !AtEnd && (_line == line || Column > column);
            if (hasValue ? !ReadBlockNode(column, mayNest: true) : !AddNull(nothing))
                return false;
            if (!SkipToToken())
                return false;
            if (AtEnd || Column < column || (Column == column && !(Current == '-' && IsSpace(Next))))
                return Leave();
            if (Column > column)
                return false;
        }
    }

    private bool Enter(bool isMapping, SourceSpan start)
    {
        if (++_depth > Depth)
            return false;
        _cancellationToken.ThrowIfCancellationRequested();
        _builder.Open(isMapping, anchor: null, start);
        return true;
    }

    private bool Leave()
    {
        _depth--;
        // At its end the library sees one more line, unless the last one was ended.
        _builder.Close(AtEnd && Column > 0 ? new SourceSpan(_line + 1, 0, _line + 1, 0) : Here);
        return true;
    }

    private bool Add(string value, bool plain, SourceSpan span)
    {
        _builder.Add(value, plain, tag: null, anchor: null, span);
        return true;
    }

    private bool AddNull(SourceSpan at) => Add("", plain: true, at);

    private SourceSpan To(SourceSpan start) => new(start.StartLine, start.StartColumn, _line, Column);

    /// <summary>Passes over white space, comments and line breaks; a token behind a comment or break is on another line.</summary>
    /// <returns>Whether the library is not needed for it.</returns>
    private bool SkipToToken()
    {
        while (!AtEnd)
        {
            switch (Current)
            {
                case ' ':
                    _at++;
                    break;
                case '\n' or '\r':
                    SkipBreak();
                    break;
                case '#' when _at == 0 || IsSpace(_text[_at - 1]):
                    int end = _text.IndexOf('\n', _at);
                    _at = end < 0 ? _text.Length : end;
                    break;
                default:
                    return Current != '\t';
            }
        }

        return true;
    }

    private bool SkipToLineEnd()
    {
        int line = _line;
        return SkipToToken() && (AtEnd || _line > line);
    }

    private void SkipBreak()
    {
        _at += Current == '\r' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }

    private void SkipColon()
    {
        while (Current == ' ')
            _at++;
        _at++;
    }

    private bool IsFollowedByColon()
    {
        int at = _at;
        while (at < _text.Length && _text[at] == ' ')
            at++;
        return at < _text.Length && _text[at] == ':' && (at + 1 == _text.Length || IsSpace(_text[at + 1]));
    }

    private bool IsDocumentMark() => Column == 0 && (IsAt("---") || IsAt("..."));

    private bool IsAt(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\r' or '\t';
}
