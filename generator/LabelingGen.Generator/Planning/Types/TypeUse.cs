namespace LabelingGen.Generator.Planning.Types;

internal enum TypeKind
{
    String,
    Boolean,
    Int32,
    Int64,
    Single,
    Double,
    Decimal,
    DateOnly,
    TimeOnly,
    DateTimeOffset,
    TimeSpan,
    Guid,
    Uri,
    /// <summary>Base64 text; <c>BinaryData</c> in C#.</summary>
    Bytes,
    /// <summary>Raw bytes that are no JSON: <c>Stream</c> in C#.</summary>
    Stream,
    /// <summary>A class of the author's that reads and writes itself.</summary>
    Custom,
    /// <summary>Any JSON value: <c>JsonNode</c>.</summary>
    Any,
    /// <summary>An object without stated properties: <c>JsonObject</c>.</summary>
    FreeObject,
    Model,
    Enum,
    Union,
    List,
    Map,
}

/// <summary>How a schema is used in C#.</summary>
/// <param name="Kind">What kind of type it is.</param>
/// <param name="Type">
/// The type as it stands in a declaration, never with a question mark at its end: <c>string</c>, <c>ScaleTask</c> (own types by simple
/// name), <c>global::System.Collections.Generic.IReadOnlyList&lt;string&gt;</c>.
/// </param>
/// <param name="Read">Expression of a <c>JsonRead&lt;Type&gt;</c>, usable anywhere in the client's namespace.</param>
/// <param name="Write">Expression of a <c>JsonWrite&lt;Type&gt;</c>.</param>
internal sealed record TypeUse(TypeKind Kind, string Type, string Read, string Write)
{
    /// <summary>The value may be JSON <c>null</c> where this use stands.</summary>
    public bool Nullable { get; init; }

    /// <summary>Items of a list, values of a map.</summary>
    public TypeUse? Element { get; init; }

    /// <summary>Simple name of the emitted type (model, enum, union), to find its plan by.</summary>
    public string? PlanName { get; init; }

    /// <summary>The type of the <c>Value</c> of an open enum: <c>string</c>, <c>long</c>, or <c>JsonNode</c> for mixed values.</summary>
    public TypeKind? EnumValueKind { get; init; }

    /// <summary>A number that travels as a JSON string.</summary>
    public bool AsString { get; init; }

    public bool IsValueType => Kind is TypeKind.Boolean or TypeKind.Int32 or TypeKind.Int64 or TypeKind.Single or TypeKind.Double or TypeKind.Decimal
        or TypeKind.DateOnly or TypeKind.TimeOnly or TypeKind.DateTimeOffset or TypeKind.TimeSpan or TypeKind.Guid or TypeKind.Enum;

    /// <summary>The type with <c>?</c> where JSON <c>null</c> is a value.</summary>
    public string DeclaredType => Nullable ? Type + "?" : Type;

    /// <summary>Expression of a <c>JsonRead&lt;DeclaredType&gt;</c>: <see cref="Read"/>, or wrapped so that <c>null</c> passes.</summary>
    public string ReadExpression => Nullable ? $"{JsonCodec}.{(IsValueType ? "ReadNullableValue" : "ReadNullable")}<{Type}>({Read})" : Read;

    /// <summary>Expression of a <c>JsonWrite&lt;DeclaredType&gt;</c>.</summary>
    public string WriteExpression => Nullable ? $"{JsonCodec}.{(IsValueType ? "WriteNullableValue" : "WriteNullable")}<{Type}>({Write})" : Write;

    /// <summary>A scalar that can stand in a path, query, header or form.</summary>
    public bool IsScalar => Kind is not (TypeKind.Stream or TypeKind.Custom or TypeKind.Any or TypeKind.FreeObject or TypeKind.Model or TypeKind.Union
        or TypeKind.List or TypeKind.Map);

    private const string JsonCodec = "global::LabelingGen.Core.Json.JsonCodec";

    public TypeUse OrNull() => Nullable ? this : this with { Nullable = true };

    public TypeUse NotNull() => Nullable ? this with { Nullable = false } : this;

    /// <summary>
    /// Expression that turns a non-null scalar into what Core's <c>ParameterValue</c> converts from: the value itself, or an open enum's
    /// <c>Value</c>.
    /// </summary>
    public string ParameterExpression(string value) => Kind switch
    {
        TypeKind.Enum when EnumValueKind is TypeKind.Any => $"{value}.ToString()",
        TypeKind.Enum => $"{value}.Value",
        TypeKind.TimeSpan => $"global::System.Xml.XmlConvert.ToString({value})",
        _ => value,
    };
}
