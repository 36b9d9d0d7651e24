using System.Buffers;
using System.IO.Compression;

namespace LabelingGen.Core;

/// <summary>Reads brotli and insists on the end mark, which <see cref="BrotliStream"/> does not.</summary>
internal sealed class BrotliDecodingStream(Stream raw) : DecodingStream
{
    private const int InputSize = 16 * 1024;

    private BrotliDecoder _decoder;
    private byte[]? _input = ArrayPool<byte>.Shared.Rent(InputSize);
    private int _start;
    private int _end;
    private bool _done;
    private long _compressed;

    public override long CompressedBytes => _compressed;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (TryDecode(buffer, out int written))
                return written;
            Fill(raw.Read(_input));
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryDecode(buffer.Span, out int written))
                return written;
            Fill(await raw.ReadAsync(_input, cancellationToken).ConfigureAwait(false));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _input is { } input)
        {
            _input = null;
            _decoder.Dispose();
            ArrayPool<byte>.Shared.Return(input);
            raw.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Decodes what there is; false when more input is needed first.</summary>
    private bool TryDecode(Span<byte> buffer, out int written)
    {
        ObjectDisposedException.ThrowIf(_input is null, this);
        written = 0;
        if (_done || buffer.Length == 0)
            return true;
        OperationStatus status = _decoder.Decompress(_input.AsSpan(_start, _end - _start), buffer, out int consumed, out written);
        _start += consumed;
        if (status == OperationStatus.InvalidData)
            throw Damaged();
        _done = status == OperationStatus.Done;
        return _done || written > 0;
    }

    private void Fill(int count)
    {
        if (count == 0)
            throw Truncated();
        _start = 0;
        _end = count;
        _compressed += count;
    }
}
