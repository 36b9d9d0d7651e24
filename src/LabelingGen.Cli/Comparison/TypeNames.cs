using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Cli;

/// <summary>Compares types across two clients, some types of which only have another name.</summary>
/// <param name="renamed">Old names and the new ones.</param>
internal sealed class TypeNames(IReadOnlyDictionary<string, string> renamed)
{
    /// <summary>The numbers a value of a kind can be given to without losing any.</summary>
    private static readonly Dictionary<TypeKind, TypeKind[]> WiderNumbers = new()
    {
        [TypeKind.Int32] = [TypeKind.Int64, TypeKind.Double, TypeKind.Decimal],
        [TypeKind.Int64] = [TypeKind.Decimal],
        [TypeKind.Single] = [TypeKind.Double],
    };

    /// <summary>How the old type differs from the new one, apart from <c>null</c>; <see langword="null"/> where it does not.</summary>
    public ChangeKind? Compare(TypeUse old, TypeUse @new)
    {
        if (Text(old.NotNull(), isOld: true) == Text(@new.NotNull(), isOld: false))
            return null;
        if (old.Kind == @new.Kind && old.Element is { } before && @new.Element is { } after)
            return Compare(before, after) ?? (after.Nullable ? ChangeKind.Widened : ChangeKind.Narrowed);
        if (IsWider(old, @new))
            return ChangeKind.Widened;
        return IsWider(@new, old) ? ChangeKind.Narrowed : ChangeKind.Changed;
    }

    /// <summary>The type as a user reads it.</summary>
    public static string Text(TypeUse use) => Text(use, name => name);

    /// <summary>Whether every value of a number type is one of another.</summary>
    public static bool IsWiderNumber(TypeUse narrow, TypeUse wide) =>
        WiderNumbers.TryGetValue(narrow.Kind, out TypeKind[]? wider) && wider.Contains(wide.Kind);

    private static bool IsWider(TypeUse narrow, TypeUse wide) => wide.Kind switch
    {
        TypeKind.Any => true,
        TypeKind.String => narrow.Kind is TypeKind.Enum or TypeKind.Guid or TypeKind.Uri or TypeKind.DateTimeOffset or TypeKind.DateOnly
            or TypeKind.TimeOnly or TypeKind.TimeSpan or TypeKind.Bytes,
        TypeKind.FreeObject => narrow.Kind is TypeKind.Model or TypeKind.Map,
        _ => IsWiderNumber(narrow, wide),
    };

    private string Text(TypeUse use, bool isOld) => Text(use, name => isOld ? renamed.GetValueOrDefault(name, name) : name);

    private static string Text(TypeUse use, Func<string, string> nameOf)
    {
        string text = use switch
        {
            { Kind: TypeKind.List, Element: { } element } => $"IReadOnlyList<{Text(element, nameOf)}>",
            { Kind: TypeKind.Map, Element: { } element } => $"IReadOnlyDictionary<string, {Text(element, nameOf)}>",
            { PlanName: { } name } => nameOf(name),
            _ => use.Type[(use.Type.LastIndexOf('.') + 1)..],
        };
        return use.Nullable ? text + "?" : text;
    }
}
