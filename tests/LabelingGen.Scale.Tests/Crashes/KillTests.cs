using System.Diagnostics;
using LabelingGen.Core;
using LabelingGen.Emulator;
using LabelingGen.Scale.Tests.Flows;

namespace LabelingGen.Scale.Tests.Crashes;

/// <summary>
/// Row 11 of the fault matrix: a process is killed (<c>kill -9</c>) at a request that the seed chooses, and another one goes on from what
/// the first has written. <c>LABELINGGEN_KILL_SEEDS</c> says how many seeds are tried.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-kill-").FullName;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1,
        int.TryParse(Environment.GetEnvironmentVariable("LABELINGGEN_KILL_SEEDS"), out int seeds) ? seeds : 5)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Tasks_are_created_once_each_with_a_journal(int seed)
    {
        using Killer killer = new(new Random(seed).Next(1, Victim.ItemCount + 1));
        await using ScaleFlow flow = await ScaleFlow.StartAsync(killer.RequestCompleted);

        (await killer.RunAsync("create", flow, _folder)).ShouldNotBe(0, "the first run is killed");
        (await killer.RunAsync("create", flow, _folder)).ShouldBe(0);

        flow.Emulator.Scale.TaskCount.ShouldBe(Victim.ItemCount);
        for (int i = 0; i < Victim.ItemCount; i++)
            flow.Stored($"u{i}").ShouldBe(1);
        // What was on its way when the process died is looked up, and sent again only where it did not arrive whole. Counted at the end:
        // the server may still have been at work on it when the process was dead.
        Posts(flow).ShouldBeInRange(Victim.ItemCount, Victim.ItemCount + Victim.Concurrency);
        using UploadJournal journal = UploadJournal.Open(Victim.Journal(_folder));
        journal.UnknownKeys().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_list_goes_on_at_its_page(int seed)
    {
        const int Pages = Victim.ItemCount / Victim.PageSize;
        using Killer killer = new(new Random(seed).Next(1, Pages));
        await using ScaleFlow flow = await ScaleFlow.StartAsync(killer.RequestCompleted);
        IReadOnlyList<string> created = await flow.CreateManyAsync(Victim.ItemCount);

        (await killer.RunAsync("list", flow, _folder)).ShouldNotBe(0, "the first run is killed");
        (await killer.RunAsync("list", flow, _folder)).ShouldBe(0);

        File.ReadAllLines(Victim.Listed(_folder)).ShouldBe([.. created.Reverse(), "end"]);
        // A page read ahead by the first process may be read again; nothing before the token is.
        flow.Emulator.Requests.Count.ShouldBeLessThanOrEqualTo(Pages + 2);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_wait_goes_on_from_its_token(int seed)
    {
        // Not at the first request: only after it there is a token.
        using Killer killer = new(new Random(seed).Next(2, 12));
        await using ScaleFlow flow = await ScaleFlow.StartAsync(killer.RequestCompleted);
        string id = (await flow.CreateManyAsync(1))[0];

        (await killer.RunAsync("wait", flow, _folder, id)).ShouldNotBe(0, "the first run is killed");
        File.Exists(Victim.Token(_folder)).ShouldBeTrue();
        killer.Then(polls: 2, () => flow.Emulator.Scale.CompleteTask(id));
        (await killer.RunAsync("wait", flow, _folder, id)).ShouldBe(0);

        File.ReadAllText(Victim.Result(_folder)).ShouldBe($"{id} completed");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_damaged_journal_is_cut_at_its_last_good_record_and_each_task_still_made_once(int seed)
    {
        Random random = new(seed);
        using Killer killer = new(random.Next(2, Victim.ItemCount + 1));
        await using ScaleFlow flow = await ScaleFlow.StartAsync(killer.RequestCompleted);
        (await killer.RunAsync("create", flow, _folder)).ShouldNotBe(0, "the first run is killed");

        byte[] journal = File.ReadAllBytes(Victim.Journal(_folder));
        // Behind the first record: a file that does not even begin as a journal is refused.
        int at = random.Next(Array.IndexOf(journal, (byte)'\n') + 1, journal.Length);
        journal[at] ^= 0x20;
        File.WriteAllBytes(Victim.Journal(_folder), random.Next(2) == 0 ? journal : journal[..at]);
        (await killer.RunAsync("create", flow, _folder)).ShouldBe(0);

        flow.Emulator.Scale.TaskCount.ShouldBe(Victim.ItemCount);
        for (int i = 0; i < Victim.ItemCount; i++)
            flow.Stored($"u{i}").ShouldBe(1);
    }

    [Fact]
    public async Task A_full_disk_ends_the_run_before_anything_is_sent_without_being_noted()
    {
        if (OperatingSystem.IsWindows())
            return;
        using Killer killer = new(int.MaxValue);
        await using ScaleFlow flow = await ScaleFlow.StartAsync(killer.RequestCompleted);

        (await killer.RunAsync("create", flow, _folder, diskIsFull: true)).ShouldNotBe(0, "the journal cannot be written");
        int stored = flow.Emulator.Scale.TaskCount;
        stored.ShouldBeLessThan(Victim.ItemCount);
        using (UploadJournal journal = UploadJournal.Open(Victim.Journal(_folder)))
            journal.Count.ShouldBeGreaterThanOrEqualTo(stored);

        (await killer.RunAsync("create", flow, _folder)).ShouldBe(0);
        flow.Emulator.Scale.TaskCount.ShouldBe(Victim.ItemCount);
    }

    private static int Posts(ScaleFlow flow) => flow.Emulator.Requests.Snapshot().Count(request => request.Method == "POST");

    /// <summary>Starts the victim and kills it at a request, the first time.</summary>
    private sealed class Killer(int killAt) : IDisposable
    {
        private int _left = killAt;
        private Action? _then;
        private Process? _process;

        public void RequestCompleted(RequestRecord record)
        {
            if (_process is not { } process || Interlocked.Decrement(ref _left) != 0)
                return;
            if (_then is { } then)
                then();
            else
                process.Kill();
        }

        /// <summary>From now on nothing is killed; something is done after some requests.</summary>
        public void Then(int polls, Action action)
        {
            _left = polls;
            _then = action;
        }

        public async Task<int> RunAsync(string work, ScaleFlow flow, string folder, string? task = null, bool diskIsFull = false)
        {
            string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
            string[] arguments = [typeof(Victim).Assembly.Location, work, flow.Emulator.Scale.Endpoint.AbsoluteUri, folder];
            ProcessStartInfo start = diskIsFull
                // No file may grow over one block, and the signal for it is ignored, so that the write fails as on a full disk.
                ? new("sh", ["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", host, .. arguments])
                // The runtime would reserve its code space as a large file in memory.
                { Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" } }
                : new(host, arguments);
            start.Environment["SCALE_API_KEY"] = flow.Emulator.Scale.ApiKey;
            if (task is not null)
                start.ArgumentList.Add(task);
            using Process process = Process.Start(start)!;
            _process = process;
            await process.WaitForExitAsync();
            _process = null;
            return process.ExitCode;
        }

        public void Dispose() => _process?.Kill();
    }
}
