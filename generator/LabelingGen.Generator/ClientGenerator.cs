using System.Collections.Immutable;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using Microsoft.CodeAnalysis;

namespace LabelingGen.Generator;

/// <summary>
/// Generates API clients from the specs of a project. Positions travel in the diagnostics branch only, so that a comment or a shifted line
/// in a spec changes no output, and every unit is a value of its own, so that one changed schema writes its own file anew. What the steps
/// hand on are objects: for each kind of structure the runtime would have to compile the compiler's pipeline anew, in every build.
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

        IncrementalValuesProvider<SpecReading> read = specs.Collect()
            .SelectMany((inputs, token) => SideBySide.Map(inputs, input => ReadingCache.Read(input, token), token))
            .WithTrackingName("Read");

        IncrementalValuesProvider<SpecModel> models = read
            .Select((reading, _) => new SpecModel(reading.Result.Model, reading.Input.Namespace, reading.Input.ClientName))
            .WithTrackingName("Model");

        IncrementalValueProvider<EquatableArray<string>> namespaces = specs.Collect()
            .Select((inputs, _) => inputs.Select(input => input.Namespace).ToEquatableArray());

        IncrementalValueProvider<EquatableArray<HandWrittenPart>> handWritten = context.SyntaxProvider
            .CreateSyntaxProvider((node, _) => HandWrittenCode.IsCandidate(node), (found, _) => HandWrittenCode.Describe(found.Node))
            .Collect()
            .Select((parts, _) => new EquatableArray<HandWrittenPart>(parts))
            .Combine(namespaces)
            .Select((pair, _) => pair.Left.Where(part => pair.Right.Contains(part.Namespace)).ToEquatableArray())
            .WithTrackingName("HandWritten");

        IncrementalValuesProvider<ClientPlan?> plans = models.Collect()
            .Select((all, _) => new EquatableArray<SpecModel>(all))
            .Combine(handWritten)
            .SelectMany((pair, token) => SideBySide.Map(pair.Left.ToImmutableArray(), model => Plan(model, pair.Right, token), token))
            .WithTrackingName("Plan");

        IncrementalValuesProvider<UnitPlan> units = plans.Collect()
            .SelectMany((all, _) => UnitCollisions.Kept(all))
            .WithTrackingName("Units");

        IncrementalValueProvider<EquatableArray<string>> paths = specs.Collect()
            .Select((inputs, _) => inputs.Select(input => input.Files.Main.Path).ToEquatableArray());

        IncrementalValueProvider<EquatableArray<SpecDiagnostic>> collisions = plans.Collect()
            .Select((all, _) => UnitCollisions.Find(all))
            .Combine(paths)
            .Select((pair, _) => UnitCollisions.Report(pair.Left, pair.Right))
            .WithTrackingName("Collisions");

        IncrementalValuesProvider<EquatableArray<SpecDiagnostic>> diagnostics = read
            .Combine(handWritten)
            .Select((pair, token) => Diagnose(pair.Left, pair.Right, token))
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

    private static ClientPlan? Plan(SpecModel spec, EquatableArray<HandWrittenPart> parts, CancellationToken cancellationToken) => spec.Model is null
        ? null
        : PlanCache.Plan(
            spec.Model,
            new PlanOptions(spec.Namespace, spec.ClientName, HandWrittenCode.InNamespace(parts.ToImmutableArray(), spec.Namespace)),
            cancellationToken);

    private static EquatableArray<SpecDiagnostic> Diagnose(
        SpecReading reading, EquatableArray<HandWrittenPart> parts, CancellationToken cancellationToken) => Generation.Locate(
        reading.Result,
        Plan(new SpecModel(reading.Result.Model, reading.Input.Namespace, reading.Input.ClientName), parts, cancellationToken));

    private static void Emit(SourceProductionContext output, UnitPlan unit)
    {
        (string? text, SpecDiagnostic? fault) = Generation.Emit(unit);
        if (text is not null)
            output.AddSource(HintNames.Of(unit), text);
        if (fault is not null)
            output.ReportDiagnostic(RoslynDiagnostics.Of(fault));
    }
}
