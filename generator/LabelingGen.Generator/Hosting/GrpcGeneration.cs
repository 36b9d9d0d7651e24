using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Emitting.Grpc;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Grpc;
using LabelingGen.Generator.Reading.Protobuf;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Hosting;

/// <summary>The stages of the protobuf half, each closed against faults as those of <see cref="Generation"/> are.</summary>
internal static class GrpcGeneration
{
    public static ProtoReadResult Read(ProtoInput input, CancellationToken cancellationToken)
    {
        try
        {
            return ProtoReader.Read([.. input.Files], cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            SpecDiagnostic diagnostic = Generation.Fault(input.Files[0].Path, "the files of " + input.ClientName, fault);
            return new ProtoReadResult(ProtoModel.Empty, EquatableArray.Create(diagnostic), new Dictionary<string, (string, SourceSpan)>());
        }
    }

    /// <summary>The rules of the overlay; none where there is no overlay or it faults, which is reported by the plan.</summary>
    public static GrpcStep Prepare(ProtoInput input, ProtoModel model, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            GrpcRules rules = input.Overlay is { } overlay ? GrpcRules.Read(overlay.Path, overlay.Text, cancellationToken) : GrpcRules.None;
            return new GrpcStep(input.Namespace, input.ClientName, model, rules, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new GrpcStep(input.Namespace, input.ClientName, model, GrpcRules.None, PlanFaults.Of("the rules of " + input.ClientName, "#", fault));
        }
    }

    public static ClientPlan Plan(GrpcStep step)
    {
        try
        {
            ClientPlan plan = GrpcPlanner.Plan(step.Model, step.Rules, step.Namespace, step.ClientName);
            return step.Fault is null ? plan : plan with { Diagnostics = plan.Diagnostics.Append(step.Fault).ToEquatableArray() };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new ClientPlan(
                step.Namespace, EquatableArray<UnitPlan>.Empty, EquatableArray.Create(PlanFaults.Of("the plan of " + step.ClientName, "#", fault)));
        }
    }

    public static GrpcFile Emit(UnitPlan unit)
    {
        try
        {
            return new GrpcFile(HintNames.Of(unit), GrpcEmitter.Emit(unit), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new GrpcFile(HintNames.Of(unit), null, Generation.Fault("", unit.Name, fault));
        }
    }
}

/// <summary>The files of a client and what was read of them, with positions.</summary>
internal sealed record ProtoReading(ProtoInput Input, ProtoReadResult Result);

/// <summary>Everything a plan is made of; equal by value, without a position.</summary>
/// <param name="Fault">What went wrong with the overlay.</param>
internal sealed record GrpcStep(string Namespace, string ClientName, ProtoModel Model, GrpcRules Rules, PlanDiagnostic? Fault);

/// <summary>A file, or the diagnostic that says why there is none.</summary>
internal sealed record GrpcFile(string HintName, string? Text, SpecDiagnostic? Fault);
