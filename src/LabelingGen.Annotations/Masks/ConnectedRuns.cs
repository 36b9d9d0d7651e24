namespace LabelingGen.Annotations;

/// <summary>Which pieces a mask falls into: its runs, cut at the ends of columns, with the number of their piece.</summary>
internal sealed class ConnectedRuns
{
    private readonly int _height;
    private readonly List<(long Start, long End)> _runs = [];
    private readonly List<int> _parents = [];

    public ConnectedRuns(Mask mask, PixelConnectivity connectivity)
    {
        _height = mask.Height;
        SplitAtColumns(mask.Counts);
        Join(connectivity == PixelConnectivity.Eight ? 1 : 0);
        Number();
    }

    /// <summary>How many pieces there are.</summary>
    public int PieceCount { get; private set; }

    /// <summary>The runs in rising order: first place and the place after the last, in column-major order.</summary>
    public IReadOnlyList<(long Start, long End)> Runs => _runs;

    /// <summary>The number of the piece that a run belongs to; pieces are numbered by their first pixel in column-major order.</summary>
    public int PieceOfRun(int run) => _parents[run];

    /// <summary>The number of the piece that a pixel inside belongs to.</summary>
    public int PieceAt(int x, int y)
    {
        long place = (long)x * _height + y;
        int low = 0;
        int high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (_runs[middle].Start <= place)
                low = middle;
            else
                high = middle - 1;
        }

        return _parents[low];
    }

    private void SplitAtColumns(ReadOnlySpan<uint> counts)
    {
        long at = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            long end = at + counts[i];
            while ((i & 1) != 0 && at < end)
            {
                long columnEnd = Math.Min(end, (at / _height + 1) * _height);
                Add(at, columnEnd);
                at = columnEnd;
            }

            at = end;
        }
    }

    private void Add(long start, long end)
    {
        // Runs of length 0 in between leave neighbours that are one run.
        if (_runs.Count > 0 && _runs[^1].End == start && start % _height != 0)
        {
            _runs[^1] = (_runs[^1].Start, end);
            return;
        }

        _runs.Add((start, end));
        _parents.Add(_parents.Count);
    }

    private void Join(int reach)
    {
        int left = 0;
        for (int run = 0; run < _runs.Count; run++)
        {
            (long start, long end) = _runs[run];
            long column = start / _height;
            long top = (column - 1) * _height;
            long from = start - _height - reach;
            long to = end - _height + reach;
            while (left < run && _runs[left].End <= Math.Max(from, top))
                left++;
            for (int other = left; other < run && _runs[other].Start < Math.Min(to, top + _height); other++)
                Unite(other, run);
        }
    }

    private int Find(int run)
    {
        while (_parents[run] != run)
            run = _parents[run] = _parents[_parents[run]];
        return run;
    }

    private void Unite(int first, int second)
    {
        first = Find(first);
        second = Find(second);
        _parents[Math.Max(first, second)] = Math.Min(first, second);
    }

    private void Number()
    {
        // A root is the smallest run of its piece, so it is numbered before the others ask for it.
        int[] numbers = new int[_parents.Count];
        for (int run = 0; run < numbers.Length; run++)
        {
            int root = Find(run);
            numbers[run] = root == run ? PieceCount++ : numbers[root];
        }

        for (int run = 0; run < numbers.Length; run++)
            _parents[run] = numbers[run];
    }
}
