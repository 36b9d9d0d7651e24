namespace LabelingGen.Core;

/// <summary>Reads lines of bytes from a stream into one buffer that is used again for each.</summary>
internal sealed class LineReader(Stream stream, long longestLine) : IDisposable
{
    private readonly PooledBuffer _buffer = new(16 * 1024);
    private int _start;
    private int _scanned;
    private bool _ended;

    /// <summary>The current line without its end; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public bool IsBlank => Line.Span.Trim(" \t\r"u8).IsEmpty;

    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int end = _buffer.Written.Span[_scanned..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                Line = _buffer.Written[_start..(_scanned + end)];
                _start = _scanned += end + 1;
                return true;
            }

            _scanned = _buffer.Length;
            if (_ended)
            {
                Line = _buffer.Written[_start..];
                bool any = _start < _buffer.Length;
                _start = _buffer.Length;
                return any;
            }

            if (_scanned - _start > longestLine)
                throw new AnswerException($"a line of the answer is larger than the limit of {longestLine} bytes", isTruncated: false);
            _buffer.RemoveBeginning(_start);
            _scanned -= _start;
            _start = 0;
            int count = await stream.ReadAsync(_buffer.GetMemory(), cancellationToken).ConfigureAwait(false);
            _buffer.Advance(count);
            _ended = count == 0;
        }
    }

    public void Dispose() => _buffer.Dispose();
}
