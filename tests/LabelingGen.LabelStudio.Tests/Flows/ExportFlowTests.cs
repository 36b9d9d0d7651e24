using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Emulator.Testing;

namespace LabelingGen.LabelStudio.Tests.Flows;

/// <summary>The column "export download" of the fault matrix over real sockets: the whole file under its name, or nothing.</summary>
public sealed class ExportFlowTests
{
    private const string Download = "/api/projects/*/exports/*/download";

    public static TheoryData<string> PassingFaults => [.. FaultCases.Names];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_ends_in_the_whole_file(string name)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(20);
        flow.Faults.Inject(name, "GET", Download, mostTimes: 2);

        DownloadResult result = await flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json"));

        result.Path.ShouldBe(flow.PathOf("tasks.json"));
        JsonArray tasks = JsonNode.Parse(await File.ReadAllTextAsync(result.Path))!.AsArray();
        tasks.Count.ShouldBe(20);
        result.Length.ShouldBe(new FileInfo(result.Path).Length);
        flow.Files.ShouldBe(["tasks.json"]);
        flow.Requests.Count(r => r.StartsWith("POST", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("html")]
    [InlineData("503")]
    [InlineData("reset")]
    [InlineData("redirect")]
    public async Task A_fault_that_stays_is_a_typed_error_and_leaves_no_file(string name)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(3);
        flow.Faults.Add(new FaultRule(name switch
        {
            "truncated" => Fault.Truncate(Truncation.DeclaredLength),
            "html" => Fault.ContentType("text/html"),
            "503" => Fault.Status(503),
            "reset" => Fault.Reset(FaultPoint.MidBody),
            _ => Fault.Redirect(307, "http://127.0.0.1:1/other"),
        })
        { Path = Download });

        LabelStudioException failure = await Should.ThrowAsync<LabelStudioException>(
            () => flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json")));

        failure.OperationName.ShouldBe("Exports.OpenDownload");
        failure.Message.ShouldNotContain(flow.Emulator.LabelStudio.Credential);
        flow.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_was_there_stays_until_the_new_one_is_whole()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(3);
        await File.WriteAllTextAsync(flow.PathOf("tasks.json"), "old");
        flow.Faults.Add(new FaultRule(Fault.Truncate(Truncation.DeclaredLength)) { Path = Download });

        await Should.ThrowAsync<LabelStudioException>(() =>
            flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json")));

        (await File.ReadAllTextAsync(flow.PathOf("tasks.json"))).ShouldBe("old");
        flow.Files.ShouldBe(["tasks.json"]);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_and_leaves_no_file()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        using Socket closed = new(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        LabelStudioClient client = flow.NewClient(
            change: o => o.Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}"));

        var failure = await Should.ThrowAsync<LabelStudioException>(() => client.Exports.DownloadAsync(1, 1, flow.PathOf("tasks.json")));

        failure.Outcome.ShouldBe(ApiOutcome.NotSent);
        failure.Attempts.ShouldBe(3);
        flow.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_download_is_given_up_and_asked_again()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(3);
        Export export = await (await flow.Client.Exports.StartAsync(flow.Project)).WaitForCompletionAsync(null);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Path = Download, Times = 1 });

        DownloadResult result = await flow.Emulator.PassSilenceAsync(
            flow.Clock, flow.Client.Pipeline.Options.ReadTimeout.ShouldNotBeNull(),
            flow.Client.Exports.DownloadAsync(flow.Project, export.Id!.Value, flow.PathOf("tasks.json")));

        JsonNode.Parse(await File.ReadAllTextAsync(result.Path))!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_canceled_download_leaves_no_file_and_the_snapshot_stays()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(3);
        Export export = await (await flow.Client.Exports.StartAsync(flow.Project)).WaitForCompletionAsync(null);
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Path = Download });
        using CancellationTokenSource source = new();

        Task download = flow.Client.Exports.DownloadAsync(
            flow.Project, export.Id!.Value, flow.PathOf("tasks.json"), cancellationToken: source.Token);
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => download);
        flow.Files.ShouldBeEmpty();
        (await flow.Client.Exports.GetAsync(flow.Project, export.Id!.Value)).Value.Status.ShouldBe(WorkStatus.Completed);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_nothing_is_left()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(1);
        await File.WriteAllTextAsync(flow.PathOf("file"), "no folder");

        await Should.ThrowAsync<IOException>(
            () => flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf(Path.Combine("file", "tasks.json"))));

        flow.Files.ShouldBe(["file"]);
    }

    [Fact]
    public async Task A_snapshot_whose_start_was_not_answered_is_found_by_its_title()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(4);
        flow.Faults.Add(
            new FaultRule(Fault.Reset(FaultPoint.BeforeResponse)) { Method = "POST", Path = "/api/projects/*/exports/", Times = 1 });

        DownloadResult result = await flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json"));

        JsonNode.Parse(await File.ReadAllTextAsync(result.Path))!.AsArray().Count.ShouldBe(4);
        (await flow.Client.Exports.ListAsync(flow.Project)).Value.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_snapshot_is_waited_for_by_another_process_and_converted_where_the_server_wants_it()
    {
        LabelStudioEmulatorOptions options = new() { JobDuration = TimeSpan.FromSeconds(20), ConvertsBeforehand = true };
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(options);
        await flow.ImportAsync(2);
        Job<Export> started = await flow.Client.Exports.StartAsync(flow.Project, new() { Title = "mine" });
        Export export = await flow.NewClient().Exports.Resume(started.RehydrationToken!).WaitForCompletionAsync(null);
        export.Title.ShouldBe("mine");
        var early = await Should.ThrowAsync<LabelStudioNotFoundException>(
            () => flow.Client.Exports.DownloadAsync(flow.Project, export.Id!.Value, flow.PathOf("min.json"), "JSON_MIN"));
        early.Status.ShouldBe(404);

        DownloadResult result = await flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.csv"),
            new() { Format = "CSV" });

        (await File.ReadAllTextAsync(result.Path)).ShouldEndWith("\r\n");
        flow.Requests.Count(r => r.EndsWith("/convert", StringComparison.Ordinal)).ShouldBe(1);
        flow.Files.ShouldBe(["tasks.csv"]);
    }

    /// <summary>Two downloads break off, each in the middle of what it had to bring.</summary>
    [Theory]
    [InlineData(DownloadRanges.WithVersion, "200 206 206")]
    [InlineData(DownloadRanges.WithoutVersion, "200 206 206")]
    [InlineData(DownloadRanges.Ignored, "200 200 200")]
    public async Task A_broken_download_is_taken_up_where_it_broke_or_begun_anew(DownloadRanges ranges, string statuses)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { Ranges = ranges });
        await flow.ImportAsync(50);
        flow.Faults.Add(new FaultRule(Fault.Truncate(Truncation.DeclaredLength)) { Path = Download, Times = 2 });
        CountingProgress seen = new();

        DownloadResult result = await flow.Client.Exports.ExportSnapshotAsync(
            flow.Project, flow.PathOf("tasks.json"), new() { DownloadProgress = seen });

        byte[] content = await File.ReadAllBytesAsync(result.Path);
        List<RequestRecord> downloads =
            [.. flow.Emulator.Requests.Snapshot().Where(r => r.Path.EndsWith("/download", StringComparison.Ordinal))];
        string.Join(' ', downloads.Select(r => r.Status)).ShouldBe(statuses);
        (int half, int rest) = (content.Length / 2, content.Length - (content.Length / 2));
        downloads.Select(r => r.Headers.GetValueOrDefault("range")).ShouldBe(ranges == DownloadRanges.Ignored
            ? [null, $"bytes={half}-", $"bytes={half}-"]
            : [null, $"bytes={half}-", $"bytes={half + (rest / 2)}-"]);
        downloads.Skip(1).ShouldAllBe(r => r.Headers.ContainsKey("if-range") == (ranges == DownloadRanges.WithVersion));
        // The digest the server told when the snapshot was finished.
        result.Integrity.ShouldBe(new DownloadIntegrity.Verified("md5"));
        JsonNode.Parse(content)!.AsArray().Count.ShouldBe(50);
        seen.Values.ShouldBe(seen.Values.Order());
        flow.Files.ShouldBe(["tasks.json"]);
    }

    [Fact]
    public async Task A_file_that_is_not_the_one_the_server_made_is_never_published()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.ImportAsync(3);
        flow.Faults.Add(new FaultRule(Fault.Body(BodyDamage.ByteOrderMark)) { Path = Download });

        var failure = await Should.ThrowAsync<LabelStudioException>(
            () => flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json")));

        failure.Message.ShouldContain("md5");
        flow.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_snapshot_that_failed_at_the_server_is_told_and_nothing_is_downloaded()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(new() { FailingSnapshots = ["broken"] });
        await flow.ImportAsync(1);

        var failure = await Should.ThrowAsync<JobFailedException>(
            () => flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.json"), new() { Title = "broken" }));

        failure.State.ShouldBe("failed");
        failure.Message.ShouldContain("ExportJob");
        flow.Requests.ShouldNotContain(request => request.EndsWith("/download", StringComparison.Ordinal));
        flow.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conversion_that_failed_at_the_server_is_told_with_its_reason()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync(
            new() { ConvertsBeforehand = true, FailingConversions = ["CSV"], JobDuration = TimeSpan.FromSeconds(5) });
        await flow.ImportAsync(1);

        var failure = await Should.ThrowAsync<JobFailedException>(
            () => flow.Client.Exports.ExportSnapshotAsync(flow.Project, flow.PathOf("tasks.csv"), new() { Format = "CSV" }));

        failure.Reason.ShouldBe("Conversion to CSV failed");
        flow.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_direct_export_holds_the_tasks_that_were_chosen()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        IReadOnlyList<long> tasks = await flow.ImportAsync(3);

        DownloadResult result = await flow.Client.Exports.ExportAsync(
            flow.Project, flow.PathOf("one.json"), new() { DownloadAllTasks = true, Ids = [$"{tasks[1]}"] });

        JsonNode.Parse(await File.ReadAllTextAsync(result.Path))!.AsArray().Select(t => t!["id"]!.GetValue<long>()).ShouldBe([tasks[1]]);
    }

    [Fact]
    public async Task What_an_archive_lacks_is_listed()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        await flow.Client.Imports.ImportFilesAsync(flow.Project, [new FileUpload(new MemoryStream([1, 2, 3]), "here.png")]);
        await flow.ImportAsync(1);

        DownloadResult result = await flow.Client.Exports.ExportSnapshotAsync(
            flow.Project, flow.PathOf("yolo.zip"), new() { Format = "YOLO" });
        ExportArchive archive = await ExportArchive.ReadAsync(result.Path);

        // The server cannot fetch https://example.com/0.png.
        archive.Missing.ShouldBe(["images/0.*"]);
        archive.Members.ShouldContain("classes.txt");
        archive.Members.Count(name => name.EndsWith("here.png", StringComparison.Ordinal)).ShouldBe(1);
    }

    private sealed class CountingProgress : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}
