namespace LabelingGen.Generator.Reading.Tree;

internal sealed partial class QuickReader
{
    /// <summary>A literal (<c>|</c>) or folded (<c>&gt;</c>) scalar, with <c>+</c> or <c>-</c>.</summary>
    private bool ReadBlockScalar(int parent)
    {
        SourceSpan start = Here;
        bool isFolded = Current == '>';
        _at++;
        char chomping = AtEnd ? ' ' : Current;
        if (chomping is '+' or '-')
            _at++;
        if (!IsLineEnd(_at))
            return false;
        while (Current == ' ')
            _at++;
        SkipBreak();
        if (!FindIndent(parent, out int indent))
            return false;

        _folded.Clear();
        int leading = 0;
        bool wasBlank = false;
        int trailing = SkipBlankLines(indent);
        while (!AtEnd && Column == indent)
        {
            bool isBlank = Current is ' ' or '\t';
            if (isFolded && leading > 0 && !wasBlank && !isBlank)
                _folded.Append(trailing == 0 ? " " : "");
            else
                _folded.Append('\n', leading);
            _folded.Append('\n', trailing);
            wasBlank = isBlank;
            int end = _text.IndexOf('\n', _at);
            if (end < 0)
                return false;
            int stop = _text[end - 1] == '\r' ? end - 1 : end;
            _folded.Append(_text, _at, stop - _at);
            _at = stop;
            SkipBreak();
            leading = 1;
            trailing = SkipBlankLines(indent);
        }

        if (chomping != '-')
            _folded.Append('\n', leading);
        if (chomping == '+')
            _folded.Append('\n', trailing);
        // Text that is indented less but still within, and blanks at the very end, are for the library to judge.
        if (AtEnd ? wasBlank : Column > parent || Current == '\t')
            return false;
        return Add(_folded.ToString(), plain: false, new SourceSpan(start.StartLine, start.StartColumn, _line, 0));
    }

    /// <summary>
    /// The column of the first line with something on it, which must be deeper than the parent and any blank line before.
    /// </summary>
    private bool FindIndent(int parent, out int indent)
    {
        int widest = 0;
        int lineStart = _at;
        for (int at = _at; at < _text.Length; at++)
        {
            if (_text[at] == ' ')
                continue;
            indent = at - lineStart;
            if (_text[at] is '\n' or '\r')
            {
                widest = Math.Max(widest, indent);
                if (_text[at] == '\n')
                    lineStart = at + 1;
                continue;
            }

            return _text[at] != '\t' && indent > parent && indent > 0 && widest <= indent;
        }

        indent = 0;
        return false;
    }

    /// <summary>Passes over lines with nothing on them, and the indentation of the one that follows.</summary>
    private int SkipBlankLines(int indent)
    {
        int lines = 0;
        while (!AtEnd)
        {
            while (!AtEnd && Column < indent && Current == ' ')
                _at++;
            if (AtEnd || Current is not ('\n' or '\r'))
                break;
            SkipBreak();
            lines++;
        }

        return lines;
    }
}
