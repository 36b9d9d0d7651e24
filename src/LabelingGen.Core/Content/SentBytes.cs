namespace LabelingGen.Core;

/// <summary>Counts what one attempt has sent and reports the furthest point any attempt has reached.</summary>
internal sealed class SentBytes(IProgress<long>? progress)
{
    private long _current;
    private long _furthest;

    public void Restart() => _current = 0;

    public void Add(long count)
    {
        _current += count;
        if (_current <= _furthest)
            return;
        _furthest = _current;
        progress?.Report(_furthest);
    }
}
