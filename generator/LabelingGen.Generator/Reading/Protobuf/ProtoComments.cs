using System.Text;

namespace LabelingGen.Generator.Reading.Protobuf;

/// <summary>
/// Collects the comments between two tokens and tells which one belongs to the second: the last one, if no blank line follows it and
/// it does not stand behind the first token on its line.
/// </summary>
internal sealed class ProtoComments
{
    private readonly StringBuilder _block = new();
    private bool _hasBlock;
    private bool _lineComments;

    /// <summary>Nothing but blanks on the current line since the token before.</summary>
    private bool _sameLine;

    public void Begin(bool atStartOfFile)
    {
        _block.Clear();
        _hasBlock = false;
        _lineComments = false;
        _sameLine = !atStartOfFile;
    }

    /// <param name="blankLine">The line that ends held nothing at all.</param>
    public void EndOfLine(bool blankLine)
    {
        if (blankLine)
            Drop();
        _sameLine = false;
    }

    /// <summary>A comment to the end of the line, line feed included.</summary>
    public void AddLine(string text)
    {
        if (_sameLine)
        {
            _sameLine = false;
            return;
        }

        if (!_lineComments)
            Drop();
        _lineComments = true;
        _hasBlock = true;
        _block.Append(text).Append('\n');
    }

    public void AddBlock(string text)
    {
        Drop();
        if (_sameLine)
            return;
        _hasBlock = true;
        foreach (string line in text.Split('\n'))
        {
            string content = line.TrimStart(' ', '\t', '\r');
            if (_block.Length > 0 && content.StartsWith("*", StringComparison.Ordinal))
                content = content.Substring(1);
            _block.Append(content).Append('\n');
        }
    }

    /// <summary>The text, one blank after the slashes and outer empty lines left out.</summary>
    public string? Take()
    {
        if (!_hasBlock)
            return null;
        IEnumerable<string> lines = _block.ToString().Split('\n')
            .Select(l => l.StartsWith(" ", StringComparison.Ordinal) ? l.Substring(1).TrimEnd() : l.TrimEnd());
        string text = string.Join("\n", lines).Trim('\n');
        return text.Length == 0 ? null : text;
    }

    private void Drop()
    {
        _block.Clear();
        _hasBlock = false;
        _lineComments = false;
    }
}
