using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Google.Protobuf;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Conformance.Messages;

namespace LabelingGen.Core.Tests.Grpc.Conformance;

/// <summary>Runs one case with the client under test and notes what came of it.</summary>
internal sealed class ConformanceClient(IGrpcInvoker invoker, Scenario.Types.Request request)
{
    private const string Service = "connectrpc.conformance.v1.ConformanceService";

    private readonly CancellationTokenSource _cancel = new();

    public GrpcMetadata Headers { get; private set; } = [];

    public GrpcMetadata Trailers { get; private set; } = [];

    public List<ConformancePayload> Payloads { get; } = [];

    public GrpcStatusCode? ErrorCode { get; private set; }

    public GrpcException? Error { get; private set; }

    public async Task RunAsync()
    {
        try
        {
            await CallAsync();
        }
        catch (GrpcException e)
        {
            ErrorCode = e.StatusCode;
            Error = e;
            Trailers = e.Trailers;
            if (Headers.Count == 0)
                Headers = e.Headers;
        }
        catch (OperationCanceledException e)
        {
            e.CancellationToken.ShouldBe(_cancel.Token);
            ErrorCode = GrpcStatusCode.Cancelled;
        }
    }

    private GrpcCallOptions Options()
    {
        GrpcMetadata headers = [];
        foreach (Header header in request.RequestHeaders)
        {
            foreach (string value in header.Value)
                headers.Add(header.Name, value);
        }

        return new GrpcCallOptions
        {
            Headers = headers,
            Deadline = request.TimeoutMs > 0 ? TimeSpan.FromMilliseconds(request.TimeoutMs) : null,
        };
    }

    private Task CallAsync() => request.StreamType switch
    {
        "STREAM_TYPE_UNARY" when request.Method == "Unimplemented" => UnimplementedAsync(),
        "STREAM_TYPE_UNARY" => UnaryAsync(),
        "STREAM_TYPE_CLIENT_STREAM" => ClientStreamAsync(),
        "STREAM_TYPE_SERVER_STREAM" => ServerStreamAsync(),
        "STREAM_TYPE_HALF_DUPLEX_BIDI_STREAM" => HalfDuplexAsync(),
        _ => FullDuplexAsync(),
    };

    private async Task UnimplementedAsync()
    {
        GrpcMethod<UnimplementedRequest, UnimplementedResponse> method = new(Service, "Unimplemented", UnimplementedResponse.Parser);
        await invoker.UnaryAsync(method, new UnimplementedRequest(), Options());
    }

    private async Task UnaryAsync()
    {
        GrpcMethod<UnaryRequest, UnaryResponse> method = new(Service, "Unary", UnaryResponse.Parser);
        UnaryRequest message = request.RequestMessages[0].Unpack<UnaryRequest>();
        CancelAfterCloseSend();
        Received(await invoker.UnaryAsync(method, message, Options(), _cancel.Token), r => r.Payload);
    }

    private async Task ClientStreamAsync()
    {
        GrpcMethod<ClientStreamRequest, ClientStreamResponse> method = new(Service, "ClientStream", ClientStreamResponse.Parser);
        Received(await invoker.ClientStreamingAsync(method, AllAsync<ClientStreamRequest>(), Options(), _cancel.Token), r => r.Payload);
    }

    private async Task ServerStreamAsync()
    {
        GrpcMethod<ServerStreamRequest, ServerStreamResponse> method = new(Service, "ServerStream", ServerStreamResponse.Parser);
        ServerStreamRequest message = request.RequestMessages[0].Unpack<ServerStreamRequest>();
        CancelAfterCloseSend();
        await ReadAllAsync(invoker.ServerStreaming(method, message, Options(), _cancel.Token), r => r.Payload);
    }

    private async Task HalfDuplexAsync()
    {
        GrpcMethod<BidiStreamRequest, BidiStreamResponse> method = new(Service, "BidiStream", BidiStreamResponse.Parser);
        await ReadAllAsync(invoker.DuplexStreaming(method, AllAsync<BidiStreamRequest>(), Options(), _cancel.Token), r => r.Payload);
    }

    private async Task FullDuplexAsync()
    {
        GrpcMethod<BidiStreamRequest, BidiStreamResponse> method = new(Service, "BidiStream", BidiStreamResponse.Parser);
        Channel<BidiStreamRequest> sending = Channel.CreateUnbounded<BidiStreamRequest>();
        GrpcResponseStream<BidiStreamResponse> stream =
            invoker.DuplexStreaming(method, sending.Reader.ReadAllAsync(), Options(), _cancel.Token);
        await using IAsyncEnumerator<BidiStreamResponse> responses = stream.GetAsyncEnumerator();
        foreach (BidiStreamRequest message in request.RequestMessages.Select(m => m.Unpack<BidiStreamRequest>()))
        {
            await sending.Writer.WriteAsync(message);
            if (await responses.MoveNextAsync())
                Received(responses.Current.Payload);
            Headers = await stream.GetHeadersAsync();
        }

        if (request.Cancel is { BeforeCloseSend: true })
            await _cancel.CancelAsync();
        sending.Writer.Complete();
        CancelAfterCloseSend();
        while (await responses.MoveNextAsync())
            Received(responses.Current.Payload);
        Trailers = stream.Trailers;
    }

    private async IAsyncEnumerable<T> AllAsync<T>([EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IMessage<T>, new()
    {
        foreach (T message in request.RequestMessages.Select(m => m.Unpack<T>()))
            yield return message;
        if (request.Cancel is { BeforeCloseSend: true })
        {
            await _cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        CancelAfterCloseSend();
    }

    private void CancelAfterCloseSend()
    {
        if (request.Cancel is { HasAfterCloseSendMs: true } cancel)
            _cancel.CancelAfter((int)cancel.AfterCloseSendMs);
    }

    private void Received<T>(GrpcResponse<T> response, Func<T, ConformancePayload?> payload)
    {
        Headers = response.Headers;
        Trailers = response.Trailers;
        Received(payload(response.Value));
    }

    private void Received(ConformancePayload? payload)
    {
        Payloads.Add(payload ?? new ConformancePayload());
        if (request.Cancel is { HasAfterNumResponses: true } cancel && Payloads.Count == cancel.AfterNumResponses)
            _cancel.Cancel();
    }

    private async Task ReadAllAsync<T>(GrpcResponseStream<T> stream, Func<T, ConformancePayload?> payload)
    {
        await foreach (T response in stream)
        {
            if (Headers.Count == 0)
                Headers = await stream.GetHeadersAsync();
            Received(payload(response));
        }

        Headers = await stream.GetHeadersAsync();
        Trailers = stream.Trailers;
    }
}
