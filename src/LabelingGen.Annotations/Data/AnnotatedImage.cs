namespace LabelingGen.Annotations;

/// <summary>
/// An item with its annotations: mostly a picture, but also a video, a text, a sound or a point cloud, which then have no size.
/// </summary>
public sealed record AnnotatedImage
{
    /// <summary>Creates an item.</summary>
    /// <param name="name">The file name, possibly with folders separated by <c>/</c>, as the data set writes it.</param>
    /// <param name="size">The picture's size; <see langword="null"/> if the data set does not say it.</param>
    /// <param name="annotations">The annotations, in the order of the data set.</param>
    public AnnotatedImage(string name, ImageSize? size = null, ValueList<Annotation> annotations = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Size = size;
        Annotations = annotations;
    }

    /// <summary>The file name as the data set writes it. It comes from data: never open or create a file by it without a check.</summary>
    public string Name { get; init; }

    /// <summary>The format's identifier as text; numbers in invariant form. <see langword="null"/> where the format has none.</summary>
    public string? Id { get; init; }

    /// <summary>The size of the picture in pixels, of the frame that the coordinates live in.</summary>
    public ImageSize? Size { get; init; }

    /// <summary>The annotations, in the order of the data set.</summary>
    public ValueList<Annotation> Annotations { get; init; }

    /// <summary>Arrows between annotations.</summary>
    public ValueList<Relation> Relations { get; init; }

    /// <summary>Where the picture can be loaded from, if the data set says so.</summary>
    public string? Location { get; init; }

    /// <summary>The part of the data set it belongs to, for instance <c>train</c>.</summary>
    public string? Subset { get; init; }

    /// <summary>The number of the frame, counted from 0, if the picture is one of a sequence.</summary>
    public int? FrameIndex { get; init; }

    /// <summary>Attributes of the whole item.</summary>
    public ValueMap<AttributeValue> Attributes { get; init; } = ValueMap<AttributeValue>.Empty;

    /// <summary>What the format said and no property holds, by the format's own key.</summary>
    public ValueMap<JsonText> Extra { get; init; } = ValueMap<JsonText>.Empty;
}

/// <summary>Which way a relation points.</summary>
public enum RelationDirection
{
    /// <summary>From the first annotation to the second.</summary>
    Forward,

    /// <summary>From the second annotation to the first.</summary>
    Backward,

    /// <summary>Both ways.</summary>
    Both,
}

/// <summary>An arrow from one annotation of an item to another.</summary>
/// <param name="FromId">The identifier of the first annotation.</param>
/// <param name="ToId">The identifier of the second annotation.</param>
/// <param name="Direction">Which way it points.</param>
/// <param name="Labels">What it is called.</param>
public sealed record Relation(string FromId, string ToId, RelationDirection Direction = RelationDirection.Forward,
    ValueList<string> Labels = default);
