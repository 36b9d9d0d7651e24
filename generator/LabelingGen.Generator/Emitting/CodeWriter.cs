using System.Text;

namespace LabelingGen.Generator.Emitting;

/// <summary>Writes C# line by line with four spaces per level and line feeds, the same on every machine.</summary>
internal sealed class CodeWriter
{
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static StringBuilder? _spare;

    private readonly StringBuilder _text;
    private int _level;

    public CodeWriter()
    {
        _text = _spare ?? new StringBuilder(4096);
        _spare = null;
    }

    /// <summary>Writes a line at the current level; an empty one holds no spaces.</summary>
    public CodeWriter Line(string text = "")
    {
        if (text.Length > 0)
            _text.Append(' ', _level * 4).Append(text);
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a head and an opening brace; dispose of the result to close it.</summary>
    public Block Open(string head, string end = "}")
    {
        Line(head);
        Line("{");
        _level++;
        return new Block(this, end);
    }

    /// <summary>Writes a line one level deeper: the single statement of an <c>if</c>.</summary>
    public CodeWriter Indented(string text)
    {
        _level++;
        Line(text);
        _level--;
        return this;
    }

    /// <summary>Writes items with commas between them, as many on a line as fit.</summary>
    /// <param name="items">The items.</param>
    /// <param name="end">What follows the last one.</param>
    public CodeWriter Filled(IEnumerable<string> items, string end)
    {
        StringBuilder line = new();
        foreach (string item in items)
        {
            if (line.Length > 0)
                line.Append(',');
            // One place stays free for the comma or what follows the last item.
            if (line.Length > 0 && line.Length + item.Length + 1 + Math.Max(1, end.Length) > Width)
            {
                Line(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(item);
        }

        return Line(line.Append(end).ToString());
    }

    /// <summary>The text. The writer is not used any more; the next one takes over its memory, for a client has a thousand files.</summary>
    public string Finish()
    {
        string text = _text.ToString();
        if (_text.Capacity <= LargestKept)
            _spare = _text.Clear();
        return text;
    }

    public void Indent() => _level++;

    public void Outdent() => _level--;

    /// <summary>Number of characters left on a line at this level.</summary>
    public int Width => Math.Max(40, 140 - (_level * 4));

    private void Close(string end)
    {
        _level--;
        Line(end);
    }

    internal readonly struct Block : IDisposable
    {
        private readonly CodeWriter _writer;
        private readonly string _end;

        public Block(CodeWriter writer, string end)
        {
            _writer = writer;
            _end = end;
        }

        public void Dispose() => _writer.Close(_end);
    }
}
