using LabelingGen.Core.Grpc;
using LabelingGen.Core.Tests.Grpc;
using LabelingGen.Core.Tests.Orchard.Protobuf;
using LabelingGen.Testing;

namespace LabelingGen.Core.Tests.Orchard;

/// <summary>The client that the generator makes of a service of one's own: lists, jobs and their rules, over real sockets.</summary>
public sealed class GeneratedClientTests
{
    [Theory]
    [InlineData(25, 0u, 4)]
    [InlineData(25, 10u, 3)]
    [InlineData(20, 10u, 3)]
    [InlineData(0, 10u, 1)]
    public async Task A_list_ends_at_a_short_or_an_empty_page(int trees, uint size, int calls)
    {
        OrchardServer orchard = new(trees);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(orchard.HandleAsync);
        using GrpcChannel channel = new(server.Address);
        OrchardClient client = new(channel);

        List<string> ids = [];
        await foreach (Tree tree in client.Trees.ListTreesAsync(new ListTreesRequest { PerPage = size }))
            ids.Add(tree.Id);

        ids.ShouldBe(Enumerable.Range(0, trees).Select(i => $"t{i}"));
        orchard.Calls.Count.ShouldBe(calls);
    }

    [Theory]
    [InlineData("", 3, "old", "new")]
    [InlineData("c", 1, "new")]
    public async Task A_list_with_tokens_ends_where_there_is_none(string token, int calls, params string[] expected)
    {
        OrchardServer orchard = new(0);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(orchard.HandleAsync);
        using GrpcChannel channel = new(server.Address);
        List<string> names = [];

        await foreach (Barn barn in new OrchardClient(channel).Trees.ListBarnsAsync(new ListBarnsRequest { PageToken = token }))
            names.Add(barn.Name);

        names.ShouldBe(expected);
        orchard.Calls.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task A_page_that_names_itself_as_the_next_one_is_found_out()
    {
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(new OrchardServer(0).HandleAsync);
        using GrpcChannel channel = new(server.Address);
        GrpcPageable<ListBarnsResponse, Barn> barns =
            new OrchardClient(channel).Trees.ListBarnsAsync(new ListBarnsRequest { PageToken = "again" });

        GrpcException failure = await Should.ThrowAsync<GrpcException>(async () => await barns.GetAsyncEnumerator().MoveNextAsync());

        failure.StatusCode.ShouldBe(GrpcStatusCode.DataLoss);
        failure.Message.ShouldContain("names itself");
    }

    [Fact]
    public async Task The_next_page_is_on_its_way_while_the_current_one_is_read_and_cancelled_when_it_is_not_wanted()
    {
        TaskCompletionSource second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            ListTreesRequest request = (await call.ReadAsync(ListTreesRequest.Parser))!;
            if (request.Page == 2)
            {
                call.Aborted.Register(aborted.SetResult);
                second.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, call.Aborted);
            }

            await call.WriteAsync(new ListTreesResponse { Trees = { new Tree { Id = "a" }, new Tree { Id = "b" } } });
            await call.FinishAsync(0);
        });
        using GrpcChannel channel = new(server.Address);

        await foreach (Tree tree in new OrchardClient(channel).Trees.ListTreesAsync(new ListTreesRequest { PerPage = 2 }))
        {
            tree.Id.ShouldBe("a");
            await second.Task.WaitAsync(TimeSpan.FromMinutes(1));
            break;
        }

        await aborted.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_server_that_sends_the_same_page_for_ever_is_found_out()
    {
        int calls = 0;
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            Interlocked.Increment(ref calls);
            await call.WriteAsync(new ListTreesResponse { Trees = { new Tree { Id = "a" } } });
            await call.FinishAsync(0);
        });
        using GrpcChannel channel = new(server.Address);
        List<string> ids = [];
        GrpcException failure = await Should.ThrowAsync<GrpcException>(async () =>
        {
            await foreach (Tree tree in new OrchardClient(channel).Trees.ListTreesAsync(new ListTreesRequest()))
                ids.Add(tree.Id);
        });

        failure.StatusCode.ShouldBe(GrpcStatusCode.DataLoss);
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        ids.ShouldBe(["a"]);
        calls.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_cancelled_list_is_told_by_the_readers_own_token()
    {
        using CancellationTokenSource cancel = new();
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(async call =>
        {
            ListTreesRequest request = (await call.ReadAsync(ListTreesRequest.Parser))!;
            if (request.Page == 2)
                await cancel.CancelAsync();
            await call.WriteAsync(new ListTreesResponse { Trees = { new Tree { Id = $"{request.Page}" } } });
            await call.FinishAsync(0);
        });
        using GrpcChannel channel = new(server.Address);
        OperationCanceledException cancelled = await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            GrpcPageable<ListTreesResponse, Tree> trees = new OrchardClient(channel).Trees.ListTreesAsync(new ListTreesRequest());
            await foreach (Tree tree in trees.WithCancellation(cancel.Token))
                tree.Id.ShouldNotBe("3");
        });
        cancelled.CancellationToken.ShouldBe(cancel.Token);
    }

    [Fact]
    public async Task A_job_is_started_waited_for_and_gives_its_result()
    {
        OrchardServer orchard = new(0);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(orchard.HandleAsync);
        using GrpcChannel channel = new(server.Address, Fast());
        HarvestJob job = await Start(channel);

        List<JobProgress> seen = [];
        Tree best = await job.WaitForCompletionAsync(new Told(seen.Add));

        best.Id.ShouldBe("best");
        job.Id.ShouldBe("h1");
        job.State.ShouldBe("PICKED");
        job.HasSucceeded.ShouldBeTrue();
        seen.Select(p => p.Fraction).ShouldBe([0.3, 0.6, 1.0]);
        orchard.Calls.ShouldBe(["StartHarvest", "GetHarvest", "GetHarvest", "GetHarvest"]);
    }

    [Fact]
    public async Task A_job_that_fails_throws_the_services_reason()
    {
        OrchardServer orchard = new(0, HarvestState.Rotten);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(orchard.HandleAsync);
        using GrpcChannel channel = new(server.Address, Fast());
        HarvestJob job = await Start(channel);
        JobFailedException failure = await Should.ThrowAsync<JobFailedException>(async () => await job.WaitForCompletionAsync());
        failure.State.ShouldBe("ROTTEN");
        failure.Reason.ShouldBe("wasps");
        failure.WasCanceled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_state_that_no_rule_knows_goes_on_and_a_cancelled_job_says_so()
    {
        OrchardServer orchard = new(0, HarvestState.Stopped);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(orchard.HandleAsync);
        using GrpcChannel channel = new(server.Address, Fast());
        HarvestJob job = await Start(channel);
        job.CanCancel.ShouldBeTrue();
        await job.CancelAsync();
        JobFailedException failure = await Should.ThrowAsync<JobFailedException>(async () => await job.WaitForCompletionAsync());
        failure.WasCanceled.ShouldBeTrue();
        orchard.Calls.ShouldContain("StopHarvest");
    }

    [Fact]
    public async Task A_token_takes_the_job_up_in_another_process_and_no_other_kind_of_job()
    {
        OrchardServer orchard = new(0);
        await using GrpcTestServer server = await GrpcTestServer.StartAsync(orchard.HandleAsync);
        using GrpcChannel channel = new(server.Address, Fast());
        BinaryData stored = (await Start(channel)).RehydrationToken!.ToBytes();

        HarvestJob again = new OrchardClient(channel).Harvests.ResumeHarvestJob(System.ClientModel.ContinuationToken.FromBytes(stored));
        (await again.WaitForCompletionAsync(null)).Id.ShouldBe("best");

        BinaryData foreign = BinaryData.FromString(stored.ToString().Replace("HarvestJob", "OtherJob", StringComparison.Ordinal));
        Should.Throw<ArgumentException>(() => new OrchardClient(channel).Harvests.ResumeHarvestJob(
            System.ClientModel.ContinuationToken.FromBytes(foreign))).Message.ShouldContain("OtherJob");
        BinaryData damaged = BinaryData.FromString("""{"v":1,"job":"HarvestJob","id":"%%%"}""");
        Should.Throw<ArgumentException>(() => new OrchardClient(channel).Harvests.ResumeHarvestJob(
            System.ClientModel.ContinuationToken.FromBytes(damaged)));
    }

    private static GrpcChannelOptions Fast() => new()
    {
        TimeProvider = new FakeTimeProvider { WaitsPassAtOnce = true },
        Polling = new JobPollingOptions { InitialInterval = TimeSpan.FromSeconds(5) },
    };

    private static Task<HarvestJob> Start(GrpcChannel channel) => new OrchardClient(channel).Harvests.StartHarvestJobAsync(
        new StartHarvestRequest { Row = new Row { Farm = "north" } });

    private sealed class Told(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
