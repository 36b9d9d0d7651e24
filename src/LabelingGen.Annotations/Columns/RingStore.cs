namespace LabelingGen.Annotations;

/// <summary>Coordinates of rings, x and y in turn, in chunks that no ring crosses.</summary>
internal sealed class RingStore
{
    private const int ChunkLength = 1 << 16;

    private readonly List<double[]> _chunks = [];
    private readonly ColumnChunks<(int Chunk, int Start)> _rings = new();
    private readonly ColumnChunks<int> _lengths = new();
    private int _used;
    private int _open;

    public int Count => _rings.Count;

    public ReadOnlySpan<double> this[int ring]
    {
        get
        {
            (int chunk, int start) = _rings[ring];
            return _chunks[chunk].AsSpan(start, _lengths[ring]);
        }
    }

    public void Begin() => _open = _used;

    public void Add(double value)
    {
        if (_chunks.Count == 0)
            _chunks.Add(new double[ChunkLength]);
        if (_used == _chunks[^1].Length)
            Move();
        _chunks[^1][_used++] = value;
    }

    public void End()
    {
        _rings.Add((Math.Max(_chunks.Count - 1, 0), _open));
        _lengths.Add(_used - _open);
    }

    /// <summary>The open ring goes on in a new chunk, with room to grow.</summary>
    private void Move()
    {
        int length = _used - _open;
        double[] next = new double[Math.Max(ChunkLength, checked(2 * length))];
        _chunks[^1].AsSpan(_open, length).CopyTo(next);
        _chunks.Add(next);
        (_open, _used) = (0, length);
    }
}
