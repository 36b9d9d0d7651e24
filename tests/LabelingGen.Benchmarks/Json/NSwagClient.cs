using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Newtonsoft.Json;

namespace LabelingGen.Benchmarks.Json;

/// <summary>
/// What NSwag, from npm, generates of the same document, with Newtonsoft.Json: generated and compiled when the benchmark runs, so that
/// nothing of another tool is kept here.
/// </summary>
internal sealed class NSwagClient
{
    private const string Version = "14.7.1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Type _page;
    private readonly JsonSerializer _serializer = JsonSerializer.Create();

    private NSwagClient(Type page) => _page = page;

    /// <summary>Generates and compiles the client; null, with the reason, where that is not possible.</summary>
    public static NSwagClient? TryCreate(out string? reason)
    {
        string folder = Path.Combine(Path.GetTempPath(), $"labelinggen-nswag-{Version}");
        Directory.CreateDirectory(folder);
        string tool = Path.Combine(folder, "node_modules", ".bin", "nswag");
        string output = Path.Combine(folder, $"{Guid.NewGuid():N}.cs");
        try
        {
            if (!File.Exists(tool) && !Run("npm", folder, "install", "--no-audit", "--no-fund", "--silent", $"nswag@{Version}"))
            {
                reason = "npm could not install nswag";
                return null;
            }

            if (!Run(tool, folder, "openapi2csclient", "/runtime:Net100", $"/input:{Document()}", "/namespace:Peer",
                "/className:PeerClient", "/jsonLibrary:NewtonsoftJson", $"/output:{output}"))
            {
                reason = "nswag failed";
                return null;
            }

            reason = null;
            return new NSwagClient(Compile(File.ReadAllText(output)).GetType("Peer.TaskPage", throwOnError: true)!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            reason = "there is no npm";
            return null;
        }
        finally
        {
            File.Delete(output);
        }
    }

    /// <summary>Reads a page as the client does: from the stream of the answer.</summary>
    public object? Read(byte[] text)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(text)));
        return _serializer.Deserialize(reader, _page);
    }

    private static Assembly Compile(string source)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Peer", [CSharpSyntaxTree.ParseText(source)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        if (compilation.Emit(image) is { Success: false } failed)
        {
            Diagnostic error = failed.Diagnostics.First(problem => problem.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"NSwag's client does not compile: {error}");
        }

        return Assembly.Load(image.ToArray());
    }

    private static bool Run(string program, string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(Patience))
            return process.ExitCode == 0;
        process.Kill(entireProcessTree: true);
        return false;
    }

    private static string Document([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "page.yaml");
}
