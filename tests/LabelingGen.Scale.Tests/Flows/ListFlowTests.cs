using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;

namespace LabelingGen.Scale.Tests.Flows;

/// <summary>The column "list" of the fault matrix over real sockets: no task lost, none twice, or a typed error.</summary>
public sealed class ListFlowTests
{
    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_loses_and_doubles_nothing(string fault)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(8);
        flow.Faults.Inject(fault, "GET");
        (await flow.ListIdsAsync()).ShouldBe(created, ignoreOrder: true);
    }

    [Fact]
    public async Task A_wait_that_the_server_tells_is_kept_to()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Next(Fault.Status(429, "7"));
        await flow.ListIdsAsync();
        flow.Clock.Waits.ShouldContain(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_wait_of_years_is_cut_to_the_limit_of_the_options()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Next(Fault.Status(429, "1000000000"));
        await flow.ListIdsAsync();
        flow.Clock.Elapsed.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(2.5));
    }

    [Fact]
    public async Task A_server_that_stays_down_ends_in_its_last_error()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Status(503)));
        var failure = await Should.ThrowAsync<ScaleServiceUnavailableException>(() => flow.ListIdsAsync());
        failure.Attempts.ShouldBe(4);
        failure.AttemptStatuses.ShouldBe([503, 503, 503, 503]);
        flow.Faults.Injected.ShouldBe(4);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_told_as_not_sent()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        ScaleClient client = flow.NewClient(o => o.Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}"));
        var failure = await Should.ThrowAsync<ScaleException>(() => client.Tasks.GetAsync("t"));
        failure.Outcome.ShouldBe(ApiOutcome.NotSent);
        failure.Status.ShouldBe(0);
        failure.Attempts.ShouldBe(4);
    }

    [Theory]
    [InlineData(BodyDamage.Html)]
    [InlineData(BodyDamage.HalfJson)]
    [InlineData(BodyDamage.NotJson)]
    [InlineData(BodyDamage.ByteOrderMark)]
    [InlineData(BodyDamage.LoneSurrogate)]
    [InlineData(BodyDamage.Empty)]
    public async Task A_damaged_page_is_an_error_with_a_short_excerpt_and_yields_no_task(BodyDamage damage)
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.CreateManyAsync(2);
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Method = "GET" });
        int read = 0;
        var failure = await Should.ThrowAsync<ScaleException>(async () =>
        {
            await foreach (ScaleTask _ in flow.Client.Tasks.ListAsync(new() { Project = "street" }))
                read++;
        });
        read.ShouldBe(0);
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        failure.Message.Length.ShouldBeLessThan(2048);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_and_asked_again()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(2);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Method = "GET", Times = 1 });
        (await flow.PassSilenceAsync(flow.ListIdsAsync())).ShouldBe(created, ignoreOrder: true);
        flow.Emulator.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_that_sends_a_byte_a_second_is_slow_and_not_silent()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(1);
        flow.Faults.Add(new FaultRule(Fault.Trickle(1, TimeSpan.FromSeconds(1))) { Method = "GET" });
        TimeSpan patience = TimeSpan.FromMinutes(2);
        ScaleClient client = flow.NewClient(o => o.TryTimeout = patience);

        Task<ScaleTask> list = client.Tasks.ListAsync(new() { Project = "street" }).SingleAsync().AsTask();
        while (!list.IsCompleted)
        {
            // One timer is the client's patience, the other one the server's pause.
            if (flow.Clock.PendingTimers > 1)
                flow.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        (await list).TaskId.ShouldBe(created[0]);
        flow.Clock.Elapsed.ShouldBeGreaterThan(2 * patience);
    }

    [Fact]
    public async Task A_list_is_taken_up_where_another_process_stopped()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        IReadOnlyList<string> created = await flow.CreateManyAsync(7);
        ListTasksOptions options = new() { Project = "street", PageSize = 3 };
        List<string> seen = [];
        ContinuationToken? token = null;
        await foreach (Page<ScaleTask> page in flow.Client.Tasks.ListAsync(options).AsPagesAsync())
        {
            seen.AddRange(page.Items.Select(t => t.TaskId));
            token = page.Continuation;
            break;
        }

        seen.Count.ShouldBe(3);
        await foreach (ScaleTask task in flow.NewClient().Tasks.ListAsync(options).ResumeFrom(token.ShouldNotBeNull()))
            seen.Add(task.TaskId);
        seen.ShouldBe(created.Reverse());
    }

    [Fact]
    public async Task All_batches_are_listed_by_offset()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        for (int i = 0; i < 5; i++)
            await flow.Client.Batches.CreateAsync(new BatchParameters { Project = "street", Name = $"b{i}" });
        List<string> names = [];
        await foreach (Batch batch in flow.Client.Batches.ListAsync(new() { Project = "street", PageSize = 2 }))
            names.Add(batch.Name);
        names.Order().ShouldBe(["b0", "b1", "b2", "b3", "b4"]);
    }

    [Fact]
    public async Task Tasks_are_counted_without_reading_them()
    {
        await using ScaleFlow flow = await ScaleFlow.StartAsync();
        await flow.CreateManyAsync(5);
        // A latency of nothing counts the requests.
        flow.Faults.Add(new FaultRule(Fault.Latency(TimeSpan.Zero)));
        (await flow.Client.Tasks.GetCountAsync(new() { Project = "street" })).Value.ShouldBe(5);
        flow.Faults.Injected.ShouldBe(1);
    }
}
