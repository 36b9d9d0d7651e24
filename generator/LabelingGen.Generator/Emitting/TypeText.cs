using LabelingGen.Generator.Planning.Types;

namespace LabelingGen.Generator.Emitting;

/// <summary>
/// Types as files of models write them: with short names, because such a file opens the namespaces it needs inside its own. The names of
/// those namespaces that are used are taken before any type of an API is named.
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
        "ApiModelJsonConverter", "ApiUnion", "ArgumentNullException", "BinaryData", "DateOnly", "DateTimeOffset", "Dictionary", "FixedText",
        "GeneratedCode", "GeneratedCodeAttribute", "Guid", "IApiModel", "IJsonValue", "IOpenEnum", "IReadOnlyDictionary", "IReadOnlyList",
        "JsonCodec", "JsonConverter", "JsonConverterAttribute", "JsonEncodedText", "JsonNode", "JsonObject", "JsonTokenType",
        "KnownStrings", "NotNullWhen", "NotNullWhenAttribute", "ObjectReader", "ObjectShape", "ObjectShapes", "ObjectWriter",
        "ReadOnlySpan", "Settable", "TimeOnly", "UnionValue", "UnknownProperties", "Uri", "Utf8JsonReader", "Utf8JsonWriter",
    };

    private static readonly (string Namespace, string[] Names)[] Namespaces =
    {
        ("System", new[] { "ReadOnlySpan<", "DateOnly", "DateTimeOffset", "TimeOnly", "Guid", "Uri", "BinaryData", "ArgumentNullException" }),
        ("System.Collections.Generic", new[] { "IReadOnlyList<", "IReadOnlyDictionary<", "Dictionary<" }),
        ("System.Diagnostics.CodeAnalysis", new[] { "[NotNullWhen(" }),
        ("System.Text.Json", new[] { "Utf8JsonReader" }),
        ("System.Text.Json.Nodes", new[] { "JsonNode", "JsonObject" }),
        ("System.Text.Json.Serialization", new[] { "[JsonConverter(" }),
        ("LabelingGen.Core.Json", new[] { "JsonCodec", "IJsonValue" }),
    };

    /// <summary>Writes the directives that a body needs, below the file's namespace.</summary>
    public static void Usings(CodeWriter code, string body)
    {
        CodeWords words = new(body);
        foreach ((string ns, string[] names) in Namespaces)
        {
            if (names.Any(words.HaveType))
                code.Line($"using global::{ns};");
        }

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
    /// <param name="use">The type.</param>
    /// <param name="members">Names of the members around, which hide types of the same name.</param>
    public static string Reader(TypeUse use, ISet<string> members) => use switch
    {
        { Nullable: true } => Lambda($"JsonCodec.{(use.IsValueType ? "NullableValue" : "Nullable")}(ref r, {Reader(use.NotNull(), members)})"),
        { Kind: TypeKind.List } => Lambda($"JsonCodec.List(ref r, {Reader(use.Element!, members)})"),
        { Kind: TypeKind.Map } => Lambda($"JsonCodec.Map(ref r, {Reader(use.Element!, members)})"),
        { PlanName: { } name } when !members.Contains(name) => name + ".Read",
        _ => Short(use.Read),
    };

    /// <summary>An expression of a <c>JsonWrite</c> that allocates nothing however often it is evaluated.</summary>
    /// <inheritdoc cref="Reader"/>
    public static string Writer(TypeUse use, ISet<string> members) => use switch
    {
        { Nullable: true } => $"static (w, v) => JsonCodec.WriteOrNull(w, v, {Writer(use.NotNull(), members)})",
        { Kind: TypeKind.List } => $"static (w, v) => JsonCodec.WriteItems(w, v, {Writer(use.Element!, members)})",
        { Kind: TypeKind.Map } => $"static (w, v) => JsonCodec.WriteEntries(w, v, {Writer(use.Element!, members)})",
        { PlanName: { } name } when !members.Contains(name) => name + ".Write",
        _ => Short(use.Write),
    };

    private static string Lambda(string body) => "static (ref Utf8JsonReader r) => " + body;
}
