using System.Collections.Immutable;
using LabelingGen.Generator.Tests.Support;
using LabelingGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LabelingGen.Generator.Tests.Grpc;

/// <summary>Any proto3 service becomes a client: approved text, compiled with protoc's messages, nothing done twice.</summary>
public sealed class GrpcGeneratorTests
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Grpc", "Samples");
    private static readonly string[] Steps = ["ProtoInputs", "ProtoRead", "ProtoModel", "GrpcPlan", "GrpcUnits", "GrpcEmit"];
    private static readonly IncrementalStepRunReason[] Kept = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    private readonly ProtoText _proto = new("/p/greenhouse.proto", File.ReadAllText(Path.Combine(Samples, "greenhouse.proto")), "Proto");
    private readonly ProtoText _rules = new("/p/rules.yaml", File.ReadAllText(Path.Combine(Samples, "rules.yaml")), "Overlay");

    [Fact]
    public void A_service_becomes_the_approved_client()
    {
        ImmutableArray<GeneratedSourceResult> files = Run(_proto, _rules).GetRunResult().Results.Single().GeneratedSources;
        string actual = string.Join(
            '\n', files.OrderBy(f => f.HintName, StringComparer.Ordinal).Select(f => $"=== {f.HintName}\n{f.SourceText}"));
        string approved =
            RepositoryPaths.InRepository("tests", "LabelingGen.Generator.Tests", "Grpc", "Approved", "greenhouse.approved.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(approved, actual);
        actual.ShouldBe(File.ReadAllText(approved));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_client_compiles_without_a_warning_against_the_messages_of_protoc(bool withRules)
    {
        string[] messages = [.. Protoc.GenerateCSharp(typeof(GrpcGeneratorTests).Assembly, Samples, "greenhouse.proto")];
        GeneratorDriver driver = withRules ? Create(_proto, _rules) : Create(_proto.With(_proto.Text, ""));
        driver.RunGeneratorsAndUpdateCompilation(CompilationFactory.Create("Generated", messages), out Compilation output, out _);

        output.SyntaxTrees.Count().ShouldBe(messages.Length + (withRules ? 5 : 3));
        output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.Id.StartsWith("CS8632", StringComparison.Ordinal))
            .Select(d => d.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_done_again_for_an_edit_elsewhere_and_no_file_for_a_moved_line()
    {
        CSharpCompilation compilation = CompilationFactory.Create("Generated");
        GeneratorDriver first = Create(_proto, _rules).RunGenerators(compilation);
        PipelineHoldsNoCompilerObjects(first);
        SyntaxTree unrelated = CSharpSyntaxTree.ParseText("class X;", CompilationFactory.Parse);
        GeneratorDriver edited = first.RunGenerators(compilation.AddSyntaxTrees(unrelated));
        foreach (string step in Steps)
            Reasons(edited, step).ShouldBeSubsetOf(Kept, step);

        ProtoText moved = _proto.With("// A comment that belongs to nothing.\n\n\n" + _proto.Text);
        GeneratorDriver shifted = first.ReplaceAdditionalText(_proto, moved).RunGenerators(compilation);
        foreach (string step in Steps[2..])
            Reasons(shifted, step).ShouldBeSubsetOf(Kept, step);

        ProtoText changed = _proto.With(_proto.Text.Replace("rpc Water(", "rpc Sprinkle(", StringComparison.Ordinal));
        GeneratorDriver other = first.ReplaceAdditionalText(_proto, changed).RunGenerators(compilation);
        Reasons(other, "GrpcEmit").Count(r => r == IncrementalStepRunReason.Modified).ShouldBe(1);
    }

    [Fact]
    public void A_method_whose_message_is_missing_is_reported_where_it_stands_and_the_others_stay()
    {
        ProtoText broken = _proto.With(_proto.Text.Replace("returns (Plant);", "returns (Gardener);", StringComparison.Ordinal));
        GeneratorRunResult result = Run(broken, _rules).GetRunResult().Results.Single();

        Diagnostic[] found = [.. result.Diagnostics.Where(d => d.Id == "LG1304")];
        found.ShouldNotBeEmpty();
        found.ShouldAllBe(d => d.GetMessage(null).Contains("Gardener") && d.Location.GetLineSpan().Path == "/p/greenhouse.proto");
        broken.Text.Split('\n')[found[0].Location.GetLineSpan().StartLinePosition.Line].ShouldContain("rpc GetGardener");
        result.GeneratedSources.Select(s => s.HintName).ShouldContain("Farm.Client.PlantsClient.g.cs");
    }

    [Theory]
    [InlineData("report: GetWatering", "report: GetFlood", "no method 'GetFlood'")]
    [InlineData("id: watering_id", "id: number", "no field 'number'")]
    [InlineData("state: valves.state", "state: valves.mood", "'farm.greenhouse.v1.Valve' has no field 'mood'")]
    [InlineData("failed: [DRY]", "failed: [BURST]", "no value 'BURST'")]
    [InlineData("result: outcome", "result: percent", "'percent' is no message")]
    [InlineData("report: GetWatering", "report: WatchSensor", "streams")]
    [InlineData("bed: request.bed", "bed: answer.bed", "begins neither")]
    public void A_job_rule_that_fits_nothing_is_reported_and_costs_only_its_job(string right, string wrong, string said)
    {
        ProtoText rules = new("/p/rules.yaml", _rules.Text.Replace(right, wrong, StringComparison.Ordinal), "Overlay");
        GeneratorRunResult result = Run(_proto, rules).GetRunResult().Results.Single();

        Diagnostic found = result.Diagnostics.ShouldHaveSingleItem();
        found.Id.ShouldBe("LG1306");
        found.GetMessage(null).ShouldContain(said);
        found.GetMessage(null).ShouldContain("WateringJob");
        found.Location.GetLineSpan().Path.ShouldBe("/p/rules.yaml");
        result.GeneratedSources.Select(s => s.HintName).ShouldContain("Farm.Client.PlantsClient.g.cs");
        result.GeneratedSources.Select(s => s.HintName).ShouldNotContain("Farm.Client.WateringJob.g.cs");
    }

    [Fact]
    public void Hostile_comments_and_names_do_not_leave_their_place()
    {
        const string Hostile = "\"*/ ]]> </summary> \\ {0} #line 1 \u2028 } class Injected { } // \u202e";
        ProtoText text = _proto.With(_proto.Text.Replace("Lists the plants of a bed.", Hostile, StringComparison.Ordinal));
        string[] messages = [.. Protoc.GenerateCSharp(typeof(GrpcGeneratorTests).Assembly, Samples, "greenhouse.proto")];
        CSharpCompilation compilation = CompilationFactory.Create("Generated", messages);
        Create(text, _rules).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);

        output.GetTypeByMetadataName("Farm.Client.Injected").ShouldBeNull();
        output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    private static GeneratorDriver Run(params ProtoText[] texts) => Create(texts).RunGenerators(CompilationFactory.Create("Generated"));

    private static GeneratorDriver Create(params ProtoText[] texts) => CSharpGeneratorDriver.Create(
        [new GrpcClientGenerator().AsSourceGenerator()],
        texts,
        CompilationFactory.Parse,
        new Options(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step)
        => driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);

    private static void PipelineHoldsNoCompilerObjects(GeneratorDriver driver)
    {
        foreach (string step in Steps)
        {
            driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(s => s.Outputs)
                .ShouldAllBe(o => !(o.Value is Compilation || o.Value is ISymbol || o.Value is SyntaxNode || o.Value is Location));
        }
    }

    private sealed class ProtoText(string path, string text, string role, string overlay = "../p/rules.yaml") : AdditionalText
    {
        public override string Path => path;

        public string Text => text;

        public string Role => role;

        public string Overlay => overlay;

        public ProtoText With(string newText, string? newOverlay = null) => new(path, newText, role, newOverlay ?? overlay);

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(new()
        {
            ["build_metadata.AdditionalFiles.LabelingGenRole"] = ((ProtoText)textFile).Role,
            ["build_metadata.AdditionalFiles.LabelingGenNamespace"] = "Farm.Client",
            ["build_metadata.AdditionalFiles.LabelingGenClient"] = "GreenhouseClient",
            ["build_metadata.AdditionalFiles.LabelingGenOverlay"] = ((ProtoText)textFile).Overlay,
        });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
