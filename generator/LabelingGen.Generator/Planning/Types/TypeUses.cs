using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>Makes the uses of types that need no plan: scalars, lists, maps, free JSON.</summary>
internal static class TypeUses
{
    public const string JsonCodec = "global::LabelingGen.Core.Json.JsonCodec";

    public static readonly TypeUse Any = Scalar(TypeKind.Any, "global::System.Text.Json.Nodes.JsonNode", "Node");

    public static readonly TypeUse FreeObject = Scalar(TypeKind.FreeObject, "global::System.Text.Json.Nodes.JsonObject", "Object");

    public static readonly TypeUse String = Scalar(TypeKind.String, "string", "String");

    public static readonly TypeUse Stream = new(TypeKind.Stream, "global::System.IO.Stream", "", "");

    private static readonly TypeUse[] Primitives = PrimitivesOf(asString: false);

    private static readonly TypeUse[] PrimitivesAsString = PrimitivesOf(asString: true);

    public static TypeUse Primitive(PrimitiveSchema schema) => schema.Kind == PrimitiveKind.Custom
        ? Custom(schema.Format!)
        : (schema.AsString ? PrimitivesAsString : Primitives)[(int)schema.Kind];

    private static TypeUse[] PrimitivesOf(bool asString) =>
        Enumerable.Range(0, (int)PrimitiveKind.Custom).Select(kind => Primitive((PrimitiveKind)kind, asString)).ToArray();

    private static TypeUse Primitive(PrimitiveKind kind, bool asString) => kind switch
    {
        PrimitiveKind.Boolean => Scalar(TypeKind.Boolean, "bool", "Boolean", asString),
        PrimitiveKind.Int32 => Scalar(TypeKind.Int32, "int", "Int32", asString),
        PrimitiveKind.Int64 or PrimitiveKind.Integer => Scalar(TypeKind.Int64, "long", "Int64", asString),
        PrimitiveKind.Single => Scalar(TypeKind.Single, "float", "Single", asString),
        PrimitiveKind.Double => Scalar(TypeKind.Double, "double", "Double", asString),
        PrimitiveKind.Decimal => Scalar(TypeKind.Decimal, "decimal", "Decimal", asString),
        PrimitiveKind.Date => Scalar(TypeKind.DateOnly, "global::System.DateOnly", "Date"),
        PrimitiveKind.Time => Scalar(TypeKind.TimeOnly, "global::System.TimeOnly", "Time"),
        PrimitiveKind.DateTime => Scalar(TypeKind.DateTimeOffset, "global::System.DateTimeOffset", "DateTime"),
        PrimitiveKind.Uuid => Scalar(TypeKind.Guid, "global::System.Guid", "Guid"),
        PrimitiveKind.Uri => Scalar(TypeKind.Uri, "global::System.Uri", "Uri"),
        PrimitiveKind.Base64 => Scalar(TypeKind.Bytes, "global::System.BinaryData", "Base64"),
        PrimitiveKind.Binary => Stream,
        // Durations of months and years have no .NET type; a text loses nothing.
        _ => String,
    };

    public static TypeUse List(TypeUse items) => new(
        TypeKind.List,
        $"global::System.Collections.Generic.IReadOnlyList<{items.DeclaredType}>",
        $"{JsonCodec}.ReadList<{items.DeclaredType}>({items.ReadExpression})",
        $"{JsonCodec}.WriteList<{items.DeclaredType}>({items.WriteExpression})")
    { Element = items };

    public static TypeUse Map(TypeUse values) => new(
        TypeKind.Map,
        $"global::System.Collections.Generic.IReadOnlyDictionary<string, {values.DeclaredType}>",
        $"{JsonCodec}.ReadMap<{values.DeclaredType}>({values.ReadExpression})",
        $"{JsonCodec}.WriteMap<{values.DeclaredType}>({values.WriteExpression})")
    { Element = values };

    /// <summary>The use of an emitted type.</summary>
    public static TypeUse Emitted(TypeKind kind, string ns, string name) =>
        new(kind, name, $"global::{ns}.{name}.Read", $"global::{ns}.{name}.Write") { PlanName = name };

    private static TypeUse Custom(string name) =>
        new(TypeKind.Custom, $"global::{name}", $"global::{name}.Read", $"global::{name}.Write");

    private static TypeUse Scalar(TypeKind kind, string type, string codec, bool asString = false)
    {
        string suffix = asString ? "FromString" : "";
        string writeSuffix = asString ? "AsString" : "";
        return new TypeUse(kind, type, $"{JsonCodec}.Read{codec}{suffix}", $"{JsonCodec}.Write{codec}{writeSuffix}") { AsString = asString };
    }
}
