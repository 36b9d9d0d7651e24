using System.Globalization;

namespace LabelingGen.Annotations.Formats;

/// <summary>Where the items of a list stand in a file.</summary>
internal sealed class SliceList(string name)
{
    private readonly IntegerColumn _starts = new();
    private readonly IntegerColumn _lengths = new();

    public int Count => _starts.Count;

    public void Add(long start, int length)
    {
        _starts.Add(start);
        _lengths.Add(length);
    }

    public long StartOf(int index) => _starts[index];

    public int LengthOf(int index) => (int)_lengths[index];

    /// <summary>The JSON path of an item, for messages.</summary>
    public string PathOf(int index) => string.Create(CultureInfo.InvariantCulture, $"$.{name}[{index}]");
}
