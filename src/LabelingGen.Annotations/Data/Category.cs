namespace LabelingGen.Annotations;

/// <summary>A class of objects.</summary>
public sealed record Category
{
    /// <summary>Creates a category.</summary>
    public Category(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>What annotations of this category carry as their label.</summary>
    public string Name { get; init; }

    /// <summary>The number that the format gives it; <see langword="null"/> where formats count positions.</summary>
    public long? Id { get; init; }

    /// <summary>What people read, where it differs from the name.</summary>
    public string? Title { get; init; }

    /// <summary>The category above it, if any.</summary>
    public string? Supercategory { get; init; }

    /// <summary>The display colour as the format writes it, for instance <c>#1f77b4</c>.</summary>
    public string? Color { get; init; }

    /// <summary>
    /// For panoptic segmentation: whether it is a countable thing (<see langword="true"/>) or stuff (<see langword="false"/>).
    /// </summary>
    public bool? IsThing { get; init; }

    /// <summary>The landmarks of objects of this category.</summary>
    public Skeleton? Skeleton { get; init; }

    /// <summary>The attributes that objects of this category may have.</summary>
    public ValueList<AttributeDefinition> Attributes { get; init; }

    /// <summary>What the format said and no property holds.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;
}

/// <summary>An attribute that objects may have.</summary>
/// <param name="Name">The key under which annotations hold the value.</param>
public sealed record AttributeDefinition(string Name)
{
    /// <summary>The input as the format calls it, for instance <c>select</c> or <c>checkbox</c>.</summary>
    public string? InputType { get; init; }

    /// <summary>The values to choose from; empty if any value is allowed.</summary>
    public ValueList<string> Values { get; init; }

    /// <summary>The value without a choice.</summary>
    public AttributeValue? DefaultValue { get; init; }

    /// <summary>Whether the value may change from frame to frame of a track.</summary>
    public bool IsMutable { get; init; }

    /// <summary>What the format said and no property holds.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;
}
