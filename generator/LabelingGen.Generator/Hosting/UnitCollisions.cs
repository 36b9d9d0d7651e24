using System.Collections.Immutable;
using LabelingGen.Generator.Diagnostics;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Reading.Tree;

namespace LabelingGen.Generator.Hosting;

/// <summary>
/// Types of one name that several specs of a project would declare in one namespace: the first spec's are kept, since the compiler takes
/// one file of a name.
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

    /// <summary>The types that a plan has in common with an earlier one, for each such plan.</summary>
    public static EquatableArray<UnitCollision> Find(ImmutableArray<ClientPlan?> plans)
    {
        if (plans.Length < 2)
            return EquatableArray<UnitCollision>.Empty;
        Dictionary<string, int> owners = new(StringComparer.OrdinalIgnoreCase);
        List<UnitCollision> found = new();
        for (int i = 0; i < plans.Length; i++)
        {
            if (plans[i] is not { } plan)
                continue;
            int? other = null;
            List<string> names = new();
            foreach (UnitPlan unit in plan.Units)
            {
                string name = HintNames.Of(unit);
                if (!owners.TryGetValue(name, out int owner))
                {
                    owners.Add(name, i);
                    continue;
                }

                other ??= owner;
                names.Add(unit.Name);
            }

            if (other is { } first)
                found.Add(new UnitCollision(
                    first, i, plan.Namespace, string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? ", …" : "")));
        }

        return found.ToEquatableArray();
    }

    /// <param name="collisions">What the plans have in common.</param>
    /// <param name="paths">The path of each one's spec.</param>
    public static EquatableArray<SpecDiagnostic> Report(EquatableArray<UnitCollision> collisions, EquatableArray<string> paths) => collisions
        .Select(collision => new SpecDiagnostic(
            Rules.TypeDeclaredTwice.Id,
            EquatableArray.Create(paths[collision.Owner], collision.Namespace, collision.Names),
            paths[collision.Plan],
            SourceSpan.None,
            "#"))
        .ToEquatableArray();
}

/// <param name="Owner">Which plan's types are kept.</param>
/// <param name="Plan">Which plan's are left out.</param>
/// <param name="Names">The first few of the types.</param>
internal sealed record UnitCollision(int Owner, int Plan, string Namespace, string Names);
