using System.Globalization;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Tests.Clients;
using LabelingGen.Generator.Tests.Hostile;
using LabelingGen.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace LabelingGen.Generator.Tests.Reading;

/// <summary>
/// Damaged copies of the shared documents, and of <c>.proto</c> files, never make the generator throw, hang or fault, and what it makes of
/// them compiles. Some hundreds by default; <c>LABELINGGEN_MUTATIONS=10000</c> for more, <c>LABELINGGEN_SEED=n</c> to repeat one.
/// </summary>
public class MutationTests
{
    private const int UsualCount = 1_000;

    /// <summary>Every so many documents the compiler has a look: it takes far longer than the generator.</summary>
    private const int CompiledEvery = 50;

    [Fact]
    public void A_damaged_document_never_makes_the_generator_fault()
    {
        if (RepositoryPaths.InShared("corpus") is not { } corpus)
            return;
        string[] texts = [.. Directory.EnumerateFiles(corpus, "*.*", SearchOption.TopDirectoryOnly)
            .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(t => t.Length < 120_000)];
        List<string> wrong = [];
        foreach (int seed in Seeds())
            wrong.AddRange(Problems(SpecMutator.Mutate(texts, seed), seed).Select(problem => $"seed {seed}: {problem}"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_proto_file_never_makes_the_generator_fault()
    {
        string[] texts =
            [.. Directory.EnumerateFiles(RepositoryPaths.InRepository("specs", "clarifai"), "*.proto", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Grpc", "Samples"), "*.proto"))
            .Concat(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Reading", "Protobuf", "Samples"), "*.proto"))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(t => t.Length < 60_000)];
        SpecFile rules = new("rules.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Grpc", "Samples", "rules.yaml")));
        List<string> wrong = [];
        foreach (int seed in Seeds())
        {
            SpecFile file = new("a.proto", SpecMutator.Mutate(texts, seed));
            ProtoFiles made = ProtoFiles.Of(new ProtoInput(EquatableArray.Create(file), rules, "Test.Api", "TestClient"));
            wrong.AddRange(made.Faults.Select(fault => $"seed {seed}: {fault}"));
            wrong.AddRange(made.Files.Values.SelectMany(text => CSharpSyntaxTree.ParseText(text).GetDiagnostics())
                .Select(problem => $"seed {seed}: {problem}"));
        }

        texts.Length.ShouldBeGreaterThan(3);
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Problems(string text, int seed)
    {
        SpecInput input = new(new SpecSet(new SpecFile("a.yaml", text)), ReadOptions.Default, "Test.Api", "TestClient");
        ReadResult read = Generation.Read(input, CancellationToken.None);
        if (read.Model is null && read.Diagnostics.All(found => found.Severity != DiagnosticRuleSeverity.Error))
            yield return "neither model nor error";
        ClientPlan? plan = read.Model is null
            ? null
            : Generation.Plan(
                read.Model, new PlanOptions("Test.Api", "TestClient", EquatableArray<HandWrittenType>.Empty), CancellationToken.None);
        List<SpecDiagnostic> found = [.. Generation.Locate(read, plan)];
        Dictionary<string, string> files = [];
        foreach (UnitPlan unit in plan?.Units ?? EquatableArray<UnitPlan>.Empty)
        {
            (string? emitted, SpecDiagnostic? fault) = Generation.Emit(unit);
            if (fault is not null)
                found.Add(fault);
            if (emitted is not null && !files.TryAdd(HintNames.Of(unit).ToUpperInvariant(), emitted))
                yield return $"two files are called {HintNames.Of(unit)}";
        }

        foreach (SpecDiagnostic fault in found.Where(diagnostic => diagnostic.Id == Rules.InternalFault.Id))
            yield return fault.Message;
        bool isCompiled = seed % CompiledEvery == 0 || Setting("LABELINGGEN_SEED") is not null;
        if (!isCompiled || plan is null)
            yield break;
        foreach (string problem in new GeneratedClient(files, EquatableArray<SpecDiagnostic>.Empty, EquatableArray<PlanDiagnostic>.Empty)
            .Compile().Take(3))
            yield return problem;
    }

    private static IEnumerable<int> Seeds() =>
        Setting("LABELINGGEN_SEED") is { } seed ? [seed] : Enumerable.Range(0, Setting("LABELINGGEN_MUTATIONS") ?? UsualCount);

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value
            : null;
}
