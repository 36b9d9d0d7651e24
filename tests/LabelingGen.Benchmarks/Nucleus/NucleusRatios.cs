using System.ClientModel.Primitives;
using System.Globalization;
using LabelingGen.Benchmarks.Scoreboard;
using LabelingGen.Core;
using LabelingGen.Nucleus;

namespace LabelingGen.Benchmarks.Nucleus;

/// <summary>
/// Bulk uploads against a loop over <see cref="HttpClient"/> (see <see cref="UploadRounds"/>), and the memory of uploads of two and a half
/// and of five million items.
/// </summary>
internal static class NucleusRatios
{
    /// <summary>What the compiler makes of the code, and where memory lies, differs from process to process.</summary>
    private const int Processes = 3;

    /// <summary>More than twice <see cref="UploadOptions.DuplicateWindow"/>, up to which the memory of ids grows.</summary>
    private const int Some = 2_500_000;

    public static IEnumerable<Ratio> Measure()
    {
        double[][] rounds = [.. Enumerable.Range(0, Processes).SelectMany(_ => Rounds())];
        double some = PeakAsync(Some).GetAwaiter().GetResult();
        double many = PeakAsync(2 * Some).GetAwaiter().GetResult();
        return
        [
            .. Of("records", 1),
            .. Of("numbers", 2),
            new Ratio("nucleus-append-peak-KB-5M-against-2.5M", many, some),
        ];

        IEnumerable<Ratio> Of(string peer, int side) =>
            ((string[])["append-10x20k-ms", "annotate-2x20k-ms", "append-10x20k-processor-ms", "annotate-2x20k-processor-ms"]).Select(
                (name, i) => Median($"nucleus-{name}-against-{peer}", rounds.Select(round => (round[i], round[(4 * side) + i]))));
    }

    /// <summary>The rounds of a process of its own.</summary>
    private static IEnumerable<double[]> Rounds()
    {
        (int exitCode, string output) = ChildProcess.Run(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(NucleusRatios).Assembly.Location, "--nucleus-rounds"]);
        return exitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture)).ToArray())
            : throw new InvalidOperationException("The rounds have failed: " + output);
    }

    /// <summary>The round of the median ratio, for a busy machine slows sometimes the one and sometimes the other.</summary>
    private static Ratio Median(string name, IEnumerable<(double Ours, double Peer)> rounds)
    {
        (double ours, double peer)[] ordered = [.. rounds.OrderBy(round => round.Ours / round.Peer)];
        return new Ratio(name, ordered[ordered.Length / 2].ours, ordered[ordered.Length / 2].peer);
    }

    /// <summary>The most live managed memory while items are sent to a server that keeps nothing.</summary>
    private static async Task<double> PeakAsync(int count)
    {
        using HttpClient http = new(new ForgetfulServer());
        NucleusClient client = new(ApiCredential.FromKey("benchmark-key"), new NucleusClientOptions
        {
            Endpoint = new Uri("https://localhost/v1/nucleus"),
            Transport = new HttpClientPipelineTransport(http),
        });
        PeakMemory peak = new(count / UploadRounds.ItemsPerRequest / 200);
        AppendOptions options = UploadRounds.Options();
        options.Progress = peak;
        (await client.Datasets.AppendAsync("ds", UploadRounds.Items(count).AsAsync(), options)).ThrowIfFailed();
        return peak.Kilobytes;
    }
}
