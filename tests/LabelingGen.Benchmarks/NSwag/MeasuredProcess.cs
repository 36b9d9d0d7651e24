using System.Diagnostics;

namespace LabelingGen.Benchmarks.NSwag;

/// <summary>A child process, from its start to its end.</summary>
/// <param name="ExitCode">Null where it had to be ended.</param>
/// <param name="PeakBytes">The most memory it had at a time, as far as the system tells.</param>
internal sealed record MeasuredProcess(int? ExitCode, double Milliseconds, long PeakBytes, string Output)
{
    private static readonly TimeSpan SamplingInterval = TimeSpan.FromMilliseconds(15);

    public static MeasuredProcess Run(ProcessStartInfo start, TimeSpan patience)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        process.BeginErrorReadLine();
        long peak = 0;
        while (!process.WaitForExit(SamplingInterval))
        {
            peak = Math.Max(peak, Peak(process));
            if (Stopwatch.GetElapsedTime(started) <= patience)
                continue;
            process.Kill(entireProcessTree: true);
            return new MeasuredProcess(null, Stopwatch.GetElapsedTime(started).TotalMilliseconds, peak, "");
        }

        return new MeasuredProcess(process.ExitCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds, peak, output.Result);
    }

    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended since it was looked at.
            return 0;
        }
    }
}
