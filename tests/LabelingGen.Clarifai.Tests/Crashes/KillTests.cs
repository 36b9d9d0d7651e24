using System.Diagnostics;
using LabelingGen.Core;
using LabelingGen.Emulator;

namespace LabelingGen.Clarifai.Tests.Crashes;

/// <summary>
/// Row 11 of the fault matrix over gRPC: a process is killed (<c>kill -9</c>) at a call that the seed chooses, and another one goes on from
/// what the first has written. <c>LABELINGGEN_KILL_SEEDS</c> says how many seeds are tried.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labelinggen-kill-").FullName;
    private Process? _process;
    private int _left;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1,
        int.TryParse(Environment.GetEnvironmentVariable("LABELINGGEN_KILL_SEEDS"), out int seeds) ? seeds : 5)];

    public void Dispose()
    {
        _process?.Kill();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Inputs_are_stored_once_each_with_a_journal(int seed)
    {
        // An upload of one input is three calls: put it in, look at the job, list it. Some are left when the process dies.
        _left = new Random(seed).Next(1, (Victim.ItemCount - 2) * 3);
        await using VendorEmulator emulator = await VendorEmulator.StartAsync(new()
        {
            Vendors = ["clarifai"],
            Clarifai = new() { ProcessingDuration = TimeSpan.Zero },
            RequestCompleted = RequestCompleted,
        });
        using (ClarifaiClient client = new(
            ClarifaiCredential.FromKey(ApiCredential.FromKey(emulator.Clarifai.AccessToken)),
            new() { Endpoint = emulator.Clarifai.Endpoint }))
            await client.User().CreateAppAsync(Victim.AppId);

        (await RunAsync(emulator)).ShouldNotBe(0, "the first run is killed");
        emulator.Clarifai.InputCount.ShouldBeLessThan(Victim.ItemCount);
        (await RunAsync(emulator)).ShouldBe(0);

        emulator.Clarifai.InputCount.ShouldBe(Victim.ItemCount);
        // What was on its way when the process died is looked up by its id, and sent again only if it did not arrive.
        int sent = Posts(emulator);
        sent.ShouldBeInRange(Victim.ItemCount, Victim.ItemCount + 1);
        using (UploadJournal journal = UploadJournal.Open(Victim.Journal(_folder)))
            journal.UnknownKeys().ShouldBeEmpty();
        (await RunAsync(emulator)).ShouldBe(0, "a third run finds everything done");
        Posts(emulator).ShouldBe(sent);
    }

    private static int Posts(VendorEmulator emulator) =>
        emulator.Requests.Snapshot().Count(r => r.Path.EndsWith("/PostInputs", StringComparison.Ordinal));

    private void RequestCompleted(RequestRecord record)
    {
        if (_process is { } process && Interlocked.Decrement(ref _left) == 0)
            process.Kill();
    }

    private async Task<int> RunAsync(VendorEmulator emulator)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { typeof(Victim).Assembly.Location, _folder },
            Environment =
            {
                ["CLARIFAI_PAT"] = emulator.Clarifai.AccessToken,
                ["CLARIFAI_API_BASE"] = emulator.Clarifai.Endpoint.AbsoluteUri,
            },
        };
        using Process process = Process.Start(start)!;
        _process = process;
        await process.WaitForExitAsync();
        _process = null;
        return process.ExitCode;
    }
}
