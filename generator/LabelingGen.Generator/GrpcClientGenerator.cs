using System.Text;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Hosting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading.Protobuf;
using LabelingGen.Generator.Reading.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LabelingGen.Generator;

/// <summary>
/// The Roslyn host of the protobuf half: <c>.proto</c> files in, typed clients over gRPC out. The messages themselves come from protoc.
/// Each step's result is equal by value, so that an edit of C# runs nothing and a moved line of a file only the reading.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrpcClientGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ProtoInput> inputs = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => ProtoItem.From(pair.Left, pair.Right, cancellation))
            .Where(static item => item is not null)
            .Collect()
            .SelectMany(static (items, _) => ProtoInput.Group(items))
            .WithTrackingName("ProtoInputs");

        IncrementalValuesProvider<ProtoReading> read = inputs
            .Select(static (input, cancellation) => new ProtoReading(input, GrpcGeneration.Read(input, cancellation)))
            .WithTrackingName("ProtoRead");

        IncrementalValuesProvider<ClientPlan?> plans = read
            .Select(static (step, cancellation) => GrpcGeneration.Prepare(step.Input, step.Result.Model, cancellation))
            .WithTrackingName("ProtoModel")
            .Select(static (step, _) => (ClientPlan?)GrpcGeneration.Plan(step))
            .WithTrackingName("GrpcPlan");

        IncrementalValuesProvider<GrpcFile> files = plans.Collect()
            .SelectMany(static (all, _) => UnitCollisions.Kept(all))
            .WithTrackingName("GrpcUnits")
            .Select(static (unit, _) => GrpcGeneration.Emit(unit))
            .WithTrackingName("GrpcEmit");

        context.RegisterSourceOutput(files, static (output, file) => Add(output, file));
        IncrementalValueProvider<EquatableArray<string>> paths = inputs.Collect()
            .Select(static (all, _) => all.Select(input => input.Files[0].Path).ToEquatableArray());
        IncrementalValueProvider<EquatableArray<SpecDiagnostic>> collisions = plans.Collect()
            .Select(static (all, _) => UnitCollisions.Find(all))
            .Combine(paths)
            .Select(static (pair, _) => UnitCollisions.Report(pair.Left, pair.Right));
        context.RegisterSourceOutput(collisions, static (output, found) =>
        {
            foreach (SpecDiagnostic diagnostic in found)
                output.ReportDiagnostic(RoslynDiagnostics.Of(diagnostic));
        });
        IncrementalValueProvider<EquatableArray<PlanDiagnostic>> found = plans.Collect()
            .Select(static (all, _) => all.SelectMany(plan => plan?.Diagnostics ?? EquatableArray<PlanDiagnostic>.Empty).ToEquatableArray());
        context.RegisterSourceOutput(read.Combine(found), static (output, pair) => Report(output, pair.Left.Input, pair.Left.Result, pair.Right));
    }

    private static void Add(SourceProductionContext output, GrpcFile file)
    {
        if (file.Text is not null)
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        if (file.Fault is not null)
            output.ReportDiagnostic(RoslynDiagnostics.Of(file.Fault));
    }

    private static void Report(
        SourceProductionContext output, ProtoInput input, ProtoReadResult read, EquatableArray<PlanDiagnostic> found)
    {
        foreach (SpecDiagnostic diagnostic in read.Diagnostics)
            output.ReportDiagnostic(RoslynDiagnostics.Of(diagnostic));
        foreach (PlanDiagnostic diagnostic in found)
        {
            if (read.Positions.TryGetValue(diagnostic.Pointer, out var at))
            {
                output.ReportDiagnostic(RoslynDiagnostics.Of(
                    new SpecDiagnostic(diagnostic.Id, diagnostic.Arguments, at.File, at.Span, diagnostic.Pointer)));
            }
            else
            {
                // Rules stand in the overlay; a fault belongs to the files as a whole.
                string file = input.Overlay?.Path ?? input.Files[0].Path;
                output.ReportDiagnostic(RoslynDiagnostics.Of(new SpecDiagnostic(diagnostic.Id, diagnostic.Arguments, file, SourceSpan.None, "")));
            }
        }
    }
}
