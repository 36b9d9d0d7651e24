using System.Buffers;

namespace LabelingGen.Annotations;

/// <summary>The places, in column-major order, where an outline is entered or left.</summary>
internal ref struct CrossingList(int ringLength, int height)
{
    private const int CancelFrom = 1 << 20;

    private uint[] _places = ArrayPool<uint>.Shared.Rent(Math.Clamp(ringLength * 16, 256, CancelFrom));
    private int _count;
    private int _cancelAt = CancelFrom;
    private int _firstColumn = int.MaxValue;
    private int _lastColumn = -1;

    /// <summary>Notes that the outline passes the middle of a column between two rows of the finer grid.</summary>
    public void Add(long column, long fineRow)
    {
        if (_count == _places.Length)
            MakeRoom();
        long row = fineRow <= 2 ? 0 : Math.Min(height, (fineRow + 2) / 5);
        _places[_count++] = (uint)(column * height + row);
        _firstColumn = Math.Min(_firstColumn, (int)column);
        _lastColumn = Math.Max(_lastColumn, (int)column);
    }

    /// <summary>The places in rising order; two at the same place cancel each other.</summary>
    public ReadOnlySpan<uint> SortAndCancel()
    {
        Sort();
        Span<uint> places = _places.AsSpan(0, _count);
        int kept = 0;
        for (int i = 0; i < places.Length;)
        {
            int end = i + 1;
            while (end < places.Length && places[end] == places[i])
                end++;
            if ((end - i & 1) != 0)
                places[kept++] = places[i];
            i = end;
        }

        _count = kept;
        return places[..kept];
    }

    /// <summary>
    /// The places of one column lie near each other in number, so they are dealt out by column first and then sorted within it, which
    /// has mostly two.
    /// </summary>
    private void Sort()
    {
        // The lower end of a column is the upper end of the next, so there is one column more than were named.
        int columns = _lastColumn - _firstColumn + 2;
        if (_count < 32 || columns > 4L * _count)
        {
            _places.AsSpan(0, _count).Sort();
            return;
        }

        int[] starts = ArrayPool<int>.Shared.Rent(columns + 1);
        uint[] sorted = ArrayPool<uint>.Shared.Rent(_places.Length);
        Array.Clear(starts, 0, columns + 1);
        uint rows = (uint)height;
        foreach (uint place in _places.AsSpan(0, _count))
            starts[(int)(place / rows) - _firstColumn + 1]++;
        for (int i = 0; i < columns; i++)
            starts[i + 1] += starts[i];
        foreach (uint place in _places.AsSpan(0, _count))
            sorted[starts[(int)(place / rows) - _firstColumn]++] = place;
        int from = 0;
        for (int i = 0; i < columns; i++)
        {
            if (starts[i] - from > 1)
                SortColumn(sorted.AsSpan(from, starts[i] - from));
            from = starts[i];
        }

        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<uint>.Shared.Return(_places);
        _places = sorted;
    }

    private static void SortColumn(Span<uint> places)
    {
        if (places.Length > 2)
            places.Sort();
        else if (places[0] > places[1])
            (places[0], places[1]) = (places[1], places[0]);
    }

    /// <summary>Gives the memory back; the list is not to be used afterwards.</summary>
    public readonly void Return() => ArrayPool<uint>.Shared.Return(_places);

    private void MakeRoom()
    {
        // A hostile outline may cross the picture again and again; what is left after cancelling is bounded by the pixels.
        if (_count >= _cancelAt)
        {
            SortAndCancel();
            _cancelAt = Math.Max(CancelFrom, _count * 2);
            if (_count <= _places.Length / 2)
                return;
        }

        uint[] longer = ArrayPool<uint>.Shared.Rent(checked(_places.Length * 2));
        _places.AsSpan(0, _count).CopyTo(longer);
        ArrayPool<uint>.Shared.Return(_places);
        _places = longer;
    }
}
