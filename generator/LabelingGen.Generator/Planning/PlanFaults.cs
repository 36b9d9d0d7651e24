using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning;

/// <summary>Keeps a fault in planning one part from costing the others: it becomes one diagnostic with the part's pointer.</summary>
internal static class PlanFaults
{
    /// <returns>Whether the part was planned.</returns>
    public static bool Contain(Action plan, string part, string pointer, List<PlanDiagnostic> diagnostics)
    {
        try
        {
            plan();
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            diagnostics.Add(Of(part, pointer, fault));
            return false;
        }
    }

    public static PlanDiagnostic Of(string part, string pointer, Exception fault) =>
        new(Rules.InternalFault.Id, pointer, EquatableArray.Create(part, $"{fault.GetType().Name}: {fault.Message}"));
}
