using System.Collections.Immutable;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace LabelingGen.Generator;

/// <summary>
/// Generates API clients from the specs of a project. Positions travel in the diagnostics branch only, so that a comment or a shifted line in a spec
/// changes no output, and every unit is a value of its own, so that one changed schema writes its own file anew.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ClientGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps, for tests of what is cached.</summary>
    internal static readonly ImmutableArray<string> StepNames =
        ImmutableArray.Create("Files", "Specs", "Read", "Model", "HandWritten", "Plan", "Units", "Collisions", "Diagnostics");

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SpecItem> files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, token) => SpecItem.From(pair.Left, pair.Right, token))
            .Where(item => item is not null)
            .Select((item, _) => item!)
            .WithTrackingName("Files");

        IncrementalValuesProvider<SpecInput> specs = files.Collect()
            .SelectMany((items, _) => SpecInputs.Of(items))
            .WithTrackingName("Specs");

        IncrementalValuesProvider<(SpecInput Input, ReadResult Result)> read = specs
            .Select((input, token) => (input, Generation.Read(input, token)))
            .WithTrackingName("Read");

        IncrementalValuesProvider<(ApiModel? Model, string Namespace, string ClientName)> models = read
            .Select((pair, _) => (pair.Result.Model, pair.Input.Namespace, pair.Input.ClientName))
            .WithTrackingName("Model");

        IncrementalValueProvider<EquatableArray<HandWrittenPart>> handWritten = context.SyntaxProvider
            .CreateSyntaxProvider((node, _) => HandWrittenCode.IsCandidate(node), (found, _) => HandWrittenCode.Describe(found.Node))
            .Collect()
            .Combine(specs.Select((input, _) => input.Namespace).Collect())
            .Select((pair, _) => pair.Left.Where(part => pair.Right.Contains(part.Namespace)).ToEquatableArray())
            .WithTrackingName("HandWritten");

        IncrementalValuesProvider<ClientPlan?> plans = models
            .Combine(handWritten)
            .Select((pair, token) => Plan(pair.Left.Model, pair.Left.Namespace, pair.Left.ClientName, pair.Right, token))
            .WithTrackingName("Plan");

        IncrementalValuesProvider<UnitPlan> units = plans.Collect()
            .SelectMany((all, _) => UnitCollisions.Kept(all))
            .WithTrackingName("Units");

        IncrementalValueProvider<EquatableArray<SpecDiagnostic>> collisions = plans.Collect()
            .Combine(specs.Select((input, _) => input.Files.Main.Path).Collect())
            .Select((pair, _) => UnitCollisions.Report(pair.Left, pair.Right))
            .WithTrackingName("Collisions");

        IncrementalValuesProvider<EquatableArray<SpecDiagnostic>> diagnostics = read
            .Combine(handWritten)
            .Select((pair, token) => Diagnose(pair.Left.Input, pair.Left.Result, pair.Right, token))
            .WithTrackingName("Diagnostics");

        context.RegisterSourceOutput(units, Emit);
        context.RegisterSourceOutput(diagnostics, Report);
        context.RegisterSourceOutput(collisions, Report);
    }

    private static void Report(SourceProductionContext output, EquatableArray<SpecDiagnostic> found)
    {
        foreach (SpecDiagnostic diagnostic in found)
            output.ReportDiagnostic(RoslynDiagnostics.Of(diagnostic));
    }

    private static ClientPlan? Plan(
        ApiModel? model, string ns, string clientName, EquatableArray<HandWrittenPart> parts, CancellationToken cancellationToken) => model is null
        ? null
        : PlanCache.Plan(model, new PlanOptions(ns, clientName, HandWrittenCode.InNamespace(parts.ToImmutableArray(), ns)), cancellationToken);

    private static EquatableArray<SpecDiagnostic> Diagnose(
        SpecInput input, ReadResult result, EquatableArray<HandWrittenPart> parts, CancellationToken cancellationToken) =>
        Generation.Locate(result, Plan(result.Model, input.Namespace, input.ClientName, parts, cancellationToken));

    private static void Emit(SourceProductionContext output, UnitPlan unit)
    {
        (string? text, SpecDiagnostic? fault) = Generation.Emit(unit);
        if (text is not null)
            output.AddSource(HintNames.Of(unit), text);
        if (fault is not null)
            output.ReportDiagnostic(RoslynDiagnostics.Of(fault));
    }
}
