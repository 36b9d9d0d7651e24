using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting;

/// <summary>
/// Types as files of models write them: with short names, because such a file opens the namespaces it needs inside its own. The names of those
/// namespaces that are used are taken before any type of an API is named.
/// </summary>
internal static class TypeText
{
    private static readonly string[] OpenNamespaces =
    {
        "global::System.Collections.Generic.", "global::System.Text.Json.Nodes.", "global::LabelingGen.Core.Json.", "global::System.",
    };

    /// <summary>Names of the opened namespaces that emitted models use: no type of an API may have one.</summary>
    public static readonly string[] ReservedNames =
    {
        "ApiModelJsonConverter", "ApiUnion", "ArgumentNullException", "BinaryData", "DateOnly", "DateTimeOffset", "Dictionary", "FixedText", "GeneratedCode",
        "GeneratedCodeAttribute", "Guid", "IApiModel", "IJsonValue", "IOpenEnum", "IReadOnlyDictionary", "IReadOnlyList", "JsonCodec",
        "JsonConverter", "JsonConverterAttribute", "JsonEncodedText", "JsonNode", "JsonObject", "JsonTokenType", "KnownStrings", "NotNullWhen",
        "NotNullWhenAttribute", "ObjectReader", "ObjectShape", "ObjectShapes", "ObjectWriter", "ReadOnlySpan", "Settable", "TimeOnly", "UnionValue",
        "UnknownProperties", "Uri", "Utf8JsonReader", "Utf8JsonWriter",
    };

    /// <summary>The directives that stand below the file's namespace.</summary>
    public static void Usings(CodeWriter code)
    {
        code.Line("using global::System;");
        code.Line("using global::System.CodeDom.Compiler;");
        code.Line("using global::System.Collections.Generic;");
        code.Line("using global::System.Diagnostics.CodeAnalysis;");
        code.Line("using global::System.Text.Json;");
        code.Line("using global::System.Text.Json.Nodes;");
        code.Line("using global::System.Text.Json.Serialization;");
        code.Line("using global::LabelingGen.Core.Json;");
        code.Line();
    }

    /// <summary>A type or codec without the namespaces that are open.</summary>
    public static string Short(string text)
    {
        foreach (string open in OpenNamespaces)
            text = text.Replace(open, "");
        return text;
    }

    /// <summary>An expression of a <c>JsonRead</c> that allocates nothing however often it is evaluated.</summary>
    public static string Reader(TypeUse use) => use switch
    {
        { Nullable: true } => Lambda($"JsonCodec.{(use.IsValueType ? "NullableValue" : "Nullable")}(ref r, {Reader(use.NotNull())})"),
        { Kind: TypeKind.List } => Lambda($"JsonCodec.List(ref r, {Reader(use.Element!)})"),
        { Kind: TypeKind.Map } => Lambda($"JsonCodec.Map(ref r, {Reader(use.Element!)})"),
        _ => Short(use.Read),
    };

    /// <summary>An expression of a <c>JsonWrite</c> that allocates nothing however often it is evaluated.</summary>
    public static string Writer(TypeUse use) => use switch
    {
        { Nullable: true } => $"static (w, v) => JsonCodec.WriteOrNull(w, v, {Writer(use.NotNull())})",
        { Kind: TypeKind.List } => $"static (w, v) => JsonCodec.WriteItems(w, v, {Writer(use.Element!)})",
        { Kind: TypeKind.Map } => $"static (w, v) => JsonCodec.WriteEntries(w, v, {Writer(use.Element!)})",
        _ => Short(use.Write),
    };

    private static string Lambda(string body) => "static (ref Utf8JsonReader r) => " + body;
}
