using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Nucleus.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.Nucleus.Tests.Crashes;

/// <summary>
/// Rows 11 and 12 of the fault matrix for bulk uploads and export downloads, with a process of its own: it is killed at a request that the
/// seed chooses, or its disk is full, and another one goes on from what the first has written. <c>LABELINGGEN_KILL_SEEDS</c> says how many
/// seeds are tried.
/// </summary>
public sealed class CrashTests
{
    private const int BatchSize = 20;
    private const int Batches = Victim.ItemCount / BatchSize;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1,
        int.TryParse(Environment.GetEnvironmentVariable("LABELINGGEN_KILL_SEEDS"), out int seeds) ? seeds : 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_killed_upload_is_completed_by_a_second_run_once_each(int seed)
    {
        using TemporaryFolder folder = new();
        using VictimProcess victim = new(new Random(seed).Next(1, Batches));
        await using NucleusFlow flow = await NucleusFlow.StartAsync(victim.RequestCompleted);
        (await victim.RunAsync("append", flow, folder.Path, flow.Dataset)).ShouldNotBe(Victim.Done, "the first run is killed");
        (await victim.RunAsync("append", flow, folder.Path, flow.Dataset)).ShouldBe(Victim.Done);

        // At most what each worker had on its way is sent again.
        flow.Emulator.Requests.Count.ShouldBeInRange(Batches, Batches + Victim.Concurrency);
        await ShouldHoldAllAsync(flow, folder);
    }

    [FactOnSmallDisk]
    public async Task A_full_disk_ends_an_upload_and_a_second_run_completes_it_once_each()
    {
        using TemporaryFolder disk = new();
        using TemporaryFolder folder = new();
        using VictimProcess victim = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        (await victim.RunOnSmallDiskAsync("append", flow, disk.Path, flow.Dataset, folder.Path)).ShouldBe(Victim.DiskRefused);
        new FileInfo(Victim.Journal(folder.Path)).Length.ShouldBeInRange(1, VictimProcess.DiskBytes);
        flow.Emulator.Requests.Count.ShouldBeInRange(1, Batches - 1);

        (await victim.RunAsync("append", flow, folder.Path, flow.Dataset)).ShouldBe(Victim.Done);
        flow.Emulator.Requests.Count.ShouldBeInRange(Batches, Batches + Victim.Concurrency);
        await ShouldHoldAllAsync(flow, folder);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_killed_download_leaves_no_file_and_a_second_run_has_it_whole(int partsBefore)
    {
        using TemporaryFolder folder = new();
        using VictimProcess victim = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        (string token, byte[] expected) = await ExportAsync(flow, folder);
        if (partsBefore > 0)
            flow.Faults.Add(new FaultRule(Fault.Truncate(Truncation.DeclaredLength)) { Path = "/files/*", Times = partsBefore });
        flow.Faults.Add(new FaultRule(Fault.Stall()) { Path = "/files/*", Times = 1 });
        Task<int> run = victim.RunAsync("export", flow, folder.Path, token);
        while (flow.Faults.Injected <= partsBefore && !run.IsCompleted)
            await Task.Yield();
        victim.Kill();
        (await run).ShouldNotBe(Victim.Done, "the first run is killed");
        Directory.GetFiles(Victim.Export(folder.Path), "*.json").ShouldBeEmpty();

        (await victim.RunAsync("export", flow, folder.Path, token)).ShouldBe(Victim.Done);
        File.ReadAllBytes(Directory.GetFiles(Victim.Export(folder.Path), "*.json").ShouldHaveSingleItem()).ShouldBe(expected);
    }

    [FactOnSmallDisk]
    public async Task A_full_disk_ends_a_download_and_leaves_nothing()
    {
        using TemporaryFolder disk = new();
        using TemporaryFolder folder = new();
        using VictimProcess victim = new();
        await using NucleusFlow flow = await NucleusFlow.StartAsync();
        (string token, byte[] expected) = await ExportAsync(flow, folder);
        expected.Length.ShouldBeGreaterThan(VictimProcess.DiskBytes);
        (await victim.RunOnSmallDiskAsync("export", flow, disk.Path, token, Victim.Export(folder.Path))).ShouldBe(Victim.DiskRefused);
        Directory.GetFiles(Victim.Export(folder.Path), "*", SearchOption.AllDirectories)
            .ShouldBeEmpty("neither a file nor a part of one is left");

        (await victim.RunAsync("export", flow, folder.Path, token)).ShouldBe(Victim.Done);
        File.ReadAllBytes(Directory.GetFiles(Victim.Export(folder.Path)).ShouldHaveSingleItem()).ShouldBe(expected);
    }

    /// <summary>An export that is ready, by its token, and its file.</summary>
    private static async Task<(string Token, byte[] Content)> ExportAsync(NucleusFlow flow, TemporaryFolder folder)
    {
        await flow.AppendAsync(500);
        EmbeddingsExportJob job = await flow.Client.Datasets.ExportEmbeddingsAsync(flow.Dataset);
        DownloadResult file = (await flow.Client.Datasets.DownloadEmbeddingsAsync(job, folder["expected"])).Single();
        Directory.CreateDirectory(Victim.Export(folder.Path));
        return (Convert.ToBase64String(job.RehydrationToken!.ToBytes().ToArray()), await File.ReadAllBytesAsync(file.Path));
    }

    private static async Task ShouldHoldAllAsync(NucleusFlow flow, TemporaryFolder folder)
    {
        using (UploadJournal journal = UploadJournal.Open(Victim.Journal(folder.Path)))
        {
            journal.Count.ShouldBe(Victim.ItemCount);
            journal.UnknownKeys().ShouldBeEmpty();
        }

        (await flow.StoredAsync()).Order().ShouldBe(NucleusFlow.Items(Victim.ItemCount).Select(item => item.Reference!).Order());
    }
}
