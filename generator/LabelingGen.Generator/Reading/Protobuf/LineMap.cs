using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>Turns offsets of a text into lines and columns.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];

    public LineMap(string text)
    {
        for (int i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
            _starts.Add(i + 1);
    }

    public SourceSpan Span(int start, int end)
    {
        (int startLine, int startColumn) = Position(start);
        (int endLine, int endColumn) = Position(end);
        return new SourceSpan(startLine, startColumn, endLine, endColumn);
    }

    private (int Line, int Column) Position(int offset)
    {
        int line = _starts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return (line, offset - _starts[line]);
    }
}
