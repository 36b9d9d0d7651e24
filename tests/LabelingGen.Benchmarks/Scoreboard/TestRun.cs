using System.Globalization;
using System.Text.RegularExpressions;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>Runs the tests that hold a row, and counts them.</summary>
internal static partial class TestRun
{
    /// <param name="project">Name of the test project.</param>
    /// <param name="classes">Parts of the names of its classes.</param>
    public static string Count(string project, params string[] classes)
    {
        string filter = string.Join('|', classes.Select(name => "FullyQualifiedName~" + name));
        (int exitCode, string output) = ChildProcess.Run(
            "dotnet", ["test", Path.Combine("tests", project), "--nologo", "--filter", filter]);
        Match sum = Sum().Match(output);
        return sum.Success
            ? $"{sum.Groups["passed"]} tests passed, {sum.Groups["failed"]} failed"
            : string.Create(CultureInfo.InvariantCulture, $"the tests did not run (exit code {exitCode})");
    }

    [GeneratedRegex(@"Failed: +(?<failed>\d+), Passed: +(?<passed>\d+)")]
    private static partial Regex Sum();
}
