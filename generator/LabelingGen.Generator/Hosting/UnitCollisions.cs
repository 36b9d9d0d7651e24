using System.Collections.Immutable;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Hosting;

/// <summary>
/// Types of one name that several specs of a project would declare in one namespace: the first spec's are kept, since the compiler takes one file of a name.
/// </summary>
internal static class UnitCollisions
{
    private const int NamesShown = 3;

    /// <summary>The files to emit, those of each plan in their order.</summary>
    public static ImmutableArray<UnitPlan> Kept(ImmutableArray<ClientPlan?> plans)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        return plans.SelectMany(plan => plan?.Units ?? EquatableArray<UnitPlan>.Empty).Where(unit => taken.Add(HintNames.Of(unit))).ToImmutableArray();
    }

    /// <param name="plans">The plans of all specs.</param>
    /// <param name="paths">The path of each one's spec.</param>
    public static EquatableArray<SpecDiagnostic> Report(ImmutableArray<ClientPlan?> plans, ImmutableArray<string> paths)
    {
        Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);
        List<SpecDiagnostic> found = new();
        for (int i = 0; i < plans.Length; i++)
        {
            if (plans[i] is not { } plan)
                continue;
            string? other = null;
            List<string> names = new();
            foreach (UnitPlan unit in plan.Units)
            {
                string name = HintNames.Of(unit);
                if (!owners.TryGetValue(name, out string? owner))
                {
                    owners.Add(name, paths[i]);
                    continue;
                }

                other ??= owner;
                names.Add(unit.Name);
            }

            if (other is not null)
                found.Add(new SpecDiagnostic(
                    Rules.TypeDeclaredTwice.Id, EquatableArray.Create(other, plan.Namespace, string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? ", …" : "")),
                    paths[i], SourceSpan.None, "#"));
        }

        return found.ToEquatableArray();
    }
}
