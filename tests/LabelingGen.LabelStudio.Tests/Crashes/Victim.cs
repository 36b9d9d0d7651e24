using System.Diagnostics;
using System.Globalization;

namespace LabelingGen.LabelStudio.Tests.Crashes;

/// <summary>
/// The program that the tests kill: downloads a snapshot. Exit code 0: the file is there; 3: it could not be written.
/// </summary>
internal static class Victim
{
    public const int DiskError = 3;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [string endpoint, string project, string export, string path, string killAt])
        {
            await Console.Error.WriteLineAsync("usage: ENDPOINT PROJECT EXPORT PATH BYTES");
            return 2;
        }

        LabelStudioClient client = LabelStudioClient.FromEnvironment(new LabelStudioClientOptions { Endpoint = new Uri(endpoint) });
        long projectId = long.Parse(project, CultureInfo.InvariantCulture);
        Export snapshot = await client.Exports.GetAsync(projectId, long.Parse(export, CultureInfo.InvariantCulture));
        try
        {
            await client.Exports.DownloadAsync(
                projectId, snapshot, path, new Death(long.Parse(killAt, CultureInfo.InvariantCulture)));
            return 0;
        }
        catch (IOException full)
        {
            await Console.Error.WriteLineAsync(full.Message);
            return DiskError;
        }
    }

    /// <summary>Kills this process (<c>kill -9</c>) as soon as so many bytes were received; never at 0.</summary>
    private sealed class Death(long killAt) : IProgress<long>
    {
        public void Report(long value)
        {
            if (killAt > 0 && value >= killAt)
                Process.GetCurrentProcess().Kill();
        }
    }
}
