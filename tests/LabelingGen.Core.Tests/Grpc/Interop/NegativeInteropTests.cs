using Google.Protobuf;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Interop.Messages;

namespace LabelingGen.Core.Tests.Grpc.Interop;

/// <summary>The cases of gRPC's description of tests with a misbehaving HTTP/2 server, one test under the name of each.</summary>
public sealed class NegativeInteropTests
{
    private static readonly GrpcMethod<SimpleRequest, SimpleResponse> UnaryCall =
        new(InteropService.Name, "UnaryCall", SimpleResponse.Parser);

    private static readonly SimpleRequest Large = new() { ResponseSize = 314159, Payload = InteropTests.Zeros(271828) };
    private static readonly SimpleResponse Answer = new() { Payload = InteropTests.Zeros(314159) };

    [Fact]
    public async Task Goaway()
    {
        using Http2TestServer server = new(async (connection, stream) =>
        {
            await connection.GoAwayAsync(stream);
            await connection.AnswerAsync(stream, Answer);
        });
        using GrpcChannel channel = new(server.Address);

        (await channel.UnaryAsync(UnaryCall, Large)).Value.ShouldBe(Answer);
        (await channel.UnaryAsync(UnaryCall, Large)).Value.ShouldBe(Answer);

        server.Used.Select(c => c.Calls).ShouldBe([1, 1]);
    }

    [Fact]
    public Task Rst_after_header() => FailsAsync((connection, stream) => connection.StartAsync(stream));

    [Fact]
    public Task Rst_during_data() => FailsAsync(async (connection, stream) =>
    {
        await connection.StartAsync(stream);
        byte[] frame = GrpcServerCall.Frame(Answer.ToByteArray());
        await connection.WriteBodyAsync(stream, frame.AsMemory(0, frame.Length / 2));
    });

    [Fact]
    public Task Rst_after_data() => FailsAsync(async (connection, stream) =>
    {
        await connection.StartAsync(stream);
        await connection.WriteBodyAsync(stream, GrpcServerCall.Frame(Answer.ToByteArray()));
    });

    [Fact]
    public async Task Ping()
    {
        using Http2TestServer server = new(async (connection, stream) =>
        {
            await connection.PingAsync();
            await connection.StartAsync(stream);
            await connection.PingAsync();
            await connection.WriteBodyAsync(stream, GrpcServerCall.Frame(Answer.ToByteArray()));
            await connection.PingAsync();
            await connection.FinishAsync(stream);
        });
        using GrpcChannel channel = new(server.Address);

        (await channel.UnaryAsync(UnaryCall, Large)).Value.ShouldBe(Answer);
    }

    [Fact]
    public async Task Max_streams()
    {
        using Http2TestServer server = new((connection, stream) => connection.AnswerAsync(stream, Answer), maxStreams: 1);
        using GrpcChannel channel = new(server.Address);

        (await channel.UnaryAsync(UnaryCall, Large)).Value.ShouldBe(Answer);
        GrpcResponse<SimpleResponse>[] answers =
            await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => channel.UnaryAsync(UnaryCall, Large)));

        answers.ShouldAllBe(a => a.Value.Equals(Answer));
        server.Used.Sum(c => c.Calls).ShouldBe(16);
        server.Used.ShouldAllBe(c => c.MostOpen == 1);
    }

    private static async Task FailsAsync(Func<Http2TestConnection, int, Task> begin)
    {
        using Http2TestServer server = new(async (connection, stream) =>
        {
            await begin(connection, stream);
            await connection.ResetAsync(stream);
        });
        using GrpcChannel channel = new(server.Address);

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(UnaryCall, Large));

        e.StatusCode.ShouldBe(GrpcStatusCode.Internal);
        e.Outcome.ShouldBe(ApiOutcome.Unknown);
        server.Used.Sum(c => c.Calls).ShouldBe(1); // the server acted, so it is not asked twice
    }
}
