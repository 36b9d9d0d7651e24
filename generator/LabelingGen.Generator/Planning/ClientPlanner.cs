using LabelingGen.Generator.Emitting;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Naming;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning;

/// <summary>Turns an API into the plan of a C# client.</summary>
internal static class ClientPlanner
{
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ClientPlan Plan(ApiModel model, PlanOptions options, CancellationToken cancellationToken)
    {
        NameScope names = new(ignoreCase: true);
        foreach (string name in TypeText.ReservedNames)
            names.Reserve(name);
        OperationsPlanner operations = new(model, options, names);
        TypePlanner types = new(model, options, names, cancellationToken);
        List<PlanDiagnostic> diagnostics = new();
        List<UnitPlan> units = operations.Plan(types, diagnostics, cancellationToken);
        units.AddRange(types.Types);
        diagnostics.AddRange(types.Diagnostics);
        return new ClientPlan(options.Namespace, units.ToEquatableArray(), diagnostics.ToEquatableArray());
    }
}
