using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>
/// The SDK's own compiler as a child process with the generator in it: a crash of the generator is a crash of that process. Its threads
/// have the smallest stack a compiler may run on, and its memory has a limit.
/// </summary>
internal sealed record CompilerProcess(int ExitCode, string Output, IReadOnlyList<ReportedDiagnostic> Diagnostics)
{
    private const string StackSize = "100000"; // Hexadecimal: 1 MiB.
    private const string MemoryLimit = "40000000"; // Hexadecimal: 1 GiB.

    /// <summary>Far more than any document takes, on a machine that is busy with other things.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string Compiler = typeof(CompilerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "Compiler").Value!;

    /// <summary>Compiles an empty file beside documents.</summary>
    /// <param name="folder">Where the documents lie and the compiler writes.</param>
    /// <param name="documents">Names of the documents; each becomes a client in a namespace of its own.</param>
    public static CompilerProcess Run(string folder, params string[] documents)
    {
        string log = Path.Combine(folder, "log.sarif");
        File.WriteAllText(Path.Combine(folder, "Empty.cs"), "");
        File.WriteAllText(
            Path.Combine(folder, "options.globalconfig"), "is_global = true\n" + string.Concat(documents.Select((document, i) =>
            $"[{Path.Combine(folder, document)}]\nbuild_metadata.AdditionalFiles.LabelingGenRole = Spec\n"
            + $"build_metadata.AdditionalFiles.LabelingGenNamespace = Api{(char)('A' + i)}\n")));
        List<string> arguments =
        [
            "/nostdlib+", "/nologo", "/target:library", "/nullable:enable", $"/out:{Path.Combine(folder, "Api.dll")}",
            $"/errorlog:{log},version=2.1",
            $"/analyzerconfig:{Path.Combine(folder, "options.globalconfig")}", $"/analyzer:{typeof(ClientGenerator).Assembly.Location}",
            $"/analyzer:{typeof(YamlDotNet.Core.Parser).Assembly.Location}",
            .. documents.Select(document => $"/additionalfile:{Path.Combine(folder, document)}"),
            .. References().Select(path => $"/reference:{path}"), Path.Combine(folder, "Empty.cs"),
        ];
        string response = Path.Combine(folder, "compiler.rsp");
        File.WriteAllLines(response, arguments.Select(argument => $"\"{argument}\""));

        using Process process = Process.Start(StartInfo(response))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The compiler did not come back with {string.Join(", ", documents)}.");
        }

        return new CompilerProcess(process.ExitCode, output.Result + errors.Result, File.Exists(log) ? Read(log) : []);
    }

    // The stack of the first thread is the system's to give, that of the others the runtime's.
    private static ProcessStartInfo StartInfo(string response)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows()
            ? new("dotnet", [Compiler, "/noconfig", "@" + response])
            : new("/bin/sh", ["-c", "ulimit -s 1024; exec dotnet \"$0\" /noconfig \"$1\"", Compiler, "@" + response]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["DOTNET_DefaultStackSize"] = StackSize;
        start.Environment["DOTNET_GCHeapHardLimit"] = MemoryLimit;
        return start;
    }

    private static IEnumerable<string> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("LabelingGen.Generator", StringComparison.Ordinal));

    private static List<ReportedDiagnostic> Read(string log)
    {
        using JsonDocument sarif = JsonDocument.Parse(File.ReadAllBytes(log));
        return [.. sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => new ReportedDiagnostic(
            result.GetProperty("ruleId").GetString()!,
            result.TryGetProperty("locations", out JsonElement places) && places.GetArrayLength() > 0
                ? Uri.UnescapeDataString(Path.GetFileName(
                    places[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!))
                : "",
            result.GetProperty("message").GetProperty("text").GetString()!))];
    }
}

/// <param name="File">Name of the file it is about, without folders.</param>
internal sealed record ReportedDiagnostic(string Id, string File, string Message);
