namespace LabelingGen.Generator.Model;

/// <summary>
/// The shape of a JSON value (or of a parameter). A reader has already resolved references, merged <c>allOf</c>, folded every
/// spelling of "or null" into <see cref="Nullable"/> and repaired what publishers get wrong; what is left is what to emit.
/// </summary>
internal abstract record Schema
{
    /// <summary>The value may be JSON <c>null</c>.</summary>
    public bool Nullable { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>The default value as JSON text, or <see langword="null"/>.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>An example as JSON text, for documentation and tests.</summary>
    public string? ExampleJson { get; init; }

    public Constraints Constraints { get; init; } = Constraints.None;

    /// <summary>The name the author asks for: <c>x-csharp-name</c>, <c>x-ms-enum.name</c>, <c>x-ms-client-name</c>.</summary>
    public string? PreferredName { get; init; }
}

/// <summary>A use of a named schema: <see cref="NamedSchema.Id"/>.</summary>
internal sealed record ReferenceSchema(string Id) : Schema;

/// <summary>Any JSON value.</summary>
internal sealed record AnySchema : Schema;

internal enum PrimitiveKind
{
    String,
    Boolean,
    Int32,
    Int64,
    /// <summary>An integer of no stated or of unlimited size.</summary>
    Integer,
    Single,
    Double,
    Decimal,
    Date,
    Time,
    DateTime,
    Duration,
    Uuid,
    Uri,
    /// <summary>Base64 text (<c>format: byte</c>, <c>contentEncoding: base64</c>).</summary>
    Base64,
    /// <summary>Raw bytes: a file part or a whole body.</summary>
    Binary,
    /// <summary>
    /// <c>x-csharp-type</c>: a class that reads and writes itself; <see cref="PrimitiveSchema.Format"/> is its full name.
    /// </summary>
    Custom,
}

/// <summary>A scalar; <see cref="Format"/> is the spec's own word where it is not one the generator knows.</summary>
internal sealed record PrimitiveSchema(PrimitiveKind Kind, string? Format = null) : Schema
{
    /// <summary>The value travels as a JSON string although its kind is a number (int64 in string).</summary>
    public bool AsString { get; init; }
}

internal enum EnumValueKind
{
    String,
    Integer,
    Mixed,
}

/// <summary>A set of known values. Always open: an unknown value is kept, never refused.</summary>
internal sealed record EnumSchema(EnumValueKind Kind, EquatableArray<EnumValue> Values) : Schema
{
    /// <summary><c>x-known-values-only</c>: as a parameter, a value that is not listed is refused before anything is sent.</summary>
    public bool KnownOnly { get; init; }
}

/// <summary>A known value as JSON text (<c>"pending"</c> with its quotes, <c>3</c>, <c>null</c> never).</summary>
internal sealed record EnumValue(string Json, string? PreferredName, string? Description, bool Deprecated = false);

internal sealed record ArraySchema(Schema Items) : Schema;

/// <summary>An object whose properties are all of one shape and have no stated names.</summary>
internal sealed record MapSchema(Schema Values) : Schema;

internal sealed record ObjectSchema(EquatableArray<Property> Properties) : Schema
{
    /// <summary>
    /// Shape of properties that are not listed; <see langword="null"/> where nothing (or only "true" or "false") is said of them.
    /// </summary>
    public Schema? AdditionalProperties { get; init; }

    /// <summary>The schema this one inherits from: an <c>allOf</c> entry that has a discriminator.</summary>
    public string? BaseId { get; init; }

    /// <summary>Present where this object is the base of others, told apart by a property.</summary>
    public Discriminator? Discriminator { get; init; }
}

internal sealed record Property(string Name, Schema Schema, bool Required)
{
    public string? PreferredName { get; init; }

    public bool ReadOnly { get; init; }

    public bool WriteOnly { get; init; }

    /// <summary><c>x-send-null</c>: a new object sends null unless the property is assigned (optional, nullable properties).</summary>
    public bool SendNull { get; init; }
}

/// <summary><c>oneOf</c> or <c>anyOf</c> of more than one shape.</summary>
internal sealed record UnionSchema(EquatableArray<Schema> Variants) : Schema
{
    public Discriminator? Discriminator { get; init; }

    /// <summary><c>anyOf</c>: a value may fit several variants at once.</summary>
    public bool Any { get; init; }
}

/// <summary>The property whose string value tells which shape an object has.</summary>
internal sealed record Discriminator(string PropertyName, EquatableArray<DiscriminatorMapping> Mappings);

internal sealed record DiscriminatorMapping(string Value, string SchemaId);

/// <summary>
/// Limits as the spec states them, for documentation and argument checks. Numbers are JSON text, so that none loses digits.
/// </summary>
internal sealed record Constraints
{
    public static readonly Constraints None = new();

    public string? Minimum { get; init; }

    public string? Maximum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    public string? Pattern { get; init; }
}

/// <summary>A schema with a place of its own in the spec: it becomes a type with a file of its own.</summary>
/// <param name="Id">Stable key, the pointer from the root document, or <c>file#pointer</c> for another file.</param>
/// <param name="Name">The spec's own name (last part of the pointer): what planning makes a C# name of.</param>
internal sealed record NamedSchema(string Id, string Name, Schema Schema);
