using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Benchmarks.NSwag;

/// <summary>
/// NSwag from npm, run as its own launcher runs it, so that nothing of another tool is kept here. Its clients use Newtonsoft.Json, its
/// default.
/// </summary>
internal sealed class NSwagTool
{
    private const string Version = "14.7.1";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder;

    private NSwagTool(string folder) => _folder = folder;

    /// <summary>The tool, installed if need be; null, with the reason, where that is not possible.</summary>
    public static NSwagTool? TryInstall(out string? reason)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"labelinggen-nswag-{Version}");
        Directory.CreateDirectory(folder);
        NSwagTool tool = new(folder);
        try
        {
            reason = File.Exists(tool.Program)
                || MeasuredProcess.Run(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--silent", $"nswag@{Version}"])
                { WorkingDirectory = folder }, Patience) is { ExitCode: 0 }
                ? null
                : "npm could not install nswag";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            reason = "there is no npm";
        }

        return reason is null ? tool : null;
    }

    /// <summary>Generates a client.</summary>
    /// <param name="document">Path of the document.</param>
    /// <param name="source">The C# text; null where the tool failed.</param>
    public MeasuredProcess Generate(string document, out string? source)
    {
        string output = Path.Combine(_folder, $"{Guid.NewGuid():N}.cs");
        try
        {
            MeasuredProcess run = MeasuredProcess.Run(new ProcessStartInfo("dotnet",
                [Program, "openapi2csclient", $"/input:{document}", "/namespace:Peer", "/className:PeerClient",
                    "/jsonLibrary:NewtonsoftJson", $"/output:{output}"])
            { WorkingDirectory = _folder }, Patience);
            source = run.ExitCode == 0 && File.Exists(output) ? File.ReadAllText(output) : null;
            return run;
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>A compilation of what the tool wrote, as a project without nullable reference types has it.</summary>
    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Peer", [CSharpSyntaxTree.ParseText(source)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));

    private string Program => Path.Combine(_folder, "node_modules", "nswag", "bin", "binaries", "Net100", "dotnet-nswag.dll");
}
