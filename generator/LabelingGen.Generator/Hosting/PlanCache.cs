using System.Runtime.CompilerServices;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;

namespace LabelingGen.Generator.Hosting;

/// <summary>
/// The last plan of each model: the outputs and the diagnostics both need it, and are separate branches of the pipeline because only one of
/// them may see positions. Goes with the model.
/// </summary>
internal static class PlanCache
{
    private static readonly ConditionalWeakTable<ApiModel, Entry> Plans = new();

    public static ClientPlan Plan(ApiModel model, PlanOptions options, CancellationToken cancellationToken)
    {
        if (Plans.TryGetValue(model, out Entry? known) && known.Options.Equals(options))
            return known.Plan;
        Entry entry = new(options, Generation.Plan(model, options, cancellationToken));
        Plans.Remove(model);
        Plans.GetValue(model, _ => entry);
        return entry.Plan;
    }

    private sealed record Entry(PlanOptions Options, ClientPlan Plan);
}
