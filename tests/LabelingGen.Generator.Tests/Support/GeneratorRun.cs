using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Generator.Tests.Support;

/// <summary>
/// One run of the generator over specs, through the compiler's own driver. Every run that a test makes also proves that it is incremental
/// and deterministic (<see cref="Incrementality"/>), so that no test can forget to.
/// </summary>
internal sealed class GeneratorRun
{
    private readonly CSharpCompilation _output;

    private GeneratorRun(ImmutableSortedDictionary<string, string> files, ImmutableArray<Diagnostic> diagnostics, CSharpCompilation output)
    {
        Files = files;
        Diagnostics = diagnostics;
        _output = output;
    }

    /// <summary>The emitted files by name.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; }

    /// <summary>What the generator reports.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Number of lines of everything emitted.</summary>
    public int Lines => Files.Values.Sum(text => text.AsSpan().Count('\n'));

    public static GeneratorRun Of(string yaml, params string[] handWritten) => Of([new TestSpec("/spec/openapi.yaml", yaml)], handWritten);

    public static GeneratorRun Of(TestSpec[] specs, params string[] handWritten)
    {
        CSharpCompilation input = CompilationFactory.Create("Generated", handWritten);
        GeneratorRun run = Run(specs, input);
        Incrementality.Prove(specs, input, run);
        return run;
    }

    /// <summary>A run without the proofs: for documents so many or so large that the proofs are made on others of their kind.</summary>
    public static GeneratorRun Quick(params TestSpec[] specs) => Run(specs, CompilationFactory.Create("Generated"));

    internal static GeneratorRun Run(TestSpec[] specs, CSharpCompilation input)
    {
        GeneratorDriver driver = CreateDriver(specs).RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        return new GeneratorRun(
            result.GeneratedSources.ToImmutableSortedDictionary(
                source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal),
            result.Diagnostics,
            (CSharpCompilation)output);
    }

    internal static GeneratorDriver CreateDriver(TestSpec[] specs) => CSharpGeneratorDriver.Create(
        [new ClientGenerator().AsSourceGenerator()],
        specs.Select(spec => spec.ToAdditionalText()),
        CompilationFactory.Parse,
        new TestOptions(specs),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The file that declares a type.</summary>
    public string File(string type) => Files.Single(file => file.Key.EndsWith($".{type}.g.cs", StringComparison.Ordinal)).Value;

    /// <summary>Errors and warnings of the compiler.</summary>
    public IReadOnlyList<string> Compile() => _output.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        .Select(diagnostic => diagnostic.ToString()).ToList();

    /// <summary>The compiled assembly, loaded to be used; a warning is a failure.</summary>
    public System.Reflection.Assembly Load()
    {
        using var image = new MemoryStream();
        string[] problems = _output.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString()).ToArray();
        problems.ShouldBeEmpty();
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }
}
