using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace LabelingGen.Benchmarks.Scoreboard;

/// <summary>
/// What the generator costs a compiler that was just started, as the compiler itself reports it: as portable assembly and as native code in
/// turns, over both documents of Label Studio in one compilation.
/// </summary>
internal static partial class CompilerCost
{
    private const int Runs = 5;
    private const string Generator = "generator/LabelingGen.Generator";

    public static string Measure()
    {
        (int exitCode, string output) = ChildProcess.Run(
            "dotnet", ["build", Generator, "-c", "Release", "-p:Precompile=true", "-t:Build;PrecompileGenerator", "--nologo"]);
        string portable = Repository.PathOf(Generator, "bin", "Release", "netstandard2.0");
        string native = Repository.PathOf(
            Generator, "obj", "Release", "netstandard2.0", "precompiled", RuntimeInformation.RuntimeIdentifier);
        if (exitCode != 0 || !Directory.Exists(native))
            return "not measured: no native code for this host: " + output;

        DirectoryInfo folder = Directory.CreateTempSubdirectory("compiler-cost-");
        try
        {
            List<double> portableSeconds = [], nativeSeconds = [];
            for (int i = 0; i < Runs; i++)
            {
                portableSeconds.Add(Compile(folder.FullName, portable));
                nativeSeconds.Add(Compile(folder.FullName, native));
            }

            double ratio = portableSeconds.Zip(nativeSeconds, (slow, fast) => fast / slow).Order().ElementAt(Runs / 2);
            return string.Create(CultureInfo.InvariantCulture,
                $"cold in the compiler: {nativeSeconds.Min():0.000} s as native code at best, {portableSeconds.Min():0.000} s as portable"
                + $" assembly, ratio {ratio:0.00} in the median of {Runs}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>The seconds that the compiler says the generator took.</returns>
    private static double Compile(string folder, string generator)
    {
        string configuration = Path.Combine(folder, "specs.globalconfig");
        File.WriteAllText(configuration, "is_global = true\n" + string.Concat(LabelStudioPackages.Editions.Select(edition => $"""
            [{LabelStudioPackages.PathOf(edition.Document)}]
            build_metadata.AdditionalFiles.LabelingGenRole = Spec
            build_metadata.AdditionalFiles.LabelingGenNamespace = {edition.Package}
            build_metadata.AdditionalFiles.LabelingGenClient = ApiClient
            build_metadata.AdditionalFiles.LabelingGenOverlay = {LabelStudioPackages.PathOf(edition.Overlay)}
            [{LabelStudioPackages.PathOf(edition.Overlay)}]
            build_metadata.AdditionalFiles.LabelingGenRole = Overlay

            """)));
        string arguments = Path.Combine(folder, "arguments.rsp");
        File.WriteAllLines(arguments,
        [
            "/target:library", "/nullable:enable", "/refonly", "/reportanalyzer", $"/out:\"{Path.Combine(folder, "Api.dll")}\"",
            $"/analyzerconfig:\"{configuration}\"",
            .. References().Select(path => $"/reference:\"{path}\""),
            .. LabelStudioPackages.Editions.SelectMany(edition => new[] { edition.Document, edition.Overlay })
                .Select(name => $"/additionalfile:\"{LabelStudioPackages.PathOf(name)}\""),
            .. new[] { "LabelingGen.Generator.dll", "YamlDotNet.dll" }.Select(name => $"/analyzer:\"{Path.Combine(generator, name)}\""),
        ]);
        (_, string targets) = ChildProcess.Run("dotnet", ["msbuild", Generator, "-getProperty:RoslynTargetsPath"]);
        (_, string output) = ChildProcess.Run(
            "dotnet", [Path.Combine(targets.Trim(), "bincore", "csc.dll"), "/noconfig", "@" + arguments],
            new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" });
        return ReportedSeconds().Match(output) is { Success: true } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidDataException(output);
    }

    private static IEnumerable<string> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("LabelingGen.Generator", StringComparison.Ordinal));

    [GeneratedRegex(@"([\d.]+)\s+\S+\s+LabelingGen\.Generator\.ClientGenerator")]
    private static partial Regex ReportedSeconds();
}
