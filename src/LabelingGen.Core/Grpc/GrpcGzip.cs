using System.Buffers.Binary;
using System.IO.Compression;

namespace LabelingGen.Core.Grpc;

/// <summary>The one compression every gRPC peer knows.</summary>
internal static class GrpcGzip
{
    private const int ChunkSize = 16 * 1024;

    public static void Deflate(byte[] plain, int offset, int count, PooledBuffer target)
    {
        using BufferStream stream = new(target);
        using GZipStream gzip = new(stream, CompressionLevel.Fastest);
        gzip.Write(plain, offset, count);
    }

    /// <summary>Inflates one message; stops as soon as it is larger than allowed.</summary>
    /// <exception cref="GrpcFailure">It is too large, damaged or cut.</exception>
    public static PooledBuffer Inflate(byte[] packed, int offset, int count, int maxSize)
    {
        PooledBuffer plain = new(Math.Clamp(count * 3, 256, ChunkSize));
        try
        {
            using MemoryStream source = new(packed, offset, count, writable: false);
            using GZipStream gzip = new(source, CompressionMode.Decompress);
            for (int read; (read = gzip.Read(plain.GetSpan(Math.Min(ChunkSize, plain.Length + 256)))) > 0;)
            {
                plain.Advance(read);
                if (plain.Length > maxSize)
                {
                    throw new GrpcFailure(
                        GrpcStatusCode.ResourceExhausted, $"A compressed response message inflates to more than {maxSize} bytes.");
                }
            }

            // A cut gzip stream ends without an error, so the length in its last four bytes is compared.
            if (count < 18 || BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(offset + count - 4)) != (uint)plain.Length)
                throw new GrpcFailure(GrpcStatusCode.Internal, "A compressed response message is cut.");
            return plain;
        }
        catch (InvalidDataException e)
        {
            plain.Dispose();
            throw new GrpcFailure(GrpcStatusCode.Internal, "A compressed response message is damaged.", e);
        }
        catch (GrpcFailure)
        {
            plain.Dispose();
            throw;
        }
    }

    /// <summary>Lets <see cref="GZipStream"/> write into pooled memory.</summary>
    private sealed class BufferStream(PooledBuffer target) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            buffer.CopyTo(target.GetSpan(buffer.Length));
            target.Advance(buffer.Length);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }
    }
}
