using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading;
using LabelingGen.Generator.Reading.OpenApi;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Hosting;

/// <summary>
/// The three stages, each closed against faults: whatever goes wrong inside is one diagnostic, and the rest goes on. The compiler and the
/// command line tool run the same.
/// </summary>
internal static class Generation
{
    public static ReadResult Read(SpecInput input, CancellationToken cancellationToken)
    {
        try
        {
            return OpenApiReader.Read(input.Files, input.Options, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            SpecDiagnostic diagnostic = Fault(input.Files.Main.Path, "the document", fault);
            return new ReadResult(null, EquatableArray.Create(diagnostic), PositionIndex.Empty);
        }
    }

    public static ClientPlan Plan(ApiModel model, PlanOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return ClientPlanner.Plan(model, options, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new ClientPlan(
                options.Namespace, EquatableArray<UnitPlan>.Empty, EquatableArray.Create(PlanFaults.Of("the plan of " + options.ClientName, "#", fault)));
        }
    }

    /// <returns>The file's text, or the diagnostic that says why there is none.</returns>
    public static (string? Text, SpecDiagnostic? Diagnostic) Emit(UnitPlan unit)
    {
        try
        {
            return (ClientEmitter.Emit(unit).Text, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return (null, Fault("", unit.Name, fault));
        }
    }

    /// <summary>All findings about a spec, each at its place.</summary>
    public static EquatableArray<SpecDiagnostic> Locate(ReadResult read, ClientPlan? plan) => plan is null
        ? read.Diagnostics
        : read.Diagnostics.Concat(plan.Diagnostics.Select(found =>
            read.Positions.Locate(DiagnosticCatalog.Get(found.Id), found.Pointer, found.Arguments.ToArray()))).ToEquatableArray();

    /// <summary>A fault of a stage as a finding about a file; without a path it has no position.</summary>
    public static SpecDiagnostic Fault(string path, string place, Exception fault) =>
        new(Rules.InternalFault.Id, EquatableArray.Create(place, Describe(fault)), path, SourceSpan.None, "#");

    private static string Describe(Exception fault) => $"{fault.GetType().Name}: {fault.Message}";
}
