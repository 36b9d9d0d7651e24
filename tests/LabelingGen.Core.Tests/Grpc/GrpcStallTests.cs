using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc.Interop;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>Servers that begin to answer and fall silent, and connections that are dead without having ended.</summary>
public sealed class GrpcStallTests
{
    private const byte PingFrame = 6;
    private const byte Acknowledged = 1;

    /// <summary>The HTTP stack keeps these times by a clock of its own, in whole seconds.</summary>
    private static readonly GrpcChannelOptions KeptAlive = new()
    {
        KeepAliveDelay = TimeSpan.FromSeconds(1),
        KeepAliveTimeout = TimeSpan.FromSeconds(1),
    };

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 7, 10 })]
    public async Task An_answer_that_stops_on_its_way_is_left_at_the_deadline(byte[] begun)
    {
        ManualClock clock = new();
        TaskCompletionSource silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            using CancellationTokenRegistration registration = call.Aborted.Register(left.SetResult);
            await call.ReadFrameAsync();
            await call.WriteRawAsync(begun);
            silent.SetResult();
            await Task.Delay(Timeout.Infinite, call.Aborted);
        });
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions { TimeProvider = clock });

        Task<GrpcResponse<StringValue>> call =
            channel.UnaryAsync(Echo.SafeText, Echo.Hello, new GrpcCallOptions { Deadline = TimeSpan.FromSeconds(5) });
        await silent.Task;
        clock.Advance(TimeSpan.FromSeconds(5));

        GrpcException e = await Should.ThrowAsync<GrpcException>(call);
        (e.StatusCode, e.Outcome, e.Attempts).ShouldBe((GrpcStatusCode.DeadlineExceeded, ApiOutcome.Unknown, 1));
        await left.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stream_that_falls_silent_delivers_what_came_and_ends_at_the_deadline()
    {
        ManualClock clock = new();
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            await call.ReadFrameAsync();
            await call.WriteAsync(Echo.Hello);
            await Task.Delay(Timeout.Infinite, call.Aborted);
        });
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions { TimeProvider = clock });
        int received = 0;
        GrpcException e = await Should.ThrowAsync<GrpcException>(async () =>
        {
            await foreach (StringValue _ in channel.ServerStreaming(
                Echo.SafeText, Echo.Hello, new GrpcCallOptions { Deadline = TimeSpan.FromSeconds(5) }))
            {
                received++;
                clock.Advance(TimeSpan.FromSeconds(5));
            }
        });
        (e.StatusCode, received).ShouldBe((GrpcStatusCode.DeadlineExceeded, 1));
    }

    [Fact]
    public async Task A_connection_whose_pings_are_not_answered_is_given_up()
    {
        TaskCompletionSource pinged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using RawTestServer server = new(stream => SwallowAsync(stream, pinged));
        using GrpcChannel channel = new(server.Address, KeptAlive);

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));

        pinged.Task.IsCompletedSuccessfully.ShouldBeTrue();
        (e.StatusCode, e.Outcome, e.Attempts).ShouldBe((GrpcStatusCode.Unavailable, ApiOutcome.Unknown, 1));
        e.ErrorMessage.ShouldBe("The server did not answer a ping within 1 s.");
    }

    [Fact]
    public async Task A_call_that_may_run_twice_is_repeated_on_another_connection_when_its_own_is_dead()
    {
        TaskCompletionSource pinged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using RawTestServer server = new(stream => pinged.Task.IsCompleted
            ? new Http2TestConnection(stream).RunAsync((c, call) => c.AnswerAsync(call, Echo.Hello), maxStreams: null)
            : SwallowAsync(stream, pinged));
        using GrpcChannel channel = new(server.Address, KeptAlive);

        (await channel.UnaryAsync(Echo.SafeText, Echo.Hello)).Value.ShouldBe(Echo.Hello);

        server.Connections.ShouldBe(2);
    }

    [Fact]
    public void A_time_for_pings_that_cannot_be_waited_for_is_refused()
        => Should.Throw<ArgumentOutOfRangeException>(
            () => new GrpcChannel(new Uri("http://localhost:1"), new GrpcChannelOptions { KeepAliveTimeout = TimeSpan.Zero }))
            .Message.ShouldContain("KeepAliveTimeout");

    /// <summary>Lets HTTP/2 begin, reads what comes, and answers none of it.</summary>
    private static async Task SwallowAsync(Stream stream, TaskCompletionSource pinged)
    {
        byte[] header = new byte[9];
        try
        {
            await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });
            await stream.ReadExactlyAsync(new byte[24]);
            while (true)
            {
                await stream.ReadExactlyAsync(header);
                await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]]);
                if (header[3] == PingFrame && (header[4] & Acknowledged) == 0)
                    pinged.TrySetResult();
            }
        }
        catch (IOException)
        {
            // The client has left.
        }
    }
}
