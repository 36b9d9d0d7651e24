namespace LabelingGen.Annotations;

/// <summary>Coordinates of rings, x and y in turn, in chunks that no ring crosses.</summary>
internal sealed class RingStore
{
    private const int ChunkBits = 16;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<double[]> _chunks = [];
    // A place is the number of the chunk and the position in it; a chunk longer than others holds one ring, from position 0.
    private readonly IntegerColumn _places = new();
    private readonly IntegerColumn _lengths = new();
    private int _used;
    private int _open;

    public int Count => _places.Count;

    public ReadOnlySpan<double> this[int ring]
    {
        get
        {
            (long place, int length) = (_places[ring], (int)_lengths[ring]);
            return length == 0 ? default : _chunks[(int)(place >> ChunkBits)].AsSpan((int)(place & (ChunkLength - 1)), length);
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
        int length = _used - _open;
        _places.Add(length == 0 ? 0 : ((long)(_chunks.Count - 1) << ChunkBits) + _open);
        _lengths.Add(length);
        // What follows a ring in a chunk longer than others would have no place that fits.
        if (_used >= ChunkLength)
        {
            _chunks.Add(new double[ChunkLength]);
            _used = 0;
        }
    }

    /// <summary>The open ring goes on in a new chunk, with room to grow; alone in its chunk, it takes the grown one in its place.</summary>
    private void Move()
    {
        int length = _used - _open;
        double[] next = new double[Math.Max(ChunkLength, checked(2 * length))];
        _chunks[^1].AsSpan(_open, length).CopyTo(next);
        if (_open == 0)
            _chunks[^1] = next;
        else
            _chunks.Add(next);
        (_open, _used) = (0, length);
    }
}
