using System.ClientModel.Primitives;
using System.Net;
using System.Net.Sockets;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>The column "bulk upload" of the fault matrix over real sockets: every item accounted for, and stored exactly once.</summary>
public sealed class UploadFlowTests
{
    private const string Append = "/v1/nucleus/dataset/*/append";

    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_loses_and_doubles_nothing(string fault)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        flow.Faults.Inject(fault, "POST");
        AppendResult result = await flow.Client.Datasets.AppendAsync(flow.Dataset, [.. NucleusFlow.Items(100)], NucleusFlow.Known());
        flow.Faults.Injected.ShouldBeGreaterThan(0);
        result.Failures.ShouldBeEmpty();
        (result.NewItems + result.IgnoredItems).ShouldBe(100);
        (await flow.StoredAsync()).Order().ShouldBe(NucleusFlow.Items(100).Select(i => i.Reference!).Order());
    }

    [Fact]
    public async Task Five_thousand_items_under_all_faults_are_accounted_for_exactly_once()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Fault[] faults =
        [
            Fault.Status(429, "2"), Fault.Status(500), Fault.Status(503, point: FaultPoint.BeforeResponse),
            Fault.Reset(FaultPoint.BeforeProcessing), Fault.Reset(FaultPoint.BeforeResponse), Fault.Reset(FaultPoint.MidBody),
            Fault.Truncate(Truncation.DeclaredLength),
            Fault.Truncate(Truncation.Gzip), Fault.Body(BodyDamage.HalfJson),
        ];
        foreach (Fault fault in faults)
            flow.Faults.Add(new FaultRule(fault) { Path = Append, Probability = 0.04 });
        List<ItemOutcome<DatasetItem, UploadStatus>> outcomes;
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
            outcomes = await RunAsync(flow, 5000, journal);
        flow.Faults.Injected.ShouldBeGreaterThan(50);
        outcomes.Select(o => o.Index).Order().ShouldBe(Enumerable.Range(0, 5000).Select(i => (long)i));
        outcomes.Count(o => o.State == ItemState.Done).ShouldBeGreaterThan(4000);

        // What was left in doubt is settled by another run with the same journal.
        flow.Faults.Clear();
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
            (await RunAsync(flow, 5000, journal)).ShouldAllBe(o => o.State == ItemState.Done);
        List<string> stored = await flow.StoredAsync();
        stored.Count.ShouldBe(5000);
        stored.Distinct().Count().ShouldBe(5000);
    }

    [Fact]
    public async Task An_outage_is_given_up_soon_and_another_run_goes_on()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Path = Append, Skip = 10 });
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
            await Should.ThrowAsync<BulkStoppedException>(() => RunAsync(flow, 10_000, journal));
        // Ten batches, then five that failed with their retries, and those that were on their way.
        flow.Emulator.Requests.Count.ShouldBeLessThan(10 + (9 * 4) + 1);
        flow.Faults.Clear();
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = await RunAsync(flow, 10_000, journal);
            outcomes.Count.ShouldBe(10_000);
            outcomes.ShouldAllBe(o => o.State == ItemState.Done);
            outcomes.Count(o => o.IsFromJournal).ShouldBe(200);
        }

        (await flow.StoredAsync()).Count.ShouldBe(10_000);
    }

    [Fact]
    public async Task A_server_that_is_not_there_costs_no_item()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        NucleusClient away = flow.NewClient(o => o.Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}"));
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            BulkStoppedException stopped = await Should.ThrowAsync<BulkStoppedException>(() => away.Datasets.AppendAsync(
                flow.Dataset, [.. NucleusFlow.Items(1000)], NucleusFlow.Known(o => o.Journal = journal)));
            stopped.Cause.Outcome.ShouldBe(ApiOutcome.NotSent);
        }

        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
            (await RunAsync(flow, 1000, journal)).ShouldAllBe(o => o.State == ItemState.Done);
        (await flow.StoredAsync()).Count.ShouldBe(1000);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_connection_that_does_not_come_about_is_tried_again_and_the_rest_flows(HttpRequestError reason)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        using UnsteadyHandler handler = new(reason);
        using HttpClient http = new(handler);
        NucleusClient client = flow.NewClient(o => o.Transport = new HttpClientPipelineTransport(http));
        AppendResult result = await client.Datasets.AppendAsync(flow.Dataset, [.. NucleusFlow.Items(400)], NucleusFlow.Known());
        (result.NewItems, result.Failures.Count, flow.Emulator.Requests.Count).ShouldBe((400, 0, 20));
        handler.Refused.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task A_told_wait_slows_the_whole_upload_without_a_storm()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        // Should they all strike one request, its fourth attempt still passes.
        flow.Faults.Add(new FaultRule(Fault.Status(429, "7")) { Path = Append, Skip = 3, Times = 3 });
        AppendResult result = await flow.Client.Datasets.AppendAsync(flow.Dataset, [.. NucleusFlow.Items(2000)], NucleusFlow.Known());
        result.NewItems.ShouldBe(2000);
        flow.Clock.Waits.ShouldContain(TimeSpan.FromSeconds(7));
        flow.Emulator.Requests.Count.ShouldBeLessThanOrEqualTo(110);
    }

    [Fact]
    public async Task A_silent_answer_does_not_hold_up_the_others()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Path = Append, Times = 1 });
        Task<List<ItemOutcome<DatasetItem, UploadStatus>>> upload = flow.Client.Datasets.AppendEachAsync(
            flow.Dataset, NucleusFlow.Items(200).AsAsync(), NucleusFlow.Known(o => o.MaxConcurrency = 2)).ToListAsync().AsTask();
        // The other lane goes on to the end while one request is silent.
        while (flow.Emulator.Requests.Snapshot().Count(r => r.Status == 200) < 9)
            await Task.Yield();
        List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = await flow.Emulator.PassSilenceAsync(
            flow.Clock, flow.Client.Pipeline.Options.TryTimeout.ShouldNotBeNull(), upload);

        outcomes.Count.ShouldBe(200);
        outcomes.ShouldAllBe(o => o.State == ItemState.Done);
        (await flow.StoredAsync()).Count.ShouldBe(200);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_refused_and_the_body_not_sent_there()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string elsewhere = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/x";
        flow.Faults.Add(new FaultRule(Fault.Redirect(307, elsewhere)) { Path = Append, Times = 1 });
        AppendResult result = await flow.Client.Datasets.AppendAsync(
            flow.Dataset, [.. NucleusFlow.Items(40)], NucleusFlow.Known(o => o.MaxConcurrency = 1));
        result.Failures.Count.ShouldBe(20);
        result.Failures.ShouldAllBe(f => f.State == ItemState.Failed && f.Error is NucleusException);
        other.Pending().ShouldBeFalse();
        (await flow.StoredAsync()).Count.ShouldBe(20);
    }

    [Fact]
    public async Task Items_that_the_server_refuses_are_told_one_by_one()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(5);
        LabelUploadResult<GroundTruthAnnotation> result = await flow.Client.Datasets.AnnotateAsync(
            flow.Dataset, [.. Enumerable.Range(0, 8).Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"))]);
        result.Processed.ShouldBe(5);
        result.Failures.Select(f => ((BoxAnnotation)f.Item).ReferenceId).Order().ShouldBe(["r5", "r6", "r7"]);
        result.Failures.ShouldAllBe(f => f.State == ItemState.Failed && f.Error is ItemRefusedException);
        result.Errors.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_annotation_without_an_id_is_never_sent_twice()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(1);
        flow.Faults.Next(Fault.Reset(FaultPoint.BeforeResponse));
        LabelUploadResult<GroundTruthAnnotation> result = await flow.Client.Datasets.AnnotateAsync(
            flow.Dataset,
            [
                new PolygonAnnotation("car", [new(0, 0), new(4, 0), new(0, 4)], "r0"),
                new BoxAnnotation("car", 1, 2, 3, 4, "r0"),
            ]);
        ItemOutcome<GroundTruthAnnotation, UploadStatus> unknown = result.Failures.Single();
        unknown.State.ShouldBe(ItemState.Unknown);
        unknown.Item.ShouldBeOfType<PolygonAnnotation>();
        flow.Emulator.Nucleus.CountAnnotations(flow.Dataset).ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task After_a_crash_at_any_point_a_second_run_completes_each_item_once(int seed)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        Random random = new(seed);
        int crashAt = random.Next(0, 1000);
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            await foreach (ItemOutcome<DatasetItem, UploadStatus> outcome in flow.Client.Datasets.AppendEachAsync(
                flow.Dataset, NucleusFlow.Items(1000).AsAsync(), NucleusFlow.Known(o => o.Journal = journal)))
            {
                if (outcome.Index >= crashAt)
                    break;
            }
        }

        // A process that is killed leaves its last record cut.
        byte[] content = File.ReadAllBytes(folder["journal"]);
        File.WriteAllBytes(folder["journal"], content[..Math.Max(0, content.Length - random.Next(0, 200))]);
        using (UploadJournal journal = UploadJournal.Open(folder["journal"]))
        {
            List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = await RunAsync(flow, 1000, journal);
            outcomes.Select(o => o.Index).Order().ShouldBe(Enumerable.Range(0, 1000).Select(i => (long)i));
            outcomes.ShouldAllBe(o => o.State == ItemState.Done);
        }

        (await flow.StoredAsync()).Count.ShouldBe(1000);
    }

    [Fact]
    public async Task A_canceled_upload_ends_while_a_batch_is_on_its_way()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Path = Append });
        NucleusClient client = flow.NewClient(o => o.TimeProvider = TimeProvider.System);
        using CancellationTokenSource source = new();
        Task<AppendResult> upload = client.Datasets.AppendAsync(
            flow.Dataset, [.. NucleusFlow.Items(100)], NucleusFlow.Known(), source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => upload);
    }

    [Fact]
    public async Task Local_files_arrive_whole_also_when_requests_are_repeated()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        List<DatasetItem> items = [];
        for (int i = 0; i < 23; i++)
        {
            File.WriteAllBytes(folder[$"{i}.png"], [.. Enumerable.Repeat((byte)i, 10_000)]);
            items.Add(new DatasetItem($"{i}.png", $"r{i}"));
        }

        flow.Faults.Next(Fault.Status(503), 2);
        flow.Faults.Next(Fault.Reset(FaultPoint.BeforeResponse), 1);
        AppendResult result = await flow.Client.Datasets.AppendAsync(
            flow.Dataset, items, NucleusFlow.Known(o => o.BaseFolder = folder.Path));
        result.Failures.ShouldBeEmpty();
        (await flow.StoredAsync()).Count.ShouldBe(23);
        ItemWithAnnotations stored = (await flow.Client.Datasets.GetItemByReferenceIdAsync(flow.Dataset, "r7")).Value;
        DownloadResult download = await flow.Client.Pipeline.DownloadAsync(new Uri(stored.Item.ImageLocation!), folder["back.png"]);
        download.Length.ShouldBe(10_000);
        File.ReadAllBytes(folder["back.png"]).ShouldBe(File.ReadAllBytes(folder["7.png"]));
    }

    [Fact]
    public async Task A_job_reads_what_was_written_to_a_signed_address()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        NucleusJob job = await flow.Client.Datasets.StartAppendAsync(
            flow.Dataset, NucleusFlow.Items(3000).AsAsync(), NucleusFlow.Known());
        job.RehydrationToken.ShouldNotBeNull();
        NucleusJob resumed = flow.NewClient().Jobs.Resume(job.RehydrationToken);
        JobStatus status = await resumed.WaitForCompletionAsync(null);
        status.Status.ShouldBe(JobState.Completed);
        (await flow.StoredAsync()).Count.ShouldBe(3000);
    }

    private static async Task<List<ItemOutcome<DatasetItem, UploadStatus>>> RunAsync(NucleusFlow flow, int count, UploadJournal journal)
    {
        List<ItemOutcome<DatasetItem, UploadStatus>> outcomes = [];
        await foreach (ItemOutcome<DatasetItem, UploadStatus> outcome in flow.Client.Datasets.AppendEachAsync(
            flow.Dataset, NucleusFlow.Items(count).AsAsync(), NucleusFlow.Known(o => o.Journal = journal)))
            outcomes.Add(outcome);
        return outcomes;
    }

    /// <summary>No connection for every third request.</summary>
    private sealed class UnsteadyHandler(HttpRequestError reason) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _requests;

        public int Refused => _requests / 3;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref _requests) % 3 == 0
                ? Task.FromException<HttpResponseMessage>(new HttpRequestException(reason))
                : base.SendAsync(request, cancellationToken);
    }
}
