using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using Microsoft.AspNetCore.Http;
using Task = System.Threading.Tasks.Task;

namespace LabelingGen.Emulator;

/// <summary>Messages of gRPC on the wire: a byte of flags, four of length, the message.</summary>
internal static class ClarifaiFrames
{
    public const int HeadLength = 5;

    private const int MaxMessage = 128 << 20;

    public static byte[] Of(IMessage message)
    {
        byte[] frame = new byte[HeadLength + message.CalculateSize()];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)(frame.Length - HeadLength));
        message.WriteTo(frame.AsSpan(HeadLength));
        return frame;
    }

    /// <summary>The message of a body that holds one without compression.</summary>
    public static bool TryReadOne(ReadOnlyMemory<byte> body, out ReadOnlyMemory<byte> message)
    {
        message = body.Length < HeadLength ? default : body[HeadLength..];
        return body.Length >= HeadLength && body.Span[0] == 0
            && BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]) == body.Length - HeadLength;
    }

    /// <summary>The messages of a body as they come.</summary>
    /// <exception cref="InvalidDataException">A message is compressed, cut or too large.</exception>
    public static async IAsyncEnumerable<byte[]> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] head = new byte[HeadLength];
        while (await body.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) is var read
            and > 0)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(1));
            if (read < HeadLength || head[0] != 0 || length > MaxMessage)
                throw new InvalidDataException("The request is no message without compression.");
            byte[] message = new byte[length];
            if (await body.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)
                < message.Length)
                throw new InvalidDataException("The request is no message without compression.");
            yield return message;
        }
    }

    /// <summary>Writes answers as they are made, and the status behind them.</summary>
    public static EmulatorResponse Stream(
        IAsyncEnumerable<IMessage> answers, Func<VendorErrorException, Status> refusal) => new()
        {
            ContentType = "application/grpc",
            Write = async (context, cancellationToken) =>
            {
                await context.Response.StartAsync(cancellationToken).ConfigureAwait(false);
                string status = "0";
                try
                {
                    await foreach (IMessage answer in answers.WithCancellation(cancellationToken).ConfigureAwait(false))
                        await WriteAsync(context, answer, cancellationToken).ConfigureAwait(false);
                }
                catch (VendorErrorException refused)
                {
                    // What the service refuses is an answer with a status.
                    await WriteAsync(context, new BaseResponse { Status = refusal(refused) }, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidDataException)
                {
                    status = "13";
                }

                context.Response.AppendTrailer("grpc-status", status);
            },
        };

    private static async Task WriteAsync(HttpContext context, IMessage answer, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(Of(answer), cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
