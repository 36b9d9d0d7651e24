using System.Diagnostics;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>A command that runs in the repository's folder to its end.</summary>
internal static class ChildProcess
{
    /// <summary>Servers that a build leaves behind would hold its output open, and with it this program.</summary>
    private static readonly Dictionary<string, string> NoServers = new()
    {
        ["UseSharedCompilation"] = "false",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
    };

    /// <returns>The exit code, and all that it printed.</returns>
    public static (int ExitCode, string Output) Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in NoServers.Concat(environment ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
