using System.Buffers;

namespace LabelingGen.Core;

/// <summary>A stream as part of a body: sent from where it stood, again if it can seek, and never held in memory.</summary>
internal sealed class ResendableStream
{
    private const int ChunkSize = 64 * 1024;

    private readonly Stream _source;
    private readonly long _start;
    private readonly long? _length;
    private bool _read;

    public ResendableStream(Stream source, long? length)
    {
        if (!source.CanRead)
            throw new ArgumentException("The stream to be sent cannot be read.", nameof(source));
        if (length is < 0)
            throw new ArgumentOutOfRangeException(nameof(length), "The length of a stream must not be negative.");
        _source = source;
        _start = source.CanSeek ? source.Position : 0;
        _length = length ?? (source.CanSeek ? source.Length - _start : null);
    }

    public bool CanResend => !_read || _source.CanSeek;

    public long? Length => _length;

    public async Task CopyToAsync(Stream target, SentBytes? sent, CancellationToken cancellationToken)
    {
        if (_read)
        {
            if (!_source.CanSeek)
                throw new InvalidOperationException("This stream cannot seek and was read already, so it cannot be sent again.");
            _source.Position = _start;
        }

        _read = true;
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            long remaining = _length ?? long.MaxValue;
            while (remaining > 0)
            {
                int wanted = (int)Math.Min(chunk.Length, remaining);
                int count = await _source.ReadAsync(chunk.AsMemory(0, wanted), cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                await target.WriteAsync(chunk.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                remaining -= count;
                sent?.Add(count);
            }

            if (_length is { } length && remaining > 0)
                throw new IOException($"The stream to be sent ended {remaining} bytes before its stated length of {length}.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
