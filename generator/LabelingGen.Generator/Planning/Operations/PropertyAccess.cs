using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Planning.Operations;

/// <summary>A C# expression that walks from a variable to a value, and what it finds there.</summary>
/// <param name="Expression">For example <c>page.Meta?.Next</c>.</param>
/// <param name="Type">The value's type.</param>
/// <param name="MayBeNull">The expression can be null.</param>
internal sealed record PropertyAccess(string Expression, TypeUse Type, bool MayBeNull)
{
    /// <param name="types">The types of the client.</param>
    /// <param name="variable">Name of the variable that holds the root.</param>
    /// <param name="root">Its type.</param>
    /// <param name="path">JSON property names joined by dots; empty = the root itself.</param>
    /// <returns><see langword="null"/> where a property of the path is not known.</returns>
    public static PropertyAccess? Walk(TypePlanner types, string variable, TypeUse root, string? path)
    {
        PropertyAccess access = new(variable, root, root.Nullable);
        if (string.IsNullOrEmpty(path))
            return access;
        string[] names = path!.Split('.');
        for (int start = 0; start < names.Length;)
        {
            int count = names.Length - start;
            // "odata.nextLink" is one name where the answer has it so.
            while (count > 1 && types.FindProperty(access.Type, Join(names, start, count)) is null)
                count--;
            if (types.FindProperty(access.Type, Join(names, start, count)) is not { } property)
                return null;
            bool mayBeNull = access.MayBeNull || property.Presence != Presence.Required || property.Use.Nullable;
            access = new PropertyAccess($"{access.Expression}{(access.MayBeNull ? "?" : "")}.{property.Name}", property.Use, mayBeNull);
            start += count;
        }

        return access;
    }

    /// <summary>The value as <c>string?</c>; <see langword="null"/> where it is no scalar.</summary>
    public string? Text => Type.Kind switch
    {
        TypeKind.String => Expression,
        TypeKind.Enum when Type.EnumValueKind == TypeKind.String => Member("Value"),
        TypeKind.Enum when Type.EnumValueKind == TypeKind.Int64 => Member("Value.ToString(global::System.Globalization.CultureInfo.InvariantCulture)"),
        TypeKind.Uri => Member("OriginalString"),
        TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double or TypeKind.Decimal or TypeKind.Single =>
            Member("ToString(global::System.Globalization.CultureInfo.InvariantCulture)"),
        TypeKind.Guid or TypeKind.Any or TypeKind.Enum => Member("ToString()"),
        _ => null,
    };

    /// <summary>The value as <c>long?</c>; <see langword="null"/> where it is no number.</summary>
    public string? Number => Type.Kind switch
    {
        TypeKind.Int32 or TypeKind.Int64 => Expression,
        TypeKind.Double or TypeKind.Decimal or TypeKind.Single => $"(long?){Expression}",
        _ => null,
    };

    private static string Join(string[] names, int start, int count) => string.Join(".", names, start, count);

    private string Member(string name) => $"{Expression}{(MayBeNull ? "?" : "")}.{name}";
}
