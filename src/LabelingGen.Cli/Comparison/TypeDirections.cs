using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Operations;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

/// <summary>Which types of a client travel to the server and which come from it: what narrows one side widens the other.</summary>
internal sealed class TypeDirections
{
    private readonly ClientSurface _surface;
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _received = new(StringComparer.Ordinal);

    public TypeDirections(ClientSurface surface)
    {
        _surface = surface;
        foreach (SurfaceMethod method in surface.Methods)
        {
            Reach(method.Plan.Body?.Type, _sent);
            foreach (ValuePlan value in method.Values)
                Reach(value.Type, _sent);
            Reach(method.Plan.Result.Type, _received);
        }

        // A type that no call reaches is still public: both may be done with it.
        foreach (string name in surface.Types.Keys.Where(name => !_sent.Contains(name) && !_received.Contains(name)).ToList())
        {
            _sent.Add(name);
            _received.Add(name);
        }
    }

    public bool IsSent(string type) => _sent.Contains(type);

    public bool IsReceived(string type) => _received.Contains(type);

    private void Reach(TypeUse? use, HashSet<string> reached)
    {
        if (use is null)
            return;
        Reach(use.Element, reached);
        if (use.PlanName is not { } name || !_surface.Types.TryGetValue(name, out UnitPlan? type) || !reached.Add(name))
            return;
        switch (type)
        {
            case ModelPlan model:
                foreach (PropertyPlan property in model.AllProperties())
                    Reach(property.Use, reached);
                Reach(model.Additional?.Values, reached);
                foreach (DerivedPlan derived in model.Derived)
                    Reach(new TypeUse(TypeKind.Model, derived.TypeName, "", "") { PlanName = derived.TypeName }, reached);
                break;
            case UnionPlan union:
                foreach (VariantPlan variant in union.Variants)
                    Reach(variant.Use, reached);
                break;
        }
    }
}
