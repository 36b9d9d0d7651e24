using System.Diagnostics;
using LabelingGen.Emulator;
using LabelingGen.Nucleus.Tests.Flows;

namespace LabelingGen.Nucleus.Tests.Crashes;

/// <summary>Starts the victim, and kills it (<c>kill -9</c>) at a request, the first time.</summary>
/// <param name="killAt">Number of the request, from 1; 0 = it is not killed.</param>
internal sealed class VictimProcess(int killAt = 0) : IDisposable
{
    /// <summary>Size of the small disk.</summary>
    public const int DiskBytes = 16 * 1024;

    private const string OnSmallDisk = "mount -t tmpfs -o size=16384 tmpfs \"$0\" || exit 99; kept=$1; shift; "
        + "\"$@\"; code=$?; cp -r \"$0/.\" \"$kept\" || exit 98; exit $code";

    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private int _left = killAt;
    private Process? _process;

    public void RequestCompleted(RequestRecord record)
    {
        if (_process is not null && Interlocked.Decrement(ref _left) == 0)
            Kill();
    }

    public void Kill() => _process?.Kill();

    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(string work, NucleusFlow flow, string folder, string subject) =>
        RunAsync(new ProcessStartInfo(Dotnet, Arguments(work, flow, folder, subject)), flow);

    /// <summary>Runs with the folder on a disk of its own, which is gone afterwards; what was on it is kept elsewhere.</summary>
    public Task<int> RunOnSmallDiskAsync(string work, NucleusFlow flow, string folder, string subject, string kept) => RunAsync(
        new ProcessStartInfo("unshare", ["-rm", "sh", "-c", OnSmallDisk, folder, kept, Dotnet, .. Arguments(work, flow, folder, subject)]),
        flow);

    private static string[] Arguments(string work, NucleusFlow flow, string folder, string subject) =>
        [typeof(Victim).Assembly.Location, work, flow.Emulator.Nucleus.Endpoint.AbsoluteUri, folder, subject];

    private async Task<int> RunAsync(ProcessStartInfo start, NucleusFlow flow)
    {
        start.Environment["NUCLEUS_API_KEY"] = flow.Emulator.Nucleus.ApiKey;
        using Process process = Process.Start(start)!;
        _process = process;
        await process.WaitForExitAsync();
        _process = null;
        return process.ExitCode;
    }

    public void Dispose() => Kill();
}
