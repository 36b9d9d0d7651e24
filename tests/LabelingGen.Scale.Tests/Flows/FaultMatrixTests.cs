using System.Net;
using System.Net.Sockets;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;
using LabelingGen.Scale.Tests.Client;

namespace LabelingGen.Scale.Tests.Flows;

/// <summary>
/// The cells of the fault matrix beside those of <see cref="ListFlowTests"/>, <see cref="CreateFlowTests"/> and
/// <see cref="WaitFlowTests"/>.
/// </summary>
public sealed class FaultMatrixTests
{
    [Fact]
    public async Task List_9_an_unknown_value_is_kept()
    {
        ScriptedScale scale = new();
        scale.Script.Respond(200, """{"docs": [{"task_id": "t", "status": "brand_new"}], "has_more": false}""");
        ScaleTask task = await scale.Client.Tasks.ListAsync(new() { Project = "street" }).SingleAsync();
        task.Status.ShouldBe(new ScaleTaskStatus("brand_new"));
        task.Status.ShouldNotBeNull().IsKnown.ShouldBeFalse();
    }

    [Fact]
    public async Task Create_1_a_refused_connection_is_tried_again_even_without_a_key()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        using Socket closed = Closed(out Uri endpoint);
        var failure = await Should.ThrowAsync<ScaleException>(
            () => flow.NewClient(o => o.Endpoint = endpoint).Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters()));
        failure.Outcome.ShouldBe(ApiOutcome.NotSent);
        failure.Attempts.ShouldBe(4);
    }

    [Fact]
    public async Task Create_7_silence_without_a_key_leaves_the_outcome_unknown()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "POST" });
        var failure = await Should.ThrowAsync<ScaleException>(
            () => flow.PassSilenceAsync(flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters())));
        failure.Outcome.ShouldBeOneOf(ApiOutcome.Unknown, ApiOutcome.SucceededUnreadable);
        failure.Attempts.ShouldBe(1);
        flow.Faults.Injected.ShouldBe(1);
    }

    [Fact]
    public async Task Create_7_after_silence_a_task_is_found_by_its_key()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "POST", Times = 1 });
        ScaleTask task = await flow.PassSilenceAsync(flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("u")));
        task.UniqueId.ShouldBe("u");
        flow.Stored("u").ShouldBe(1);
    }

    [Fact]
    public async Task Create_12_what_was_canceled_on_its_way_is_not_sent_again()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "POST" });
        using CancellationTokenSource source = new();
        Task<System.ClientModel.ClientResult<ScaleTask>> create =
            flow.Client.Tasks.CreateImageAnnotationAsync(ScaleFlow.Parameters("u"), source.Token);
        await flow.Emulator.FaultInjectedAsync();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => create);
        flow.Faults.Injected.ShouldBe(1);
        flow.Stored("u").ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Wait_1_refused_connections_are_borne_until_the_deadline()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        using Socket closed = Closed(out Uri endpoint);
        ScaleClient client = flow.NewClient(o => o.Endpoint = endpoint);
        var failure = await DeadlineAsync(flow, polling => client.Tasks.WaitForCompletionAsync("t", polling));
        failure.JobId.ShouldBe("t");
    }

    [Fact]
    public async Task Wait_5_a_told_pause_stretches_the_interval()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Faults.Next(Fault.Status(429, "17"));
        await flow.Client.Tasks.WaitForCompletionAsync(id);
        flow.Clock.Waits.ShouldContain(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task Wait_6_a_server_that_stays_down_ends_at_the_deadline_with_the_last_state()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Skip = 1 });
        var failure = await DeadlineAsync(flow, polling => flow.Client.Tasks.WaitForCompletionAsync(id, polling));
        failure.LastState.ShouldBe("pending");
    }

    [Fact]
    public async Task Wait_7_silence_is_given_up_and_asked_again()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Emulator.Scale.CompleteTask(id);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Times = 1 });
        (await flow.PassSilenceAsync(flow.Client.Tasks.WaitForCompletionAsync(id))).Status.ShouldBe(ScaleTaskStatus.Completed);
        flow.Faults.Injected.ShouldBe(1);
    }

    [Fact]
    public async Task Wait_8_answers_that_cannot_be_read_end_the_wait_after_some_and_the_job_keeps_its_id()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Faults.Add(new FaultRule(Fault.Body(BodyDamage.Html)));
        Job<ScaleTask> job = flow.Client.Tasks.Track(id);
        var failure = await Should.ThrowAsync<ScaleException>(() => job.WaitForCompletionAsync(null, new() { MaxFailures = 3 }));
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        job.Id.ShouldBe(id);
        flow.Faults.Clear();
        (await flow.Client.Tasks.Track(job.RehydrationToken.ShouldNotBeNull()).WaitForCompletionAsync(null)).TaskId.ShouldBe(id);
    }

    [Fact]
    public async Task Wait_10_a_redirect_to_elsewhere_is_not_followed()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        flow.Faults.Add(new FaultRule(Fault.Redirect(307, $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/v1/task/{id}")));
        await Should.ThrowAsync<ScaleException>(
            () => flow.Client.Tasks.WaitForCompletionAsync(id, new() { MaxFailures = 2 }));
        other.Pending().ShouldBeFalse("nobody may connect to the other origin");
    }

    [Fact]
    public async Task Wait_12_to_give_up_the_wait_does_not_cancel_the_task()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        string id = (await flow.CreateManyAsync(1))[0];
        flow.Faults.Add(new FaultRule(Fault.Stall()));
        using CancellationTokenSource source = new();
        Task<ScaleTask> wait = flow.Client.Tasks.WaitForCompletionAsync(id, cancellationToken: source.Token);
        await flow.Emulator.FaultInjectedAsync();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        flow.Emulator.Scale.ListTasks().ShouldHaveSingleItem()["status"]!.GetValue<string>().ShouldBe("pending");
    }

    /// <summary>Waits with a deadline of five minutes on a clock that goes on by itself.</summary>
    private static Task<JobTimeoutException> DeadlineAsync(ScaleFlow flow, Func<JobPollingOptions, Task> wait)
    {
        flow.Clock.WaitsPassAtOnce = false;
        return Should.ThrowAsync<JobTimeoutException>(
            () => flow.Clock.RunAsync(wait(new JobPollingOptions { Timeout = TimeSpan.FromMinutes(5) })));
    }

    /// <summary>An address where nobody listens.</summary>
    private static Socket Closed(out Uri endpoint)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
        return socket;
    }
}
