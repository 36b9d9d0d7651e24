using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

/// <summary>
/// Finds types that only got another name: a type that the new client has not, where in the same place of the same call stands one that the
/// old client had not.
/// </summary>
internal sealed class TypePairs(ClientSurface old, ClientSurface @new)
{
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _seen = [];

    /// <summary>Old names and the new ones.</summary>
    public IReadOnlyDictionary<string, string> Renamed => _renamed;

    /// <summary>Follows the types of two methods of one operation.</summary>
    public void Add(SurfaceMethod before, SurfaceMethod after)
    {
        Pair(before.Plan.Body?.Type, after.Plan.Body?.Type);
        Pair(before.Plan.Result.Type, after.Plan.Result.Type);
        foreach (ValuePlan value in before.Values)
            Pair(value.Type, after.Values.FirstOrDefault(other => other.WireName == value.WireName && other.Target == value.Target)?.Type);
        if (before.Plan.Job is { } job && after.Plan.Job is { } other)
            Pair(job.ClassName, other.ClassName);
    }

    private void Pair(TypeUse? before, TypeUse? after)
    {
        if (before is null || after is null)
            return;
        Pair(before.Element, after.Element);
        if (before.PlanName is { } name && after.PlanName is { } other)
            Pair(name, other);
    }

    private void Pair(string before, string after)
    {
        if (!_seen.Add((before, after)) || !old.Types.TryGetValue(before, out UnitPlan? oldType)
            || !@new.Types.TryGetValue(after, out UnitPlan? newType))
            return;
        if (oldType.GetType() != newType.GetType())
            return;
        if (before != after)
        {
            if (@new.Types.ContainsKey(before) || old.Types.ContainsKey(after) || !_taken.Add(after) || !_renamed.TryAdd(before, after))
                return;
        }

        switch (oldType, newType)
        {
            case (ModelPlan model, ModelPlan other):
                foreach (PropertyPlan property in model.AllProperties())
                    Pair(property.Use, other.AllProperties().FirstOrDefault(candidate => candidate.JsonName == property.JsonName)?.Use);
                Pair(model.Additional?.Values, other.Additional?.Values);
                break;
            case (UnionPlan union, UnionPlan other) when union.Variants.Count == other.Variants.Count:
                for (int i = 0; i < union.Variants.Count; i++)
                    Pair(union.Variants[i].Use, other.Variants[i].Use);
                break;
        }
    }
}
