using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.Nucleus.Tests.Flows;

/// <summary>The column "export download" of the fault matrix: the file is whole under its name, or not there.</summary>
public sealed class ExportFlowTests
{
    private const string Files = "/files/*";

    public static TheoryData<string> PassingFaults => FaultCases.Names;

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_leaves_the_whole_file(string fault)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Inject(fault, "GET");
        IReadOnlyList<DownloadResult> results = await flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path);
        Rows(results.Single().Path).ShouldBe(50);
        folder.Files.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(BodyDamage.Html)]
    public async Task A_page_in_place_of_the_file_is_an_error_and_leaves_nothing(BodyDamage damage)
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        flow.Faults.Add(new FaultRule(Fault.Body(damage)) { Path = Files });
        await Should.ThrowAsync<NucleusException>(() => flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path));
        folder.Files.ShouldBeEmpty();
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

    [Fact]
    public async Task A_redirect_carries_no_credential_to_another_host()
    {
        using TemporaryFolder folder = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        EmbeddingsExportJob job = await ReadyAsync(flow);
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string elsewhere = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/x";
        flow.Faults.Add(new FaultRule(Fault.Redirect(302, elsewhere)) { Path = Files });
        await Should.ThrowAsync<NucleusException>(() => flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder.Path));
        other.Pending().ShouldBeFalse();
        folder.Files.ShouldBeEmpty();
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
        flow.Inject(fault, "POST");
        List<string> references = [];
        await foreach (ExportRow row in flow.Client.Datasets.ExportItemsAndAnnotationsAsync(flow.Dataset, pageSize: 4))
        {
            BoxAnnotation box = row.All().OfType<BoxAnnotation>().Single();
            box.ReferenceId.ShouldBe(row.Item.Reference);
            references.Add(row.Item.Reference!);
        }

        references.Order().ShouldBe(NucleusFlow.Items(25).Select(i => i.Reference!).Order());
    }

    private static async Task<EmbeddingsExportJob> ReadyAsync(NucleusFlow flow)
    {
        await flow.AppendAsync(50);
        EmbeddingsExportJob job = await flow.Client.Datasets.ExportEmbeddingsAsync(flow.Dataset, []);
        await job.WaitForCompletionAsync();
        return job;
    }

    private static int Rows(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsArray().Count;
}
