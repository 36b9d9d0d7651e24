using System.ClientModel.Primitives;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>The column "export download" of the fault matrix: the file is whole under its name, or not there.</summary>
public sealed class ExportFlowTests
{
    private const string Files = "/files/*";

    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_leaves_the_whole_file(string fault)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Inject(fault, "GET");
        IReadOnlyList<DownloadResult> results = await flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path);
        Rows(results.Single().Path).ShouldBe(50);
        folder.Files.Count().ShouldBe(1);
    }

    public static TheoryData<BodyDamage> Damages => [.. Enum.GetValues<BodyDamage>()];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_content_that_is_not_the_file_is_an_error_and_leaves_nothing(BodyDamage damage)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Path = Files });
        NucleusException failure = await Should.ThrowAsync<NucleusException>(
            () => flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path));
        (failure.Status, failure.Outcome).ShouldBe((200, ApiOutcome.SucceededUnreadable));
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_files_the_one_that_is_lacking_is_told_and_costs_the_others_nothing()
    {
        const string Done = """
            {"job_id":"job_1","status":"Completed","message":{"result":["https://s.example/1","https://s.example/2","https://s.example/3"]}}
            """;
        using TemporaryFolder folder = new();
        (string, string) json = ("Content-Type", "application/json");
        ScriptedHandler server = new ScriptedHandler().Respond(200, Done).Respond(200, Done)
            .Respond(200, """[{"reference_id":"r"}]""", json).Respond(404, "gone").Respond(200, "[]", json);
        using HttpClient http = new(server);
        DatasetsClient datasets = new NucleusClient(
            ApiCredential.FromKey("key"),
            new() { Transport = new HttpClientPipelineTransport(http), TimeProvider = new FakeTimeProvider() }).Datasets;
        List<ItemOutcome<string, DownloadResult>> files = await datasets.DownloadEachEmbeddingsFileAsync(
            datasets.ResumeEmbeddingsExportJob("job_1"), folder.Path).ToListAsync();

        files.Select(file => (file.Index, file.State, Path.GetFileName(file.Item))).ShouldBe(
        [
            (0, ItemState.Done, "embeddings-1.json"), (1, ItemState.Failed, "embeddings-2.json"), (2, ItemState.Done, "embeddings-3.json"),
        ]);
        files[1].Error.ShouldBeOfType<NucleusResourceNotFoundException>();
        folder.Files.Select(Path.GetFileName).Order().ShouldBe(["embeddings-1.json", "embeddings-3.json"]);
        server.Requests.Skip(2).ShouldAllBe(request => request.Header("Authorization") == null);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_page_of_an_export_that_cannot_be_read_is_an_error_after_the_pages_before_it(BodyDamage damage)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(20);
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Path = "*/exportForTrainingPage", Skip = 2 });
        List<ExportRow> rows = [];
        NucleusException failure = await Should.ThrowAsync<NucleusException>(async () =>
        {
            await foreach (ExportRow row in flow.Client.Datasets.ExportItemsAndAnnotationsAsync(flow.Dataset, pageSize: 4))
                rows.Add(row);
        });
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        rows.Select(row => row.Item.Reference).ShouldBe(NucleusFlow.Items(8).Select(item => item.Reference));
    }

    [Theory]
    [InlineData(Truncation.DeclaredLength)]
    [InlineData(Truncation.Gzip)]
    public async Task A_file_that_is_cut_every_time_is_an_error_and_leaves_nothing(Truncation truncation)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Truncate(truncation)) { Path = Files });
        NucleusException failure = await Should.ThrowAsync<NucleusException>(
            () => flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path));
        failure.Outcome.ShouldBe(ApiOutcome.SucceededUnreadable);
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outage_ends_in_its_last_error_and_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Status(503)) { Path = Files });
        NucleusException failure = await Should.ThrowAsync<NucleusException>(
            () => flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path));
        failure.Attempts.ShouldBe(4);
        folder.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_to_other_storage_is_followed_without_a_credential(int status)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await using NucleusFlow other = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        EmbeddingsExportJob elsewhere = await ReadyAsync(other);
        Uri target = (await elsewhere.WaitForCompletionAsync(null)).ReadResultUrls().Single();
        other.Emulator.Requests.Clear();
        flow.Faults.Add(new FaultRule(Fault.Redirect(status, target.AbsoluteUri)) { Path = Files });
        DownloadResult result = (await flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path)).Single();
        Rows(result.Path).ShouldBe(50);
        RequestRecord request = other.Emulator.Requests.Snapshot().ShouldHaveSingleItem();
        request.Headers.Keys.ShouldNotContain(name => name.Equals("authorization", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_redirect_that_goes_round_ends_in_an_error_and_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Redirect(302, "/files/again")) { Path = Files });
        await Should.ThrowAsync<NucleusException>(() => flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path));
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Storage_that_is_not_there_is_asked_within_the_budget_and_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Uri address = new($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}/files/1");
        NucleusException failure = await Should.ThrowAsync<NucleusException>(
            () => flow.Client.Pipeline.DownloadAsync(address, folder["a.json"]));
        (failure.Outcome, failure.Attempts).ShouldBe((ApiOutcome.NotSent, 4));
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_taken_up_where_it_broke()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Truncate(Truncation.DeclaredLength)) { Path = Files, Times = 2 });
        DownloadResult result = (await flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path)).Single();
        Rows(result.Path).ShouldBe(50);
        result.Integrity.ShouldBeOfType<DownloadIntegrity.Verified>().Algorithm.ShouldBe("sha-256");
        flow.Emulator.Requests.Snapshot().Where(r => r.Path.StartsWith("/files/", StringComparison.Ordinal))
            .Select(r => r.Status).ShouldBe([200, 206, 206]);
    }

    [Fact]
    public async Task Silence_in_the_middle_of_a_file_ends_the_read_and_the_rest_is_asked_for()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        // The first piece comes; the next one is an hour away on a clock that stands still.
        flow.Clock.WaitsPassAtOnce = false;
        flow.Faults.Add(new FaultRule(Fault.Trickle(1000, TimeSpan.FromHours(1))) { Path = Files, Times = 1 });
        FirstPiece first = new();
        Task<IReadOnlyList<DownloadResult>> download = flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path, first);
        await first.HasCome;
        DownloadResult result = (await flow.Clock.RunAsync(download)).Single();
        flow.Clock.Elapsed.ShouldBeLessThan(TimeSpan.FromHours(1));
        Rows(result.Path).ShouldBe(50);
        result.Integrity.ShouldBeOfType<DownloadIntegrity.Verified>();
        // The one that fell silent may be entered after the one that took its place.
        flow.Emulator.Requests.Snapshot().Count(r => r.Path.StartsWith("/files/", StringComparison.Ordinal) && r.Status == 206).ShouldBe(1);
        folder.Files.Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_canceled_download_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Path = Files });
        NucleusClient client = flow.NewClient(o => o.TimeProvider = TimeProvider.System);
        using CancellationTokenSource source = new();
        Task<IReadOnlyList<DownloadResult>> download = client.Datasets.DownloadEmbeddingsAsync(job, folder.Path, null, source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => download);
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_of_the_disk()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        File.WriteAllText(folder["taken"], "a file, no folder");
        await Should.ThrowAsync<IOException>(() => flow.Client.Datasets.DownloadEmbeddingsAsync(job, Path.Combine(folder.Path, "taken")));
        File.ReadAllText(folder["taken"]).ShouldBe("a file, no folder");
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task Pages_of_an_export_come_once_each_under_faults(string fault)
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(25);
        await flow.Client.Datasets.AnnotateAsync(
            flow.Dataset, [.. Enumerable.Range(0, 25).Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"))]);
        flow.Faults.Inject(fault, "POST");
        List<string> references = [];
        await foreach (ExportRow row in flow.Client.Datasets.ExportItemsAndAnnotationsAsync(flow.Dataset, pageSize: 4))
        {
            BoxAnnotation box = row.All().OfType<BoxAnnotation>().Single();
            box.ReferenceId.ShouldBe(row.Item.Reference);
            references.Add(row.Item.Reference!);
        }

        references.Order().ShouldBe(NucleusFlow.Items(25).Select(i => i.Reference!).Order());
    }

    [Fact]
    public async Task Annotations_of_items_outside_a_slice_are_found()
    {
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        await flow.AppendAsync(5);
        string slice = (await flow.Client.Slices.CreateAsync(flow.Dataset, "some", ["r1", "r3"])).Value.Id;
        GroundTruthAnnotation[] boxes = [.. new[] { 4, 1, 0, 4, 3 }.Select(i => new BoxAnnotation("car", i, 0, 1, 1, $"r{i}"))];
        (await flow.Client.Slices.FindItemsOutsideAsync(slice, boxes)).ShouldBe(["r4", "r0"]);
        (await flow.Client.Slices.FindItemsOutsideAsync(slice, [boxes[1]])).ShouldBeEmpty();
    }

    private static async Task<EmbeddingsExportJob> ReadyAsync(NucleusFlow flow)
    {
        await flow.AppendAsync(50);
        EmbeddingsExportJob job = await flow.Client.Datasets.ExportEmbeddingsAsync(flow.Dataset);
        await job.WaitForCompletionAsync();
        return job;
    }

    private static int Rows(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsArray().Count;

    /// <summary>Tells when the first bytes have come.</summary>
    private sealed class FirstPiece : IProgress<long>
    {
        private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasCome => _came.Task;

        public void Report(long value) => _came.TrySetResult();
    }
}
