using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

/// <summary>Compares a property of a model with the same property of the new model.</summary>
/// <param name="sent">Objects of the model are sent: asking for more breaks.</param>
/// <param name="received">Objects of the model are received: promising less breaks.</param>
internal sealed class PropertyComparer(TypeNames names, PropertyPlan before, PropertyPlan after, bool sent, bool received)
{
    /// <param name="add">Takes what happened, how, and whether it breaks.</param>
    public void Compare(Action<ChangeKind, string, bool> add)
    {
        if (names.Compare(before.Use, after.Use) is { } kind)
            add(kind, $"is {TypeNames.Text(after.Use.NotNull())}, was {TypeNames.Text(before.Use.NotNull())}", true);
        ComparePresence(add);
        if (before.Name != after.Name)
            add(ChangeKind.Renamed, $"is named {after.Name} now", true);
        if (after.Deprecated && !before.Deprecated)
            add(ChangeKind.Deprecated, "is deprecated now", false);
    }

    private void ComparePresence(Action<ChangeKind, string, bool> add)
    {
        bool wasRequired = IsRequired(before);
        bool isRequired = IsRequired(after);
        bool mightBeNull = MayBeNull(before);
        bool mayBeNull = MayBeNull(after);
        if (isRequired && !wasRequired)
            add(ChangeKind.Narrowed, "is required now", sent);
        else if (wasRequired && !isRequired)
            add(ChangeKind.Widened, "is optional now", received && !mightBeNull);
        else if (mayBeNull && !mightBeNull)
            add(ChangeKind.Widened, "may be null now", received);
        else if (mightBeNull && !mayBeNull)
            add(ChangeKind.Narrowed, "is never null now", sent);
    }

    private static bool IsRequired(PropertyPlan property) => property.Presence == Presence.Required && property.Initial is null;

    private static bool MayBeNull(PropertyPlan property) => property.Presence != Presence.Required || property.Use.Nullable;
}
