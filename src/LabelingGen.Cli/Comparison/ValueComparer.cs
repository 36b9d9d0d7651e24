using System.Globalization;
using LabelingGen.Generator.Model;
using LabelingGen.Generator.Planning.Operations;

namespace LabelingGen.Cli;

/// <summary>Compares a value that a method takes with the same value of the new method. Values only travel to the server.</summary>
internal sealed class ValueComparer(TypeNames names, ValuePlan before, ValuePlan after, bool wasArgument, bool isArgument)
{
    /// <param name="add">Takes what happened, how, and whether it breaks.</param>
    public void Compare(Action<ChangeKind, string, bool> add)
    {
        if (names.Compare(before.Type, after.Type) is { } kind)
        {
            add(
                kind, $"is {TypeNames.Text(after.Type)}, was {TypeNames.Text(before.Type)}",
                !TypeNames.IsWiderNumber(before.Type, after.Type));
        }

        if (after.Required && !before.Required)
            add(ChangeKind.Narrowed, "is required now", true);
        else if (!after.Required && before.Required)
            add(ChangeKind.Widened, "is optional now", wasArgument != isArgument);
        else if (wasArgument != isArgument)
            add(ChangeKind.Changed, isArgument ? "is an argument now, was an option" : "is an option now, was an argument", true);
        if (before.Argument != after.Argument)
            add(ChangeKind.Renamed, $"is named '{after.Argument}' now, was '{before.Argument}'", true);
        if (after.Deprecated && !before.Deprecated)
            add(ChangeKind.Deprecated, "is deprecated now", false);
        CompareLimits(add);
        if (before.Default != after.Default && after.Default is not null)
            add(ChangeKind.Changed, $"the server's default is {after.Default}, was {before.Default ?? "not stated"}", false);
    }

    // The client refuses what is outside the limits, so a tighter one stops calls that worked.
    private void CompareLimits(Action<ChangeKind, string, bool> add)
    {
        Constraints was = before.Limits;
        Constraints now = after.Limits;
        Limit(add, "least", Number(was.Minimum), Number(now.Minimum), isUpper: false);
        Limit(add, "greatest", Number(was.Maximum), Number(now.Maximum), isUpper: true);
        Limit(add, "shortest", was.MinLength, now.MinLength, isUpper: false);
        Limit(add, "longest", was.MaxLength, now.MaxLength, isUpper: true);
        Limit(add, "fewest", was.MinItems, now.MinItems, isUpper: false);
        Limit(add, "most", was.MaxItems, now.MaxItems, isUpper: true);
    }

    private static void Limit(Action<ChangeKind, string, bool> add, string name, decimal? was, decimal? now, bool isUpper)
    {
        if (was == now)
            return;
        bool narrowed = now is { } limit && (was is not { } earlier || (isUpper ? limit < earlier : limit > earlier));
        add(
            narrowed ? ChangeKind.Narrowed : ChangeKind.Widened,
            string.Create(CultureInfo.InvariantCulture, $"the {name} allowed is {Text(now)}, was {Text(was)}"), narrowed);
    }

    private static string Text(decimal? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "not stated";

    private static decimal? Number(string? json) =>
        decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? value : null;
}
