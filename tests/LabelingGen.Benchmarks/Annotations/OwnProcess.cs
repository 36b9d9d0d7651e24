using System.Diagnostics;
using System.Globalization;

namespace LabelingGen.Benchmarks.Annotations;

/// <summary>Runs a part of this program in a process of its own, whose memory is only that part's.</summary>
internal static class OwnProcess
{
    // As programs have it unless they say otherwise: this one does, so that its measurements vary less.
    private static readonly (string Name, string Value)[] Defaults = [("DOTNET_gcConcurrent", "1")];

    // What the project of the tool says.
    private static readonly (string Name, string Value)[] Tool =
    [
        ("DOTNET_gcConcurrent", "0"), ("DOTNET_GCGen0MaxBudget", "100000"), ("DOTNET_TieredPGO", "0"), ("DOTNET_TC_QuickJitForLoops", "0"),
    ];

    /// <summary>The numbers that it prints, under the runtime's default settings.</summary>
    public static double[] Run(params ReadOnlySpan<string> arguments) => Run(Defaults, arguments);

    /// <summary>The numbers that it prints, under the settings of the <c>labelinggen</c> tool.</summary>
    public static double[] RunAsTool(params ReadOnlySpan<string> arguments) => Run(Tool, arguments);

    private static double[] Run((string Name, string Value)[] settings, ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach ((string name, string value) in settings)
            start.Environment[name] = value;
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
