using System.Globalization;
using System.Text.RegularExpressions;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>Publishes the smoke program as native code: row 2 of the goals.</summary>
internal static partial class NativeProgram
{
    public static string Measure()
    {
        string folder = Directory.CreateTempSubdirectory("labelinggen-native-").FullName;
        try
        {
            // As .ci/aot does: native code for net10.0 needs a runtime pack that not every machine has.
            (int exitCode, string output) = ChildProcess.Run(
                "dotnet", ["publish", Path.Combine("tests", "AotSmoke"), "-r", "linux-x64", "-o", folder, "--nologo"],
                new Dictionary<string, string> { ["LibraryFrameworks"] = "net8.0" });
            string program = Path.Combine(folder, "AotSmoke");
            if (exitCode != 0 || !File.Exists(program))
                return string.Create(CultureInfo.InvariantCulture, $"not published (exit code {exitCode}); needs a C compiler");
            int warnings = Warning().Matches(output).Select(match => match.Value).Distinct().Count();
            return string.Create(CultureInfo.InvariantCulture,
                $"{warnings} warnings, {Suppressions()} suppressions, {new FileInfo(program).Length:N0} bytes");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Suppressions() => new[] { "src", "generator", Path.Combine("tests", "AotSmoke") }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".targets")
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Sum(file => Suppression().Count(File.ReadAllText(file)));

    [GeneratedRegex(@"warning IL\d{4}: .*")]
    private static partial Regex Warning();

    [GeneratedRegex(
        @"UnconditionalSuppressMessage|SuppressMessage\(""(?:Trimming|AOT)|(?:NoWarn|pragma warning disable)[^<\n]*IL[23]\d{3}")]
    private static partial Regex Suppression();
}
