using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using LabelingGen.Emulator;
using LabelingGen.LabelStudio.Tests.Flows;
using LabelingGen.Testing;

namespace LabelingGen.LabelStudio.Tests.Crashes;

/// <summary>
/// Rows 11 and 12 of the fault matrix for downloads: a process is killed at a byte that the seed chooses, or its disk is full.
/// <c>LABELINGGEN_KILL_SEEDS</c> says how many seeds are tried.
/// </summary>
public sealed class KillTests
{
    private const string Download = "/api/projects/*/exports/*/download";

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1,
        int.TryParse(Environment.GetEnvironmentVariable("LABELINGGEN_KILL_SEEDS"), out int seeds) ? seeds : 3)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_killed_download_publishes_nothing_and_the_next_one_is_whole(int seed)
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        Export export = await SnapshotAsync(flow);
        string path = flow.PathOf("tasks.json");
        // With an even seed a file is there already.
        string? before = seed % 2 == 0 ? "old" : null;
        if (before is not null)
            await File.WriteAllTextAsync(path, before);
        long killAt = new Random(seed).NextInt64(1, await LengthAsync(flow, export));
        flow.Faults.Add(new FaultRule(Fault.Trickle(1000, TimeSpan.Zero)) { Path = Download, Times = 1 });

        (await RunAsync(flow, export, path, killAt)).ShouldNotBe(0, "the first run is killed");

        (File.Exists(path) ? await File.ReadAllTextAsync(path) : null).ShouldBe(before);
        (await RunAsync(flow, export, path, killAt: 0)).ShouldBe(0);
        Convert.ToHexStringLower(MD5.HashData(await File.ReadAllBytesAsync(path))).ShouldBe(export.Md5);
    }

    [FactOnSmallDisk]
    public async Task A_full_disk_is_told_and_nothing_is_left()
    {
        await using LabelStudioFlow flow = await LabelStudioFlow.StartAsync();
        Export export = await SnapshotAsync(flow);
        (await LengthAsync(flow, export)).ShouldBeGreaterThan(32 * 1024);
        string disk = flow.PathOf("disk");
        Directory.CreateDirectory(disk);

        // A disk of 16 KiB that only the child sees.
        (int code, string output) = await RunAsync(flow, export, Path.Combine(disk, "tasks.json"), 0,
            "unshare", "-rm", "sh", "-c",
            """mount -t tmpfs -o size=16k tmpfs "$0" || exit 77; "$@"; code=$?; ls -A "$0"; exit $code""", disk);

        code.ShouldBe(Victim.DiskError);
        output.ShouldBeEmpty();
    }

    private static async Task<Export> SnapshotAsync(LabelStudioFlow flow)
    {
        await flow.ImportAsync(150);
        return await (await flow.Client.Exports.StartAsync(flow.Project)).WaitForCompletionAsync(null);
    }

    private static async Task<long> LengthAsync(LabelStudioFlow flow, Export export)
    {
        string path = flow.PathOf("whole.json");
        long length = (await flow.NewClient().Exports.DownloadAsync(flow.Project, export, path)).Length;
        File.Delete(path);
        return length;
    }

    private static async Task<int> RunAsync(LabelStudioFlow flow, Export export, string path, long killAt) =>
        (await RunAsync(flow, export, path, killAt, [])).Code;

    /// <param name="before">The program, with its arguments, that starts the victim.</param>
    private static async Task<(int Code, string Output)> RunAsync(
        LabelStudioFlow flow, Export export, string path, long killAt, params string[] before)
    {
        string[] command =
        [
            .. before, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", typeof(Victim).Assembly.Location,
            flow.Emulator.LabelStudio.Endpoint.AbsoluteUri, flow.Project.ToString(CultureInfo.InvariantCulture),
            export.Id!.Value.ToString(CultureInfo.InvariantCulture), path, killAt.ToString(CultureInfo.InvariantCulture),
        ];
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardOutput = true };
        start.Environment["LABEL_STUDIO_API_KEY"] = flow.Emulator.LabelStudio.Credential;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
