namespace LabelingGen.Generator.Reading.Tree;

internal sealed partial class QuickReader
{
    /// <summary>A mapping or sequence in brackets.</summary>
    /// <param name="parent">Column of the block it stands in; its further lines are deeper.</param>
    private bool ReadFlow(int parent)
    {
        bool isMapping = Current == '{';
        char end = isMapping ? '}' : ']';
        if (!Enter(isMapping, Here))
            return false;
        _at++;
        if (!SkipFlowSpace(parent))
            return false;
        while (Current != end)
        {
            if (isMapping ? !ReadFlowEntry(parent) : !ReadFlowNode(parent) || !SkipFlowSpace(parent))
                return false;
            if (Current == ',')
            {
                _at++;
                if (!SkipFlowSpace(parent) || Current == end)
                    return false;
            }
            else if (Current != end)
            {
                return false;
            }
        }

        // The library takes the bracket's place, not the one behind it, for the end.
        _builder.Close(Here);
        _at++;
        _depth--;
        return true;
    }

    private bool ReadFlowEntry(int parent)
    {
        SourceSpan start = Here;
        bool plain = Current != '"' && Current != '\'';
        string key;
        if (plain)
        {
            int end = EndOfFlowPlain();
            if (end < 0)
                return false;
            key = _text.Substring(_at, end - _at);
            _at = end;
        }
        else if (!ReadQuoted(int.MaxValue, out key))
        {
            return false;
        }

        SourceSpan span = To(start);
        while (!AtEnd && Current == ' ')
            _at++;
        if (AtEnd || Current != ':' || key.Length is 0 or > LongestKey || span.EndLine != span.StartLine || (plain && !IsSpace(Next)))
            return false;
        _at++;
        return Add(key, plain, span)
            && (parent == NoIndent && BlockPlace(key) is { } place ? ReadBlock(place, NoIndent) : ReadFlowValue(parent));
    }

    private bool ReadFlowValue(int parent) => SkipFlowSpace(parent) && ReadFlowNode(parent) && SkipFlowSpace(parent);

    private bool ReadFlowNode(int parent)
    {
        SourceSpan start = Here;
        switch (Current)
        {
            case '{' or '[':
                return ReadFlow(parent);
            case '"' or '\'':
                return ReadQuoted(parent, out string value) && Add(value, plain: false, To(start));
            default:
                int end = EndOfFlowPlain();
                if (end < 0)
                    return false;
                string text = _text.Substring(_at, end - _at);
                _at = end;
                return Add(text, plain: true, To(start));
        }
    }

    /// <summary>
    /// Where a plain scalar within brackets ends, or -1 where it is none, has several lines or is for the library to judge.
    /// </summary>
    private int EndOfFlowPlain()
    {
        if (Current is '&' or '*' or '!' or '?' or ':' or '%' or '@' or '`' or '#'
            or ',' or '[' or ']' or '{' or '}' or '|' or '>'
            || (Current == '-' && (IsSpace(Next) || Next is ',' or ']' or '}')) || IsDocumentMark())
            return -1;
        int at = _at;
        for (; at < _text.Length; at++)
        {
            char c = _text[at];
            if (c is ',' or ']' or '}' or '\n' or '\r')
                break;
            if (c is '[' or '{' or '\t' || (c == '#' && _text[at - 1] == ' '))
                return -1;
            if (c == ':' && (at + 1 == _text.Length || IsSpace(_text[at + 1]) || _text[at + 1] is ',' or '[' or ']' or '{' or '}'))
                break;
        }

        int end = at;
        while (end > _at && _text[end - 1] == ' ')
            end--;
        // Text on the next line would belong to it.
        while (at < _text.Length && IsSpace(_text[at]))
            at++;
        return at < _text.Length && _text[at] is ',' or ']' or '}' or ':' ? end : -1;
    }

    /// <summary>Passes over white space and breaks. Tabs indent nothing in a text that is all brackets, as JSON is.</summary>
    private bool SkipFlowSpace(int parent)
    {
        int line = _line;
        while (!AtEnd)
        {
            if (Current == ' ' || (Current == '\t' && parent == NoIndent))
                _at++;
            else if (Current is not ('\n' or '\r'))
                return Current is not ('#' or '\t') && !IsDocumentMark()
                    && (_line == line || Column > parent || (Column == parent && Current is ']' or '}'));
            else
                SkipBreak();
        }

        return false;
    }
}
