using LabelingGen.Generator.Model;

namespace LabelingGen.Generator.Planning.Types;

/// <summary>A type made from a schema: one file.</summary>
internal abstract record TypePlan(string Namespace, string Name) : UnitPlan(Namespace, Name)
{
    public string? Description { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>Key of the schema in the spec; <see langword="null"/> where the schema has no name of its own.</summary>
    public string? SchemaId { get; init; }

    /// <summary>The part of the type the user wrote, if any.</summary>
    public HandWrittenType? HandWritten { get; init; }
}

/// <summary>A class for a JSON object.</summary>
internal sealed record ModelPlan(string Namespace, string Name, EquatableArray<PropertyPlan> Properties) : TypePlan(Namespace, Name)
{
    /// <summary>Properties of the base classes, the outermost first.</summary>
    public EquatableArray<PropertyPlan> Inherited { get; init; } = EquatableArray<PropertyPlan>.Empty;

    public string? BaseName { get; init; }

    /// <summary>Other models derive from this one.</summary>
    public bool IsBase { get; init; }

    /// <summary>In a base class: the JSON property that tells the derived classes apart.</summary>
    public string? DiscriminatorName { get; init; }

    /// <summary>In a base class: which derived class (of any depth) a discriminator value stands for.</summary>
    public EquatableArray<DerivedPlan> Derived { get; init; } = EquatableArray<DerivedPlan>.Empty;

    /// <summary>In a derived class: the member that holds the discriminator, and the value a new object starts with.</summary>
    public EquatableArray<ConstantPlan> Constants { get; init; } = EquatableArray<ConstantPlan>.Empty;

    /// <summary>Typed properties that have no stated names, and the member that holds them.</summary>
    public AdditionalPlan? Additional { get; init; }

    /// <summary>The base class has a member for properties without stated names, too.</summary>
    public bool InheritsAdditional { get; init; }
}

/// <param name="Name">C# name of the member.</param>
/// <param name="Values">Shape of the values.</param>
internal sealed record AdditionalPlan(string Name, TypeUse Values);

/// <param name="Value">Value of the discriminator.</param>
/// <param name="TypeName">Simple name of the class.</param>
internal sealed record DerivedPlan(string Value, string TypeName);

/// <param name="Member">C# name of a property.</param>
/// <param name="Expression">What it is set to in a new object.</param>
internal sealed record ConstantPlan(string Member, string Expression);

internal enum Presence
{
    /// <summary>Always there: a <c>required</c> member.</summary>
    Required,
    /// <summary>May be absent; <see langword="null"/> says so.</summary>
    Optional,
    /// <summary>May be absent or <c>null</c>, and the two differ.</summary>
    Settable,
}

/// <param name="JsonName">Name on the wire.</param>
/// <param name="Name">C# name.</param>
/// <param name="Use">Its type; nullable where JSON <c>null</c> is a value.</param>
internal sealed record PropertyPlan(string JsonName, string Name, TypeUse Use, Presence Presence)
{
    public string? Description { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>What the documentation adds: default, limits, read-only.</summary>
    public EquatableArray<string> Remarks { get; init; } = EquatableArray<string>.Empty;

    public bool ReadOnly { get; init; }

    /// <summary>A new object sends <c>null</c> for it unless it is assigned.</summary>
    public bool SendNull { get; init; }

    /// <summary>What the member of a new object starts with, as an expression: the one value it can have.</summary>
    public string? Initial { get; init; }

    /// <summary>The type as declared: with <c>?</c> unless required and never null.</summary>
    public string DeclaredType => Presence == Presence.Required ? Use.DeclaredType : Use.Type + "?";
}

/// <summary>An open enum: a struct around a value with the known values as static members.</summary>
internal sealed record EnumPlan(string Namespace, string Name, EnumValueKind Kind, EquatableArray<EnumMemberPlan> Members) : TypePlan(Namespace, Name);

/// <param name="Name">C# name.</param>
/// <param name="Json">The value as JSON text.</param>
internal sealed record EnumMemberPlan(string Name, string Json, string? Description, bool Deprecated);

/// <summary>A value of one of several shapes.</summary>
internal sealed record UnionPlan(string Namespace, string Name, EquatableArray<VariantPlan> Variants) : TypePlan(Namespace, Name)
{
    public string? DiscriminatorName { get; init; }

    /// <summary>Values of the discriminator and the variants (by index) they stand for.</summary>
    public EquatableArray<VariantValue> DiscriminatorValues { get; init; } = EquatableArray<VariantValue>.Empty;
}

internal sealed record VariantValue(string Value, int Variant);

/// <param name="Name">What the variant is called in <c>TryGet…</c> and <c>From…</c>.</param>
/// <param name="Use">Its type, never nullable.</param>
internal sealed record VariantPlan(string Name, TypeUse Use)
{
    /// <summary>Properties an object must have to be this variant, on the wire.</summary>
    public EquatableArray<string> RequiredNames { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Properties an object of this variant may have; for choosing among variants that all would do.</summary>
    public EquatableArray<string> KnownNames { get; init; } = EquatableArray<string>.Empty;

    /// <summary>String properties that can only have one of these values (<c>const</c>, one-value enums).</summary>
    public EquatableArray<FixedProperty> FixedValues { get; init; } = EquatableArray<FixedProperty>.Empty;

    public string? Description { get; init; }
}

internal sealed record FixedProperty(string Name, EquatableArray<string> Values);
