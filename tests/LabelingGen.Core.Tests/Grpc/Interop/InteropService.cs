using System.IO.Compression;
using Google.Protobuf;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Interop.Messages;

namespace LabelingGen.Core.Tests.Grpc.Interop;

/// <summary>The server of gRPC's interoperability tests, as their description defines it.</summary>
internal sealed class InteropService
{
    public const string Name = "grpc.testing.TestService";

    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the server has seen a client leave a call before its end.</summary>
    public Task ClientLeft => _left.Task;

    public async Task HandleAsync(GrpcServerCall call)
    {
        using CancellationTokenRegistration registration = call.Aborted.Register(() => _left.TrySetResult());
        Start(call);
        switch (call.Context.Request.Path.Value!.TrimStart('/'))
        {
            case Name + "/EmptyCall":
                await call.ReadAsync(Empty.Parser);
                await call.WriteAsync(new Empty());
                await FinishAsync(call, null);
                break;
            case Name + "/UnaryCall":
                await UnaryAsync(call);
                break;
            case Name + "/StreamingInputCall":
                await StreamingInputAsync(call);
                break;
            case Name + "/StreamingOutputCall" or Name + "/FullDuplexCall":
                await StreamingOutputAsync(call);
                break;
            default:
                await FinishAsync(call, new EchoStatus { Code = (int)GrpcStatusCode.Unimplemented });
                break;
        }
    }

    private static void Start(GrpcServerCall call)
    {
        call.Start();
        call.Header("grpc-encoding", "gzip");
        if (call.RequestHeader("x-grpc-test-echo-initial") is { } initial)
            call.Header("x-grpc-test-echo-initial", initial);
    }

    private static async Task UnaryAsync(GrpcServerCall call)
    {
        (byte flags, byte[] bytes) = (await call.ReadFrameAsync())!.Value;
        SimpleRequest request = SimpleRequest.Parser.ParseFrom(Plain(flags, bytes));
        if (!IsExpected(request.ExpectCompressed, flags))
            await FinishAsync(call, new EchoStatus { Code = (int)GrpcStatusCode.InvalidArgument });
        else
            await AnswerAsync(call, request);
    }

    private static async Task AnswerAsync(GrpcServerCall call, SimpleRequest request)
    {
        if (request.ResponseStatus is not { Code: not 0 })
            await WriteAsync(call, new SimpleResponse { Payload = Zeros(request.ResponseSize) }, request.ResponseCompressed);
        await FinishAsync(call, request.ResponseStatus);
    }

    private static async Task StreamingInputAsync(GrpcServerCall call)
    {
        int size = 0;
        while (await call.ReadFrameAsync() is var (flags, bytes))
        {
            StreamingInputCallRequest request = StreamingInputCallRequest.Parser.ParseFrom(Plain(flags, bytes));
            if (!IsExpected(request.ExpectCompressed, flags))
            {
                await FinishAsync(call, new EchoStatus { Code = (int)GrpcStatusCode.InvalidArgument });
                return;
            }

            size += request.Payload.Body.Length;
        }

        await call.WriteAsync(new StreamingInputCallResponse { AggregatedPayloadSize = size });
        await FinishAsync(call, null);
    }

    private static async Task StreamingOutputAsync(GrpcServerCall call)
    {
        // Headers go out before the first answer, as a client that leaves early or waits for a sleeping server needs it.
        await call.WriteRawAsync([]);
        while (await call.ReadFrameAsync() is var (flags, bytes))
        {
            StreamingOutputCallRequest request = StreamingOutputCallRequest.Parser.ParseFrom(Plain(flags, bytes));
            if (request.ResponseStatus is { Code: not 0 } status)
            {
                await FinishAsync(call, status);
                return;
            }

            foreach (ResponseParameters wanted in request.ResponseParameters)
            {
                // The one case that asks for a pause is left by its client; the server sleeps until then, however slow the machine is.
                if (wanted.IntervalUs > 0)
                    await Task.Delay(Timeout.Infinite, call.Aborted);
                await WriteAsync(call, new StreamingOutputCallResponse { Payload = Zeros(wanted.Size) }, wanted.Compressed);
            }
        }

        await FinishAsync(call, null);
    }

    private static Task WriteAsync(GrpcServerCall call, IMessage message, BoolValue? compressed)
        => compressed is { Value: true }
            ? call.WriteFrameAsync(GrpcCallTests.Gzip(message.ToByteArray()), 1)
            : call.WriteAsync(message);

    private static Task FinishAsync(GrpcServerCall call, EchoStatus? status)
        => call.RequestHeader("x-grpc-test-echo-trailing-bin") is { } trailing
            ? call.FinishAsync(status?.Code ?? 0, status?.Message, ("x-grpc-test-echo-trailing-bin", trailing))
            : call.FinishAsync(status?.Code ?? 0, status?.Message);

    private static bool IsExpected(BoolValue? compressed, byte flags) => compressed is null || compressed.Value == (flags == 1);

    private static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static byte[] Plain(byte flags, byte[] bytes)
    {
        if (flags == 0)
            return bytes;
        using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream plain = new();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
