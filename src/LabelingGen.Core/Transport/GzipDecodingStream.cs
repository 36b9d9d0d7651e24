using System.Buffers.Binary;
using System.IO.Compression;

namespace LabelingGen.Core;

/// <summary>
/// Reads gzip and compares the length in its last four bytes with what came out: <see cref="GZipStream"/> checks a trailer that is there,
/// but takes a missing one for the end.
/// </summary>
internal sealed class GzipDecodingStream : DecodingStream
{
    private readonly TailStream _tail;
    private readonly GZipStream _decoder;
    private long _produced;

    public GzipDecodingStream(Stream raw)
    {
        _tail = new TailStream(raw);
        _decoder = new GZipStream(_tail, CompressionMode.Decompress);
    }

    public override long CompressedBytes => _tail.Count;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Check(_decoder.Read(buffer), buffer.Length);
        }
        catch (InvalidDataException cause)
        {
            throw Damaged(cause);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Check(await _decoder.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
        }
        catch (InvalidDataException cause)
        {
            throw Damaged(cause);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _decoder.Dispose();
        base.Dispose(disposing);
    }

    private int Check(int count, int wanted)
    {
        _produced += count;
        return count > 0 || wanted == 0 || _tail.EndsWithLength(_produced) ? count : throw Truncated();
    }

    /// <summary>Passes bytes on and remembers the last four.</summary>
    private sealed class TailStream(Stream raw) : ReadOnlyStream
    {
        private const int SmallestMember = 18;
        private readonly byte[] _last = new byte[4];

        public long Count { get; private set; }

        public bool EndsWithLength(long produced) =>
            Count >= SmallestMember && BinaryPrimitives.ReadUInt32LittleEndian(_last) == (uint)produced;

        public override int Read(Span<byte> buffer)
        {
            int count = raw.Read(buffer);
            Remember(buffer[..count]);
            return count;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await raw.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Remember(buffer.Span[..count]);
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                raw.Dispose();
            base.Dispose(disposing);
        }

        private void Remember(ReadOnlySpan<byte> bytes)
        {
            Count += bytes.Length;
            if (bytes.Length >= _last.Length)
            {
                bytes[^_last.Length..].CopyTo(_last);
                return;
            }

            _last.AsSpan(bytes.Length).CopyTo(_last);
            bytes.CopyTo(_last.AsSpan(_last.Length - bytes.Length));
        }
    }
}
