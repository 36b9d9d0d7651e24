using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting.Models;

/// <summary>The two calls that read and write one member of a model.</summary>
internal static class MemberCode
{
    /// <summary>
    /// Members whose default cannot be told from an absent one are numbered: required value types, and required ones that may be null.
    /// </summary>
    public static bool IsNumbered(PropertyPlan property) =>
        property.Presence == Presence.Required && (property.Use.IsValueType || property.Use.Nullable);

    public static string Read(PropertyPlan property, int number, ISet<string> members)
    {
        string flavor = property.Use.Nullable ? "Nullable" : property.Presence == Presence.Required ? "Required" : "";
        string bit = flavor == "Required" && property.Use.IsValueType ? $", {number}" : "";
        return Method(property.Use) switch
        {
            "List" => $"json.{flavor}List(ref reader, {TypeText.Reader(property.Use.Element!, members)})",
            "Value" => $"json.{flavor}Value(ref reader, {TypeText.Reader(property.Use.NotNull(), members)})",
            "Struct" => $"json.{flavor}Struct(ref reader, {TypeText.Reader(property.Use.NotNull(), members)}{bit})",
            var scalar => $"json.{flavor}{scalar}(ref reader{bit})",
        };
    }

    public static string Write(PropertyPlan property, ISet<string> members)
    {
        string value = property switch
        {
            { Presence: Presence.Settable } => $"value.{Field(property)}",
            { Presence: Presence.Required, Use.Nullable: true } => $"new Settable<{TypeText.Short(property.Use.DeclaredType)}>(value.{property.Name})",
            _ => $"value.{property.Name}",
        };
        string name = $"JsonNames.{property.Name}";
        TypeUse use = property.Use.NotNull();
        return Method(use) switch
        {
            "List" => $"json.List({name}, {value}, {TypeText.Writer(use.Element!, members)});",
            "Value" => $"json.Value({name}, {value}, {TypeText.Writer(use, members)});",
            // The type cannot be inferred where the value is not a nullable one.
            "Struct" => $"json.Struct<{TypeText.Short(use.Type)}>({name}, {value}, {TypeText.Writer(use, members)});",
            var scalar => $"json.{scalar}({name}, {value});",
        };
    }

    /// <summary>Name of the field behind a member that can be left out or null.</summary>
    public static string Field(PropertyPlan property) => "_" + char.ToLowerInvariant(property.Name[0]) + property.Name.Substring(1);

    private static string Method(TypeUse use) => use switch
    {
        { AsString: true } => "Struct",
        { Kind: TypeKind.String or TypeKind.Boolean or TypeKind.Int32 or TypeKind.Int64 or TypeKind.Double } => use.Kind.ToString(),
        { Kind: TypeKind.List } => "List",
        { IsValueType: true } => "Struct",
        _ => "Value",
    };
}
