namespace LabelingGen.Generator.Reading.Tree;

internal sealed partial class QuickReader
{
    private readonly TextBlocks _earlier;
    private readonly TextBlocks _blocks = new();
    private string _rootKey = "";
    private string? _section;

    /// <summary>
    /// The place of what stands behind a key, where that is a block: a path, or an entry of one of the containers of components. Null
    /// anywhere else, and for a second block at a place: no two may share nodes.
    /// </summary>
    private string? BlockPlace(string key)
    {
        if (_depth == 1)
        {
            _rootKey = key;
            _section = key is "paths" or "definitions" or "parameters" or "responses" ? key : null;
            return null;
        }

        bool isComponents = _rootKey == "components";
        if (_depth == 2 && isComponents)
            _section = "components/" + key;
        if (_section is null || _depth != (isComponents ? 3 : 2))
            return null;
        string place = _section + "/" + key;
        return _blocks.Find(place) is null ? place : null;
    }

    /// <summary>
    /// What stands behind a key, up to the next entry: taken over from the earlier text where that has the same block at this place, else
    /// read, and noted for the next time if it is a mapping without a finding.
    /// </summary>
    /// <param name="place">The block's place.</param>
    /// <param name="parent">Column of the mapping it belongs to; <see cref="NoIndent"/> within brackets.</param>
    private bool ReadBlock(string place, int parent)
    {
        int line = _line;
        if (_earlier.Find(place) is { } known && known.StandsAt(_text, _at, Column, parent))
        {
            _blocks.Add(place, known with { Text = _text, Start = _at });
            _blocks.Add(known.Value.Source, line);
            _builder.Add(known);
            _at += known.Length;
            _line += known.Lines;
            _lineStart = _at - known.EndColumn;
            return true;
        }

        (int start, int column, int nodes, int findings) = (_at, Column, _builder.Nodes, _builder.Findings);
        _blocks.Add(_builder.EnterBlock(line), line);
        _line = 0;
        bool isRead = parent == NoIndent ? ReadFlowValue(parent) : ReadMappingValue(parent) && SkipToToken();
        int lines = _line;
        _line += line;
        SpecNode? value = _builder.LeaveBlock();
        if (isRead && value is SpecMapping mapping && !AtEnd && _builder.Findings == findings && !_anyQuotedIndent)
        {
            _blocks.Add(
                place,
                new TextBlock(_text, start, _at - start, column, parent, lines, Column, mapping, _builder.Nodes - nodes));
        }

        return isRead;
    }
}
