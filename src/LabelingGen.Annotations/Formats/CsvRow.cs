using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>A row of comma-separated values taken apart in place: without quotes, no text is made of a field before it is wanted.</summary>
internal ref struct CsvRow
{
    public const int MaxFields = 24;

    private readonly ReadOnlySpan<char> _text;
    private Ends _ends;

    private CsvRow(ReadOnlySpan<char> text) => _text = text;

    /// <summary>How many fields there are; no more than twenty-four are told apart.</summary>
    public int Count { get; private set; }

    public readonly ReadOnlySpan<char> this[int field] => _text[(field == 0 ? 0 : _ends[field - 1] + 1).._ends[field]];

    /// <summary>Takes a row apart, unless a quoted field goes on in the next line.</summary>
    /// <exception cref="AnnotationFormatException">A quote stands where none may.</exception>
    public static bool TrySplit(ReadOnlySpan<char> row, string file, int line, out CsvRow fields)
    {
        if (row.Contains('"'))
            return TryUnquote(row, file, line, out fields);
        fields = new CsvRow(row);
        int start = 0;
        for (int comma = row.IndexOf(','); comma >= 0; comma = row[start..].IndexOf(','))
        {
            fields.Add(start + comma);
            start += comma + 1;
        }

        fields.Add(row.Length);
        return true;
    }

    private static bool TryUnquote(ReadOnlySpan<char> row, string file, int line, out CsvRow fields)
    {
        if (CsvText.TrySplit(row.ToString(), file, line) is not { } texts)
        {
            fields = default;
            return false;
        }

        fields = new CsvRow(string.Join(',', texts));
        int end = -1;
        foreach (string text in texts)
            fields.Add(end += text.Length + 1);
        return true;
    }

    private void Add(int end)
    {
        if (Count < MaxFields)
            _ends[Count++] = end;
    }

    [InlineArray(MaxFields)]
    private struct Ends
    {
        private int _first;
    }
}
