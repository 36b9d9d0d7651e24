using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LabelingGen.Generator.Tests.Clients;

/// <summary>What the generator makes of a document, and what the compiler says about it.</summary>
internal sealed record GeneratedClient(
    IReadOnlyDictionary<string, string> Files, EquatableArray<SpecDiagnostic> Read, EquatableArray<PlanDiagnostic> Planned)
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp12, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, deterministic: true,
        concurrentBuild: false);

    private static readonly ImmutableArray<MetadataReference> References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("LabelingGen.Generator", StringComparison.Ordinal))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToImmutableArray();

    public static GeneratedClient Of(
        SpecSet spec, string client = "TestClient", string ns = "Test.Api", params HandWrittenType[] handWritten)
    {
        ReadResult read = OpenApiReader.Read(spec, ReadOptions.Default, CancellationToken.None);
        ApiModel model = read.Model.ShouldNotBeNull(string.Join('\n', read.Diagnostics.Select(diagnostic => diagnostic.Message)));
        ClientPlan plan = ClientPlanner.Plan(model, new PlanOptions(ns, client, handWritten.ToEquatableArray()), CancellationToken.None);
        return new GeneratedClient(
            plan.Units.Select(ClientEmitter.Emit).ToDictionary(file => file.HintName, file => file.Text, StringComparer.OrdinalIgnoreCase),
            read.Diagnostics, plan.Diagnostics);
    }

    public static GeneratedClient Of(string yaml, string client = "TestClient") =>
        Of(new SpecSet(new SpecFile("openapi.yaml", yaml)), client);

    /// <summary>Every error and warning of the compiler, as one text each.</summary>
    public IReadOnlyList<string> Compile(params string[] handWritten) => Compilation(handWritten).GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString()).ToList();

    /// <summary>The compiled assembly.</summary>
    public Assembly Load()
    {
        using MemoryStream image = new();
        EmitResult result = Compilation().Emit(image);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("Generated", isCollectible: true).LoadFromStream(image);
    }

    private CSharpCompilation Compilation(params string[] handWritten) => CSharpCompilation.Create(
        "Generated",
        Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => CSharpSyntaxTree.ParseText(file.Value, Parse, file.Key))
            .Concat(handWritten.Select((text, index) => CSharpSyntaxTree.ParseText(text, Parse, $"HandWritten{index}.cs"))),
        References,
        Options);
}
