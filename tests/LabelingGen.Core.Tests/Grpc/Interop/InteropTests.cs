using System.Threading.Channels;
using Google.Protobuf;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Interop.Messages;

namespace LabelingGen.Core.Tests.Grpc.Interop;

/// <summary>
/// The cases of gRPC's interoperability test description, one test under the name of each. Its cacheable_unary is about GET, which is
/// not in the protocol and which no client sends; its cases of credentials of Google's cloud are about that cloud.
/// </summary>
public sealed class InteropTests : IAsyncLifetime
{
    private const int LargeRequest = 271828;
    private const int LargeResponse = 314159;
    private const string Special = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";

    private static readonly GrpcMethod<Empty, Empty> EmptyCall = new(InteropService.Name, "EmptyCall", Empty.Parser);
    private static readonly GrpcMethod<SimpleRequest, SimpleResponse> UnaryCall =
        new(InteropService.Name, "UnaryCall", SimpleResponse.Parser);

    private static readonly GrpcMethod<StreamingInputCallRequest, StreamingInputCallResponse> InputCall =
        new(InteropService.Name, "StreamingInputCall", StreamingInputCallResponse.Parser);

    private static readonly GrpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse> OutputCall =
        new(InteropService.Name, "StreamingOutputCall", StreamingOutputCallResponse.Parser);

    private static readonly GrpcMethod<StreamingOutputCallRequest, StreamingOutputCallResponse> DuplexCall =
        new(InteropService.Name, "FullDuplexCall", StreamingOutputCallResponse.Parser);

    private readonly InteropService _service = new();
    private GrpcTestServer _server = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await GrpcTestServer.StartAsync(_service.HandleAsync);
        _channel = new GrpcChannel(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Empty_unary() => (await _channel.UnaryAsync(EmptyCall, new Empty())).Value.ShouldBe(new Empty());

    [Fact]
    public async Task Large_unary()
    {
        SimpleResponse response = await _channel.UnaryAsync(
            UnaryCall, new SimpleRequest { ResponseSize = LargeResponse, Payload = Zeros(LargeRequest) });
        response.Payload.ShouldBe(Zeros(LargeResponse));
    }

    [Fact]
    public async Task Client_compressed_unary()
    {
        SimpleRequest compressed = new()
        {
            ExpectCompressed = new BoolValue { Value = true },
            ResponseSize = LargeResponse,
            Payload = Zeros(LargeRequest),
        };

        // The server looks: a message that says it is compressed and is not is refused.
        GrpcException e = await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(UnaryCall, compressed));
        e.StatusCode.ShouldBe(GrpcStatusCode.InvalidArgument);
        (await _channel.UnaryAsync(UnaryCall, compressed, new GrpcCallOptions { Compress = true })).Value.Payload
            .ShouldBe(Zeros(LargeResponse));
        compressed.ExpectCompressed.Value = false;
        (await _channel.UnaryAsync(UnaryCall, compressed)).Value.Payload.ShouldBe(Zeros(LargeResponse));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_compressed_unary(bool compressed)
    {
        SimpleResponse response = await _channel.UnaryAsync(UnaryCall, new SimpleRequest
        {
            ResponseCompressed = new BoolValue { Value = compressed },
            ResponseSize = LargeResponse,
            Payload = Zeros(LargeRequest),
        });
        response.Payload.ShouldBe(Zeros(LargeResponse));
    }

    [Fact]
    public async Task Client_streaming()
    {
        StreamingInputCallResponse response = await _channel.ClientStreamingAsync(
            InputCall, ManyAsync(new int[] { 27182, 8, 1828, 45904 }.Select(s => new StreamingInputCallRequest { Payload = Zeros(s) })));
        response.AggregatedPayloadSize.ShouldBe(74922);
    }

    [Fact]
    public async Task Client_compressed_streaming()
    {
        StreamingInputCallRequest first = new() { ExpectCompressed = new BoolValue { Value = true }, Payload = Zeros(27182) };
        StreamingInputCallRequest second = new() { ExpectCompressed = new BoolValue { Value = false }, Payload = Zeros(45904) };

        GrpcException e = await Should.ThrowAsync<GrpcException>(_channel.ClientStreamingAsync(InputCall, ManyAsync([first])));
        e.StatusCode.ShouldBe(GrpcStatusCode.InvalidArgument);
        GrpcCallOptions firstOnly = new() { Compress = true, CompressMessage = m => m == first };
        (await _channel.ClientStreamingAsync(InputCall, ManyAsync([first, second]), firstOnly)).Value.AggregatedPayloadSize.ShouldBe(73086);
    }

    [Fact]
    public async Task Server_streaming()
        => (await SizesAsync(_channel.ServerStreaming(OutputCall, Sizes(31415, 9, 2653, 58979)))).ShouldBe([31415, 9, 2653, 58979]);

    [Fact]
    public async Task Server_compressed_streaming()
    {
        StreamingOutputCallRequest request = Sizes(31415, 92653);
        request.ResponseParameters[0].Compressed = new BoolValue { Value = true };
        request.ResponseParameters[1].Compressed = new BoolValue { Value = false };
        (await SizesAsync(_channel.ServerStreaming(OutputCall, request))).ShouldBe([31415, 92653]);
    }

    [Fact]
    public async Task Ping_pong()
    {
        Channel<StreamingOutputCallRequest> requests = Channel.CreateUnbounded<StreamingOutputCallRequest>();
        await using IAsyncEnumerator<StreamingOutputCallResponse> answers =
            _channel.DuplexStreaming(DuplexCall, requests.Reader.ReadAllAsync()).GetAsyncEnumerator();
        foreach ((int request, int response) in new[] { (27182, 31415), (8, 9), (1828, 2653), (45904, 58979) })
        {
            StreamingOutputCallRequest ping = Sizes(response);
            ping.Payload = Zeros(request);
            await requests.Writer.WriteAsync(ping);
            (await answers.MoveNextAsync()).ShouldBeTrue();
            answers.Current.Payload.ShouldBe(Zeros(response));
        }

        requests.Writer.Complete();
        (await answers.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Empty_stream() => (await SizesAsync(_channel.DuplexStreaming(DuplexCall, ManyAsync<StreamingOutputCallRequest>([]))))
        .ShouldBeEmpty();

    [Fact]
    public async Task Custom_metadata()
    {
        GrpcMetadata headers = [];
        headers.Add("x-grpc-test-echo-initial", "test_initial_metadata_value");
        headers.Add("x-grpc-test-echo-trailing-bin", new byte[] { 0xab, 0xab, 0xab });
        GrpcCallOptions options = new() { Headers = headers };

        GrpcResponse<SimpleResponse> unary = await _channel.UnaryAsync(
            UnaryCall, new SimpleRequest { ResponseSize = LargeResponse, Payload = Zeros(LargeRequest) }, options);
        Check(unary.Headers, unary.Trailers);
        StreamingOutputCallRequest request = Sizes(LargeResponse);
        request.Payload = Zeros(LargeRequest);
        GrpcResponseStream<StreamingOutputCallResponse> duplex = _channel.DuplexStreaming(DuplexCall, ManyAsync([request]), options);
        GrpcMetadata initial = await duplex.GetHeadersAsync();
        (await SizesAsync(duplex)).ShouldBe([LargeResponse]);
        Check(initial, duplex.Trailers);

        static void Check(GrpcMetadata initial, GrpcMetadata trailing)
        {
            initial["x-grpc-test-echo-initial"].ShouldBe("test_initial_metadata_value");
            trailing.GetBytes("x-grpc-test-echo-trailing-bin").Single().ToArray().ShouldBe([0xab, 0xab, 0xab]);
        }
    }

    [Fact]
    public async Task Status_code_and_message()
    {
        EchoStatus status = new() { Code = 2, Message = "test status message" };
        Check(await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(UnaryCall, new SimpleRequest { ResponseStatus = status })));
        Check(await Should.ThrowAsync<GrpcException>(
            SizesAsync(_channel.DuplexStreaming(DuplexCall, ManyAsync([new StreamingOutputCallRequest { ResponseStatus = status }])))));

        static void Check(GrpcException e)
        {
            e.StatusCode.ShouldBe(GrpcStatusCode.Unknown);
            e.ErrorMessage.ShouldBe("test status message");
        }
    }

    [Fact]
    public async Task Special_status_message()
    {
        SimpleRequest request = new() { ResponseStatus = new EchoStatus { Code = 2, Message = Special } };
        GrpcException e = await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(UnaryCall, request));
        e.StatusCode.ShouldBe(GrpcStatusCode.Unknown);
        e.ErrorMessage.ShouldBe(Special);
    }

    [Theory]
    [InlineData(InteropService.Name, "UnimplementedCall")]
    [InlineData("grpc.testing.UnimplementedService", "UnimplementedCall")]
    public async Task Unimplemented_method_and_unimplemented_service(string service, string method)
    {
        GrpcMethod<Empty, Empty> unimplemented = new(service, method, Empty.Parser);
        (await Should.ThrowAsync<GrpcException>(_channel.UnaryAsync(unimplemented, new Empty()))).StatusCode
            .ShouldBe(GrpcStatusCode.Unimplemented);
    }

    [Fact]
    public async Task Cancel_after_begin()
    {
        using CancellationTokenSource cancel = new();
        Channel<StreamingInputCallRequest> nothing = Channel.CreateUnbounded<StreamingInputCallRequest>();
        Task<GrpcResponse<StreamingInputCallResponse>> call =
            _channel.ClientStreamingAsync(InputCall, nothing.Reader.ReadAllAsync(), cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        (await Should.ThrowAsync<OperationCanceledException>(call)).CancellationToken.ShouldBe(cancel.Token);
    }

    [Fact]
    public async Task Cancel_after_first_response()
    {
        using CancellationTokenSource cancel = new();
        Channel<StreamingOutputCallRequest> requests = Channel.CreateUnbounded<StreamingOutputCallRequest>();
        await using IAsyncEnumerator<StreamingOutputCallResponse> answers =
            _channel.DuplexStreaming(DuplexCall, requests.Reader.ReadAllAsync(), null, cancel.Token).GetAsyncEnumerator();
        StreamingOutputCallRequest request = Sizes(31415);
        request.Payload = Zeros(27182);
        await requests.Writer.WriteAsync(request);
        (await answers.MoveNextAsync()).ShouldBeTrue();
        answers.Current.Payload.ShouldBe(Zeros(31415));

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await answers.MoveNextAsync());
        await _service.ClientLeft.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Timeout_on_sleeping_server()
    {
        ManualClock clock = new();
        using GrpcChannel timed = new(_server.Address, new GrpcChannelOptions { TimeProvider = clock });
        StreamingOutputCallRequest request = Sizes(31415);
        request.ResponseParameters[0].IntervalUs = 1;
        request.Payload = Zeros(27182);
        GrpcResponseStream<StreamingOutputCallResponse> stream = timed.DuplexStreaming(
            DuplexCall, ManyAsync([request]), new GrpcCallOptions { Deadline = TimeSpan.FromHours(1) });
        await stream.GetHeadersAsync();
        Task<List<int>> reading = SizesAsync(stream);

        clock.Advance(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<GrpcException>(reading)).StatusCode.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        await _service.ClientLeft.WaitAsync(TimeSpan.FromMinutes(1));
    }

    internal static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static StreamingOutputCallRequest Sizes(params int[] sizes)
        => new() { ResponseParameters = { sizes.Select(s => new ResponseParameters { Size = s }) } };

    private static async IAsyncEnumerable<T> ManyAsync<T>(IEnumerable<T> messages)
    {
        foreach (T message in messages)
        {
            await Task.Yield();
            yield return message;
        }
    }

    private static async Task<List<int>> SizesAsync(IAsyncEnumerable<StreamingOutputCallResponse> responses)
    {
        List<int> sizes = [];
        await foreach (StreamingOutputCallResponse response in responses)
        {
            response.Payload.ShouldBe(Zeros(response.Payload.Body.Length));
            sizes.Add(response.Payload.Body.Length);
        }

        return sizes;
    }
}
