using System.Collections.Immutable;
using System.Diagnostics;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Benchmarks.Documents;

/// <summary>Generates the client of a document and compiles it as a user's project would: nullable, every warning on.</summary>
internal static class DocumentRun
{
    private const string Namespace = "Api";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999,
        concurrentBuild: false);

    private static readonly ImmutableArray<MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("LabelingGen.Generator", StringComparison.Ordinal))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToImmutableArray();

    public static DocumentResult Of(string name, SpecSet spec)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        (ReadResult read, ClientPlan? plan, IReadOnlyList<EmittedFile> files) = Generate(spec);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

        IEnumerable<SpecDiagnostic> diagnostics = Generation.Locate(read, plan)
            .Concat(files.Select(file => file.Fault).OfType<SpecDiagnostic>());
        return new DocumentResult(
            name,
            read.Model?.Operations.Count ?? 0,
            plan is null ? 0 : Calls(plan),
            Findings(diagnostics),
            files.Sum(file => file.Text?.AsSpan().Count('\n') ?? 0),
            milliseconds,
            bytes,
            plan is null ? [] : Compile(files.Select(file => (file.Name, file.Text ?? ""))));
    }

    /// <summary>The three stages, without the compiler.</summary>
    public static (ReadResult Read, ClientPlan? Plan, IReadOnlyList<EmittedFile> Files) Generate(SpecSet spec)
    {
        ReadResult read = Generation.Read(new SpecInput(spec, ReadOptions.Default, Namespace, "ApiClient"), CancellationToken.None);
        ClientPlan? plan = read.Model is null
            ? null
            : Generation.Plan(
                read.Model, new PlanOptions(Namespace, "ApiClient", EquatableArray<HandWrittenType>.Empty), CancellationToken.None);
        List<EmittedFile> files = [];
        foreach (UnitPlan unit in plan?.Units ?? EquatableArray<UnitPlan>.Empty)
        {
            (string? text, SpecDiagnostic? fault) = Generation.Emit(unit);
            files.Add(new EmittedFile(unit.HintName, text, fault));
        }

        return (read, plan, files);
    }

    private static int Calls(ClientPlan plan) => plan.Units
        .SelectMany(unit => unit switch
        {
            RootClientPlan root => root.Methods,
            SubClientPlan sub => sub.Methods,
            _ => EquatableArray<MethodPlan>.Empty,
        })
        .Select(method => (method.Call.Method, method.Call.Path)).Distinct().Count();

    private static List<DocumentFinding> Findings(IEnumerable<SpecDiagnostic> diagnostics) => diagnostics
        .GroupBy(diagnostic => diagnostic.Rule)
        .Select(group => new DocumentFinding(
            group.Key.Id, group.Key.Title, group.Key.Severity >= DiagnosticRuleSeverity.Warning, group.Count(), group.First().Pointer))
        .OrderBy(finding => finding.Id, StringComparer.Ordinal).ToList();

    private static List<string> Compile(IEnumerable<(string Name, string Text)> files) => CSharpCompilation.Create(
            "Generated", files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parse, file.Name)), References, Options)
        .GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString()).ToList();
}

/// <summary>A file, or the diagnostic that says why there is none.</summary>
internal sealed record EmittedFile(string Name, string? Text, SpecDiagnostic? Fault);
