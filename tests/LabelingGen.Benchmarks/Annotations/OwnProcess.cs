using System.Diagnostics;
using System.Globalization;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>Runs a part of this program in a process of its own, whose memory is only that part's.</summary>
internal static class OwnProcess
{
    /// <summary>The numbers that it prints.</summary>
    public static double[] Run(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // As programs have it unless they say otherwise: this one does, so that its measurements vary less.
        start.Environment["DOTNET_gcConcurrent"] = "1";
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process child = Process.Start(start)!;
        string text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return [.. text.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))];
    }
}
