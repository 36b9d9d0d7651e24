using System.Text;

namespace LabelingGen.Clarifai;

/// <summary>Reads comma-separated values as RFC 4180 has them: quotes around cells with commas, quotes or line breaks.</summary>
internal sealed class CsvReader(string path, TextReader text)
{
    private int _line = 1;

    /// <summary>The next row with the line it begins on; null at the end.</summary>
    public (int Line, List<string> Cells)? Read()
    {
        while (text.Peek() is '\r' or '\n')
            Next();
        if (text.Peek() < 0)
            return null;
        int line = _line;
        List<string> cells = [];
        do
        {
            cells.Add(ReadCell());
        }
        while (Next() == ',');
        return (line, cells);
    }

    /// <summary>Reads up to the comma or line end behind a cell.</summary>
    private string ReadCell()
    {
        StringBuilder cell = new();
        if (text.Peek() != '"')
        {
            while (text.Peek() is >= 0 and not (',' or '\n' or '\r'))
                cell.Append((char)Next());
            SkipReturn();
            return cell.ToString();
        }

        int start = _line;
        Next();
        while (true)
        {
            int c = Next();
            if (c < 0)
                throw new ClarifaiFileException(path, start, "a quoted cell is not closed");
            if (c != '"')
            {
                cell.Append((char)c);
            }
            else if (text.Peek() == '"')
            {
                cell.Append((char)Next());
            }
            else
            {
                SkipReturn();
                return text.Peek() is < 0 or ',' or '\n'
                    ? cell.ToString()
                    : throw new ClarifaiFileException(path, _line, "something follows the closing quote of a cell");
            }
        }
    }

    private void SkipReturn()
    {
        if (text.Peek() == '\r')
            text.Read();
    }

    private int Next()
    {
        int c = text.Read();
        if (c == '\n')
            _line++;
        return c;
    }
}
