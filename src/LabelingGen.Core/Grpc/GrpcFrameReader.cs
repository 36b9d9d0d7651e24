using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>
/// Cuts a body into messages. What arrives together is read together; memory grows with what has arrived, never with what a length
/// prefix claims.
/// </summary>
internal sealed class GrpcFrameReader(Stream stream, string? encoding, int maxSize) : IDisposable
{
    private const int InitialSize = 8 * 1024;
    private const int TrustedSize = 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _start;
    private int _end;
    private int _length;

    /// <summary>Reads the next message, or nothing at the end of the body.</summary>
    /// <exception cref="GrpcFailure">The body is cut, too large or not readable.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TMessage?> ReadAsync<TMessage>(MessageParser<TMessage> parser, CancellationToken cancellationToken)
        where TMessage : class, IMessage<TMessage>
    {
        if (!await FillAsync(GrpcFrame.HeaderLength, cancellationToken).ConfigureAwait(false))
            return null;
        bool compressed = ReadHeader();
        if (_length > 0 && !await FillAsync(_length, cancellationToken).ConfigureAwait(false))
            throw Cut();
        TMessage message = compressed ? ParseCompressed(parser) : Parse(parser, _buffer.AsSpan(_start, _length));
        _start += _length;
        return message;
    }

    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private static GrpcFailure Cut() => new(GrpcStatusCode.Internal, "The response ended in the middle of a message.");

    private static TMessage Parse<TMessage>(MessageParser<TMessage> parser, ReadOnlySpan<byte> bytes)
        where TMessage : class, IMessage<TMessage>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcFailure(GrpcStatusCode.Internal, "A response message cannot be read: " + e.Message, e);
        }
    }

    private TMessage ParseCompressed<TMessage>(MessageParser<TMessage> parser)
        where TMessage : class, IMessage<TMessage>
    {
        using PooledBuffer plain = GrpcGzip.Inflate(_buffer, _start, _length, maxSize);
        return Parse(parser, plain.Written.Span);
    }

    private bool ReadHeader()
    {
        ReadOnlySpan<byte> header = _buffer.AsSpan(_start, GrpcFrame.HeaderLength);
        byte flags = header[0];
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (flags > 1)
            throw new GrpcFailure(GrpcStatusCode.Internal, $"A response message has the unknown flags {flags}.");
        if (flags == 1 && encoding is null or "identity")
            throw new GrpcFailure(GrpcStatusCode.Internal, "A response message is compressed, but the server named no compression.");
        if (flags == 1 && encoding != "gzip")
            throw new GrpcFailure(GrpcStatusCode.Internal, $"The server compresses with '{Printable(encoding)}', which it was not told.");
        if (length > (uint)maxSize)
        {
            throw new GrpcFailure(
                GrpcStatusCode.ResourceExhausted, $"A response message has {length} bytes; at most {maxSize} are allowed.");
        }

        _start += GrpcFrame.HeaderLength;
        _length = (int)length;
        return flags == 1;
    }

    private static string Printable(string? text) => text is { Length: <= 40 } ? text : "?";

    /// <summary>Makes sure that so many bytes are buffered. False at a clean end of the body.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillAsync(int needed, CancellationToken cancellationToken)
    {
        while (_end - _start < needed)
        {
            MakeRoom(needed);
            int read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                if (_end == _start && needed == GrpcFrame.HeaderLength)
                    return false;
                throw Cut();
            }

            _end += read;
        }

        return true;
    }

    private void MakeRoom(int needed)
    {
        int held = _end - _start;
        if (held == 0)
            _start = _end = 0;
        if (_buffer.Length - _start >= needed && _end < _buffer.Length)
            return;
        if (_buffer.Length >= needed)
        {
            _buffer.AsSpan(_start, held).CopyTo(_buffer);
        }
        else
        {
            // A claimed length beyond a megabyte is believed only as far as bytes arrive for it.
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(needed, Math.Max(TrustedSize, 2L * _buffer.Length)));
            _buffer.AsSpan(_start, held).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _start = 0;
        _end = held;
    }
}
