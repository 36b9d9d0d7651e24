using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>
/// What runs across the rows of the fault matrix, for gRPC: slices, answers out of turn, jumps of the clock, a secret that expires.
/// </summary>
public sealed class GrpcCrossRunTests
{
    private const int Calls = 64;

    [Fact]
    public async Task Answers_that_come_byte_by_byte_are_read_whole()
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            StringValue request = (await call.ReadAsync(StringValue.Parser))!;
            for (int i = 0; i < 3; i++)
            {
                foreach (byte slice in GrpcServerCall.Frame(new StringValue { Value = $"{request.Value} {i}" }.ToByteArray()))
                    await call.WriteRawAsync([slice]);
            }

            await call.FinishAsync(0);
        });
        using GrpcChannel channel = new(server.Address);

        List<string> received = [];
        await foreach (StringValue message in channel.ServerStreaming(Echo.Text, Echo.Hello))
            received.Add(message.Value);

        received.ShouldBe(["hello 0", "hello 1", "hello 2"]);
    }

    [Fact]
    public async Task Answers_in_any_order_reach_their_own_calls()
    {
        ConcurrentQueue<TaskCompletionSource> waiting = [];
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
            if (waiting.Count == Calls)
                arrived.TrySetResult();
            await turn.Task;
            await Echo.AnswerAsync(call);
        });
        using GrpcChannel channel = new(server.Address);

        Task<GrpcResponse<StringValue>>[] calls =
            [.. Enumerable.Range(0, Calls).Select(i => channel.UnaryAsync(Echo.Text, new StringValue { Value = $"{i}" }))];
        await arrived.Task;
        TaskCompletionSource[] turns = [.. waiting];
        new Random(11).Shuffle(turns);
        foreach (TaskCompletionSource turn in turns)
            turn.SetResult();

        (await Task.WhenAll(calls)).Select(c => c.Value.Value).ShouldBe(Enumerable.Range(0, Calls).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_jump_of_the_clock_by_an_hour_changes_no_wait_and_no_deadline(int hours)
    {
        FakeTimeProvider timers = new() { WaitsPassAtOnce = true };
        JumpingClock clock = new(timers);
        int attempts = 0;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            clock.Jump(TimeSpan.FromHours(hours));
            if (++attempts < 3)
                call.FinishAtOnce(14);
            else
                await Echo.AnswerAsync(call);
        });
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions
        {
            TimeProvider = clock,
            Deadline = TimeSpan.FromMinutes(1),
            Retry = new RetryOptions { MaxRetries = 2, Delay = TimeSpan.FromSeconds(1), Jitter = 0 },
        });

        (await channel.UnaryAsync(Echo.SafeText, Echo.Hello)).Value.ShouldBe(Echo.Hello);

        timers.Waits.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task A_secret_that_expires_under_many_calls_is_asked_for_once_more()
    {
        int refused = 0;
        TaskCompletionSource allRefused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            if (call.RequestHeader("authorization") == "Key second")
            {
                await Echo.AnswerAsync(call);
                return;
            }

            // All calls are under way with the old secret before the first one learns of its end.
            if (Interlocked.Increment(ref refused) == Calls)
                allRefused.SetResult();
            await allRefused.Task;
            call.FinishAtOnce(16);
        });
        int asked = 0;
        ApiCredential secret =
            ApiCredential.FromCallback(_ => ValueTask.FromResult(Interlocked.Increment(ref asked) == 1 ? "first" : "second"));
        using GrpcChannel channel = new(server.Address, new GrpcChannelOptions
        {
            Credential = new GrpcCredential("authorization", "Key ", secret),
        });

        await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => channel.UnaryAsync(Echo.Text, Echo.Hello)));

        (asked, refused).ShouldBe((2, Calls));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, GrpcStatusCode.Unavailable, ApiOutcome.NotSent, 3)]
    [InlineData(HttpRequestError.ConnectionError, GrpcStatusCode.Unavailable, ApiOutcome.NotSent, 3)]
    [InlineData(HttpRequestError.SecureConnectionError, GrpcStatusCode.Unavailable, ApiOutcome.NotSent, 3)]
    [InlineData(HttpRequestError.VersionNegotiationError, GrpcStatusCode.Unavailable, ApiOutcome.NotSent, 3)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded, GrpcStatusCode.ResourceExhausted, ApiOutcome.Unknown, 1)]
    [InlineData(HttpRequestError.ResponseEnded, GrpcStatusCode.Unavailable, ApiOutcome.Unknown, 1)]
    public async Task What_the_HTTP_stack_reports_becomes_a_status_and_what_was_not_sent_is_tried_again(
        HttpRequestError error, GrpcStatusCode status, ApiOutcome outcome, int attempts)
    {
        using FailingHandler stack = new(new HttpRequestException(error, "no such luck"));
        using GrpcChannel channel = new(new Uri("http://localhost"), new GrpcChannelOptions
        {
            Handler = stack,
            TimeProvider = new ManualClock(jumpsToTimers: true),
            Retry = new RetryOptions { MaxRetries = 2 },
        });

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));

        (e.StatusCode, e.Outcome, e.Attempts, stack.Requests).ShouldBe((status, outcome, attempts, attempts));
    }

    private sealed class FailingHandler(Exception failure) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Version.ShouldBe(HttpVersion.Version20);
            Requests++;
            return Task.FromException<HttpResponseMessage>(failure);
        }
    }
}
