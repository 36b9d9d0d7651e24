using LabelingGen.Generator.Planning;
using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

/// <summary>Compares the models, enums and unions of two clients.</summary>
internal sealed class TypeComparer(
    ClientSurface old, ClientSurface @new, IReadOnlyDictionary<string, string> renamed, TypeNames names)
{
    private readonly TypeDirections _oldDirections = new(old);
    private readonly TypeDirections _newDirections = new(@new);
    private readonly List<SurfaceChange> _changes = [];

    public IReadOnlyList<SurfaceChange> Compare()
    {
        HashSet<string> met = new(StringComparer.Ordinal);
        foreach (UnitPlan before in old.Types.Values)
        {
            string name = renamed.GetValueOrDefault(before.Name, before.Name);
            if (!@new.Types.TryGetValue(name, out UnitPlan? after))
            {
                Add(ChangeKind.Removed, ChangeSubject.Type, before.Name, Word(before), breaking: true, before, null);
                continue;
            }

            met.Add(name);
            if (before.Name != name)
                Add(ChangeKind.Renamed, ChangeSubject.Type, before.Name, $"is {name} now", breaking: true, before, after);
            Compare(before, after);
        }

        foreach (UnitPlan after in @new.Types.Values.Where(type => !met.Contains(type.Name)))
            Add(ChangeKind.Added, ChangeSubject.Type, after.Name, Word(after), breaking: false, null, after);
        return _changes;
    }

    private void Compare(UnitPlan before, UnitPlan after)
    {
        switch (before, after)
        {
            case (ModelPlan model, ModelPlan other):
                CompareModels(model, other);
                break;
            case (EnumPlan values, EnumPlan other):
                CompareEnums(values, other);
                break;
            case (UnionPlan union, UnionPlan other):
                CompareUnions(union, other);
                break;
            case var _ when before.GetType() != after.GetType():
                Add(ChangeKind.Changed, ChangeSubject.Type, after.Name, $"is {Word(after)} now, was {Word(before)}", breaking: true, before,
                    after);
                return;
        }

        if (after is TypePlan { Deprecated: true } && before is TypePlan { Deprecated: false })
            Add(ChangeKind.Deprecated, ChangeSubject.Type, after.Name, "is deprecated now", breaking: false, before, after);
    }

    private void CompareModels(ModelPlan before, ModelPlan after)
    {
        bool sent = _oldDirections.IsSent(before.Name) || _newDirections.IsSent(after.Name);
        bool received = _oldDirections.IsReceived(before.Name) || _newDirections.IsReceived(after.Name);
        Dictionary<string, PropertyPlan> left = after.AllProperties().ToDictionary(property => property.JsonName, StringComparer.Ordinal);
        foreach (PropertyPlan property in before.AllProperties())
        {
            if (!left.Remove(property.JsonName, out PropertyPlan? same))
            {
                AddProperty(ChangeKind.Removed, before, property, null, null, DeclaredText(property), breaking: true);
                continue;
            }

            new PropertyComparer(names, property, same, sent, received).Compare((kind, detail, breaking) =>
                AddProperty(kind, before, property, after, same, detail, breaking));
        }

        foreach (PropertyPlan property in left.Values)
        {
            bool required = property.Presence == Presence.Required && property.Initial is null;
            AddProperty(
                ChangeKind.Added, null, null, after, property, DeclaredText(property) + (required ? ", required" : ""),
                breaking: required && sent);
        }
    }

    private void CompareEnums(EnumPlan before, EnumPlan after)
    {
        Dictionary<string, EnumMemberPlan> left = after.Members.ToDictionary(member => member.Json, StringComparer.Ordinal);
        foreach (EnumMemberPlan member in before.Members)
        {
            string name = $"{after.Name}.{member.Name}";
            if (!left.Remove(member.Json, out EnumMemberPlan? same))
                Add(ChangeKind.Removed, ChangeSubject.EnumValue, name, member.Json, breaking: true, before, after);
            else if (same.Name != member.Name)
                Add(ChangeKind.Renamed, ChangeSubject.EnumValue, name, $"is {same.Name} now", breaking: true, before, after);
            else if (same.Deprecated && !member.Deprecated)
                Add(ChangeKind.Deprecated, ChangeSubject.EnumValue, name, "is deprecated now", breaking: false, before, after);
        }

        foreach (EnumMemberPlan member in left.Values)
            Add(ChangeKind.Added, ChangeSubject.EnumValue, $"{after.Name}.{member.Name}", member.Json, breaking: false, before, after);
        if (before.Kind != after.Kind)
            Add(ChangeKind.Changed, ChangeSubject.Type, after.Name, $"has {after.Kind} values, had {before.Kind}", breaking: true, before,
                after);
    }

    private void CompareUnions(UnionPlan before, UnionPlan after)
    {
        List<VariantPlan> left = [.. after.Variants];
        foreach (VariantPlan variant in before.Variants)
        {
            VariantPlan? same = left.FirstOrDefault(other => names.Compare(variant.Use, other.Use) is null);
            if (same is null)
            {
                Add(ChangeKind.Removed, ChangeSubject.Variant, $"{after.Name}.{variant.Name}", TypeNames.Text(variant.Use), breaking: true,
                    before, after);
                continue;
            }

            left.Remove(same);
            if (same.Name != variant.Name)
                Add(ChangeKind.Renamed, ChangeSubject.Variant, $"{after.Name}.{variant.Name}", $"is {same.Name} now", breaking: true,
                    before, after);
        }

        foreach (VariantPlan variant in left)
            Add(ChangeKind.Added, ChangeSubject.Variant, $"{after.Name}.{variant.Name}", TypeNames.Text(variant.Use), breaking: false,
                before, after);
    }

    private static string Word(UnitPlan type) => type switch
    {
        EnumPlan => "an enum",
        UnionPlan => "a union",
        ModelPlan => "a model",
        _ => "a job",
    };

    private static string DeclaredText(PropertyPlan property)
    {
        string text = TypeNames.Text(property.Use);
        return property.Presence == Presence.Required || property.Use.Nullable ? text : text + "?";
    }

    private void AddProperty(
        ChangeKind kind, ModelPlan? before, PropertyPlan? oldProperty, ModelPlan? after, PropertyPlan? newProperty, string detail,
        bool breaking)
    {
        string owner = (after ?? before)!.Name;
        _changes.Add(new SurfaceChange(kind, ChangeSubject.Property, $"{owner}.{(oldProperty ?? newProperty)!.Name}", detail, breaking)
        {
            Old = before is null || oldProperty is null ? null : old.PlaceOf(before, oldProperty.JsonName),
            New = after is null || newProperty is null ? null : @new.PlaceOf(after, newProperty.JsonName),
        });
    }

    private void Add(
        ChangeKind kind, ChangeSubject subject, string name, string detail, bool breaking, UnitPlan? before, UnitPlan? after) =>
        _changes.Add(new SurfaceChange(kind, subject, name, detail, breaking)
        {
            Old = before is null ? null : old.PlaceOf(before),
            New = after is null ? null : @new.PlaceOf(after),
        });
}
