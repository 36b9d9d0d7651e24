using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Reading.OpenApi.Schemas;

/// <summary>
/// Type and format to a scalar kind. Formats are those of the OpenAPI format registry and the ones publishers commonly use.
/// </summary>
internal static class PrimitiveSchemas
{
    public static PrimitiveSchema Integer(string? format) => Normalize(format) switch
    {
        "int32" or "int" or "int16" or "int8" or "short" or "byte" or "uint8" or "uint16" => Keep(PrimitiveKind.Int32, format, "int32"),
        "int64" or "long" or "uint32" or "unixtime" or "timestamp" => Keep(PrimitiveKind.Int64, format, "int64"),
        "float" => Keep(PrimitiveKind.Single, format, "float"),
        "double" => Keep(PrimitiveKind.Double, format, "double"),
        null => new PrimitiveSchema(PrimitiveKind.Integer),
        _ => new PrimitiveSchema(PrimitiveKind.Integer, format),
    };

    public static PrimitiveSchema Number(string? format) => Normalize(format) switch
    {
        "float" or "single" => Keep(PrimitiveKind.Single, format, "float"),
        "double" => Keep(PrimitiveKind.Double, format, "double"),
        "decimal" or "decimal128" or "money" or "currency" => Keep(PrimitiveKind.Decimal, format, "decimal"),
        "int32" or "integer" or "int" => Keep(PrimitiveKind.Int32, format, "int32"),
        "int64" or "long" => Keep(PrimitiveKind.Int64, format, "int64"),
        null => new PrimitiveSchema(PrimitiveKind.Double),
        _ => new PrimitiveSchema(PrimitiveKind.Double, format),
    };

    public static PrimitiveSchema String(string? format) => Normalize(format) switch
    {
        "date" or "full-date" => Keep(PrimitiveKind.Date, format, "date"),
        "date-time" or "datetime" or "rfc3339" => Keep(PrimitiveKind.DateTime, format, "date-time"),
        "time" or "partial-time" => Keep(PrimitiveKind.Time, format, "time"),
        "duration" => Keep(PrimitiveKind.Duration, format, "duration"),
        "uuid" or "guid" => Keep(PrimitiveKind.Uuid, format, "uuid"),
        "uri" or "url" or "uri-reference" or "iri" or "iri-reference" => Keep(PrimitiveKind.Uri, format, "uri"),
        "byte" or "base64" => Keep(PrimitiveKind.Base64, format, "byte"),
        "binary" or "file" => Keep(PrimitiveKind.Binary, format, "binary"),
        "int64" or "long" => new PrimitiveSchema(PrimitiveKind.Int64) { AsString = true },
        "int32" => new PrimitiveSchema(PrimitiveKind.Int32) { AsString = true },
        "uint64" => new PrimitiveSchema(PrimitiveKind.Integer, format) { AsString = true },
        "decimal" => new PrimitiveSchema(PrimitiveKind.Decimal) { AsString = true },
        null => new PrimitiveSchema(PrimitiveKind.String),
        _ => new PrimitiveSchema(PrimitiveKind.String, format),
    };

    /// <summary>A format of the registry that says <c>string</c> where no type stands beside it.</summary>
    public static bool ImpliesString(string format) =>
        Normalize(format) is "date" or "date-time" or "time" or "duration" or "uuid" or "uri" or "byte"
        or "binary" or "email" or "password" or "hostname" or "ipv4" or "ipv6" or "uri-reference";

    public static bool ImpliesInteger(string format) => Normalize(format) is "int32" or "int64";

    public static bool ImpliesNumber(string format) => Normalize(format) is "float" or "double";

    public static bool IsText(PrimitiveKind kind) =>
        kind is PrimitiveKind.String or PrimitiveKind.Date or PrimitiveKind.Time or PrimitiveKind.DateTime
        or PrimitiveKind.Duration or PrimitiveKind.Uuid or PrimitiveKind.Uri or PrimitiveKind.Base64;

    public static bool IsWhole(PrimitiveKind kind) => kind is PrimitiveKind.Int32 or PrimitiveKind.Int64 or PrimitiveKind.Integer;

    public static bool IsNumber(PrimitiveKind kind) =>
        IsWhole(kind) || kind is PrimitiveKind.Single or PrimitiveKind.Double or PrimitiveKind.Decimal;

    private static PrimitiveSchema Keep(PrimitiveKind kind, string? format, string standard) =>
        new(kind, string.Equals(format, standard, StringComparison.Ordinal) ? null : format);

    private static string? Normalize(string? format) => string.IsNullOrWhiteSpace(format) ? null : format!.Trim().ToLowerInvariant();
}
