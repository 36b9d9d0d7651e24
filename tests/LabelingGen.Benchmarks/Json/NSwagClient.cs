using System.Reflection;
using System.Runtime.CompilerServices;
using LabelingGen.Benchmarks.NSwag;
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
    private readonly Type _page;
    private readonly JsonSerializer _serializer = JsonSerializer.Create();

    private NSwagClient(Type page) => _page = page;

    /// <summary>Generates and compiles the client; null, with the reason, where that is not possible.</summary>
    public static NSwagClient? TryCreate(out string? reason)
    {
        if (NSwagTool.TryInstall(out reason) is not { } tool)
            return null;
        tool.Generate(Document(), out string? source);
        if (source is not null)
            return new NSwagClient(Compile(source).GetType("Peer.TaskPage", throwOnError: true)!);
        reason = "nswag failed";
        return null;
    }

    /// <summary>Reads a page as the client does: from the stream of the answer.</summary>
    public object? Read(byte[] text)
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(text)));
        return _serializer.Deserialize(reader, _page);
    }

    private static Assembly Compile(string source)
    {
        CSharpCompilation compilation = NSwagTool.Compile(source);
        using var image = new MemoryStream();
        if (compilation.Emit(image) is { Success: false } failed)
        {
            Diagnostic error = failed.Diagnostics.First(problem => problem.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"NSwag's client does not compile: {error}");
        }

        return Assembly.Load(image.ToArray());
    }

    private static string Document([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "page.yaml");
}
