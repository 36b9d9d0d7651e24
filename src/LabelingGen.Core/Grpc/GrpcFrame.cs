using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace LabelingGen.Core.Grpc;

/// <summary>A length-prefixed message in a rented array: one byte of flags, four of length, then the message.</summary>
internal readonly struct GrpcFrame : IDisposable
{
    public const int HeaderLength = 5;

    private readonly byte[] _array;
    private readonly int _length;

    private GrpcFrame(byte[] array, int length)
    {
        _array = array;
        _length = length;
    }

    public ReadOnlyMemory<byte> Bytes => _array.AsMemory(0, _length);

    public int Length => _length;

    /// <summary>Serializes a message straight behind its header.</summary>
    /// <exception cref="GrpcFailure">It is larger than allowed.</exception>
    public static GrpcFrame Create(IMessage message, bool compress, int maxSize)
    {
        int size = message.CalculateSize();
        if (size > maxSize)
        {
            throw new GrpcFailure(
                GrpcStatusCode.ResourceExhausted, $"The request message has {size} bytes; at most {maxSize} may be sent.")
            {
                NotSent = true,
            };
        }

        byte[] array = ArrayPool<byte>.Shared.Rent(HeaderLength + size);
        message.WriteTo(array.AsSpan(HeaderLength, size));
        if (compress)
        {
            byte[] plain = array;
            using PooledBuffer packed = new(HeaderLength + size);
            packed.GetSpan(HeaderLength);
            packed.Advance(HeaderLength);
            GrpcGzip.Deflate(plain, HeaderLength, size, packed);
            size = packed.Length - HeaderLength;
            array = ArrayPool<byte>.Shared.Rent(packed.Length);
            packed.Written.Span.CopyTo(array);
            ArrayPool<byte>.Shared.Return(plain);
        }

        array[0] = compress ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(array.AsSpan(1), (uint)size);
        return new GrpcFrame(array, HeaderLength + size);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
