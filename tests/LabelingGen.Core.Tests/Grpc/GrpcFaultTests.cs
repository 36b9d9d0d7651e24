using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Core.Tests.Grpc;

/// <summary>The gRPC column of the fault matrix.</summary>
public sealed class GrpcFaultTests
{
    private const int PrefaceLength = 24;
    private const byte DataFrame = 0;
    private const byte SettingsFrame = 4;

    private static readonly byte[] EmptySettings = [0, 0, 0, 4, 0, 0, 0, 0, 0];

    private int _attempts;

    [Fact]
    public async Task Refused_connections_are_tried_again_whatever_the_method_then_reported_as_not_sent()
    {
        // Bound and not listening: no other program can take the port meanwhile.
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        ManualClock clock = new(jumpsToTimers: true);
        using GrpcChannel channel = new(new Uri($"http://127.0.0.1:{port}"), Options(clock, retries: 2));

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));

        e.StatusCode.ShouldBe(GrpcStatusCode.Unavailable);
        e.Status.ShouldBe(503);
        e.Attempts.ShouldBe(3);
        e.Outcome.ShouldBe(ApiOutcome.NotSent);
        clock.Waits.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);
    }

    [Theory]
    [InlineData(1, GrpcStatusCode.Internal, 1)]
    [InlineData(2, GrpcStatusCode.Internal, 1)]
    [InlineData(8, GrpcStatusCode.Cancelled, 1)]
    [InlineData(11, GrpcStatusCode.ResourceExhausted, 1)]
    [InlineData(12, GrpcStatusCode.PermissionDenied, 1)]
    [InlineData(7, GrpcStatusCode.Unavailable, 11)]
    public async Task A_reset_stream_is_mapped_by_its_code(int code, GrpcStatusCode status, int attempts)
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            await call.ReadFrameAsync();
            call.Reset(code);
        });
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 2));

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));

        // A refused stream was not looked at by the server, so even a call that must not run twice is sent again.
        e.StatusCode.ShouldBe(status);
        e.Outcome.ShouldBe(attempts > 1 ? ApiOutcome.NotSent : ApiOutcome.Unknown);
        e.Attempts.ShouldBe(attempts);
    }

    [Theory]
    [InlineData(new byte[0], GrpcStatusCode.Unavailable, 3, "closed the connection before")]
    [InlineData(new byte[] { 0, 0, 6, 4, 0, 0 }, GrpcStatusCode.Unavailable, 3, "closed the connection before")]
    [InlineData(new byte[] { 0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13 }, GrpcStatusCode.Internal, 1, "HTTP_1_1_REQUIRED")]
    public async Task A_connection_that_ends_before_it_is_used_has_sent_nothing(
        byte[] greeting, GrpcStatusCode status, int attempts, string message)
    {
        using RawTestServer server = Greeting(greeting);
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 2));

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));

        e.StatusCode.ShouldBe(status);
        e.Outcome.ShouldBe(ApiOutcome.NotSent);
        e.Attempts.ShouldBe(attempts);
        e.ErrorMessage!.ShouldContain(message);
        server.Connections.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_server_that_waits_for_the_settings_of_the_client_gets_them()
    {
        using RawTestServer server = Breaking(settingsFirst: false);
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 0));

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello));

        e.Outcome.ShouldBe(ApiOutcome.Unknown); // the request was sent
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task A_broken_connection_is_tried_again_only_when_that_is_harmless(bool idempotent, int attempts)
    {
        using RawTestServer server = Breaking();
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 2));

        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(idempotent ? Echo.SafeText : Echo.Text, Echo.Hello));

        e.StatusCode.ShouldBe(GrpcStatusCode.Unavailable);
        e.Outcome.ShouldBe(ApiOutcome.Unknown);
        e.Attempts.ShouldBe(attempts);
        server.Connections.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_stream_that_breaks_delivers_what_came_before()
    {
        TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            Interlocked.Increment(ref _attempts);
            await call.ReadFrameAsync();
            for (int i = 0; i < 3; i++)
                await call.WriteAsync(new StringValue { Value = $"{i}" });
            await read.Task;
            await call.WriteRawAsync([0, 0, 0, 0, 9, 1]);
            call.Reset(7);
        });
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 2));
        List<string> received = [];

        GrpcException e = await Should.ThrowAsync<GrpcException>(async () =>
        {
            await foreach (StringValue message in channel.ServerStreaming(Echo.SafeText, Echo.Hello))
            {
                received.Add(message.Value);
                if (received.Count == 3)
                    read.SetResult();
            }
        });

        received.ShouldBe(["0", "1", "2"]);
        e.StatusCode.ShouldBe(GrpcStatusCode.Unavailable);
        _attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    public async Task A_message_that_is_cut_by_a_clean_end_is_never_a_message(int status)
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            await call.ReadFrameAsync();
            await call.WriteRawAsync([0, 0, 0, 0, 7, 10]);
            await call.FinishAsync(status);
        });
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 0));
        (await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.Text, Echo.Hello))).StatusCode.ShouldBe(GrpcStatusCode.Internal);
    }

    [Theory]
    [InlineData("2000", new[] { 2000 }, 2)]
    [InlineData("0", new int[0], 2)]
    [InlineData("-1", new int[0], 1)]
    [InlineData("soon", new int[0], 1)]
    [InlineData("1000000000", new int[0], 1)]
    [InlineData(null, new[] { 1000 }, 2)]
    public async Task Pushback_is_obeyed(string? pushback, int[] waits, int attempts)
    {
        ManualClock clock = new(true);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            if (Interlocked.Increment(ref _attempts) == 1)
                call.FinishAtOnce(14, "busy", pushback is null ? [] : [("grpc-retry-pushback-ms", pushback)]);
            else
                await Echo.AnswerAsync(call);
        });
        using GrpcChannel channel = new(server.Address, Options(clock, retries: 3));

        Task<GrpcResponse<StringValue>> result = channel.UnaryAsync(Echo.SafeText, Echo.Hello);
        if (attempts == 1)
            (await Should.ThrowAsync<GrpcException>(result)).ErrorMessage.ShouldBe("busy");
        else
            (await result).Value.ShouldBe(Echo.Hello);
        _attempts.ShouldBe(attempts);
        clock.Waits.ShouldBe(waits.Select(w => TimeSpan.FromMilliseconds(w)));
    }

    [Fact]
    public async Task Attempts_are_counted_for_the_server_and_only_listed_statuses_are_repeated()
    {
        List<string?> previous = [];
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(call =>
        {
            previous.Add(call.RequestHeader("grpc-previous-rpc-attempts"));
            call.FinishAtOnce(previous.Count < 3 ? 14 : 13);
            return Task.CompletedTask;
        });
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 5));

        (await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.SafeText, Echo.Hello)))
            .StatusCode.ShouldBe(GrpcStatusCode.Internal);
        previous.ShouldBe([null, "1", "2"]);
    }

    [Fact]
    public async Task A_total_outage_is_not_made_worse_by_retries()
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(call =>
        {
            Interlocked.Increment(ref _attempts);
            call.FinishAtOnce(14);
            return Task.CompletedTask;
        });
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 5));

        for (int i = 0; i < 1000; i++)
            await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.SafeText, Echo.Hello));
        _attempts.ShouldBeInRange(1000, 1100);
    }

    [Fact]
    public async Task A_server_that_is_silent_is_left_at_the_deadline()
    {
        ManualClock clock = new();
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            using CancellationTokenRegistration registration = call.Aborted.Register(left.SetResult);
            call.RequestHeader("grpc-timeout").ShouldBe("5000000u");
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, call.Aborted);
        });
        using GrpcChannel channel = new(server.Address, Options(clock, retries: 3));

        Task<GrpcResponse<StringValue>> call =
            channel.UnaryAsync(Echo.SafeText, Echo.Hello, new GrpcCallOptions { Deadline = TimeSpan.FromSeconds(5) });
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(5));

        GrpcException e = await Should.ThrowAsync<GrpcException>(call);
        e.StatusCode.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        e.Elapsed.ShouldBe(TimeSpan.FromSeconds(5));
        e.Outcome.ShouldBe(ApiOutcome.Unknown);
        await left.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_deadline_that_has_passed_sends_nothing()
    {
        using GrpcChannel channel = new(new Uri("http://localhost:1"));
        GrpcException e = await Should.ThrowAsync<GrpcException>(
            channel.UnaryAsync(Echo.Text, Echo.Hello, new GrpcCallOptions { Deadline = TimeSpan.Zero }));
        e.StatusCode.ShouldBe(GrpcStatusCode.DeadlineExceeded);
        e.Outcome.ShouldBe(ApiOutcome.NotSent);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_are_not_followed(int status)
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(call =>
        {
            Interlocked.Increment(ref _attempts);
            call.Start(status, null);
            call.Header("location", "/elsewhere");
            return Task.CompletedTask;
        });
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 2));
        (await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.SafeText, Echo.Hello))).StatusCode.ShouldBe(GrpcStatusCode.Unknown);
        _attempts.ShouldBe(1);
    }

    [Fact]
    public async Task The_server_sees_a_cancelled_call_and_a_left_enumeration()
    {
        int aborted = 0;
        SemaphoreSlim seen = new(0);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            using CancellationTokenRegistration registration = call.Aborted.Register(() =>
            {
                aborted++;
                seen.Release();
            });
            await call.ReadFrameAsync();
            await call.WriteAsync(Echo.Hello);
            await Task.Delay(Timeout.Infinite, call.Aborted);
        });
        using GrpcChannel channel = new(server.Address);

        await foreach (StringValue _ in channel.ServerStreaming(Echo.Text, Echo.Hello))
            break;
        (await seen.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
        using CancellationTokenSource cancel = new();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (StringValue _ in channel.ServerStreaming(Echo.Text, Echo.Hello).WithCancellation(cancel.Token))
                await cancel.CancelAsync();
        });
        (await seen.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
        aborted.ShouldBe(2);
    }

    [Fact]
    public async Task One_refused_secret_is_replaced_once_and_no_secret_is_shown()
    {
        int asked = 0;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            string sent = call.RequestHeader("authorization")!;
            if (sent == "Key canary-secret-1")
                call.FinishAtOnce(16, "bad " + sent);
            else if (call.Method == "Text")
                await Echo.AnswerAsync(call);
            else
                call.FinishAtOnce(16, "still bad " + sent);
        });
        ApiCredential secret = ApiCredential.FromCallback(_ => ValueTask.FromResult($"canary-secret-{Interlocked.Increment(ref asked)}"));
        using GrpcChannel channel = new(server.Address, Options(new ManualClock(true), retries: 3) with
        {
            Credential = new GrpcCredential("authorization", "Key ", secret),
        });

        (await channel.UnaryAsync(Echo.Text, Echo.Hello)).Value.ShouldBe(Echo.Hello);
        asked.ShouldBe(2);
        GrpcException e = await Should.ThrowAsync<GrpcException>(channel.UnaryAsync(Echo.SafeText, Echo.Hello));
        e.StatusCode.ShouldBe(GrpcStatusCode.Unauthenticated);
        e.ToString().ShouldNotContain("canary");
        e.ErrorMessage.ShouldBe("still bad Key ***");
    }

    [Fact]
    public void A_credential_does_not_travel_readable_to_another_machine()
    {
        GrpcChannelOptions options = new() { Credential = new GrpcCredential("authorization", "Key ", ApiCredential.FromKey("canary")) };
        Uri far = new("http://api.example.test");
        Should.Throw<ArgumentException>(() => new GrpcChannel(far, options)).Message.ShouldNotContain("canary");
        new GrpcChannel(far, options with { AllowPlainHttp = true }).Dispose();
        new GrpcChannel(new Uri("http://127.0.0.1:9"), options).Dispose();
        options.ToString().ShouldNotContain("canary");
        options.Credential.ToString().ShouldNotContain("canary");
    }

    private static GrpcChannelOptions Options(TimeProvider clock, int retries) => new()
    {
        TimeProvider = clock,
        Retry = new RetryOptions { MaxRetries = retries, Delay = TimeSpan.FromSeconds(1), Jitter = 0 },
    };

    /// <summary>Sends so much when the client's preface has come, and closes the connection.</summary>
    private static RawTestServer Greeting(byte[] greeting) => new(async stream =>
    {
        await stream.ReadExactlyAsync(new byte[PrefaceLength]);
        await stream.WriteAsync(greeting);
    });

    /// <summary>Lets HTTP/2 begin, and closes the connection when a request has come.</summary>
    private static RawTestServer Breaking(bool settingsFirst = true) => new(async stream =>
    {
        if (settingsFirst)
            await stream.WriteAsync(EmptySettings);
        byte[] header = new byte[PrefaceLength];
        await stream.ReadExactlyAsync(header);
        do
        {
            await stream.ReadExactlyAsync(header.AsMemory(0, EmptySettings.Length));
            byte[] payload = new byte[(header[0] << 16) | (header[1] << 8) | header[2]];
            await stream.ReadExactlyAsync(payload);
            if (header[3] == SettingsFrame && !settingsFirst)
                await stream.WriteAsync(EmptySettings);
            settingsFirst = true;
        }
        while (header[3] != DataFrame);
    });
}
