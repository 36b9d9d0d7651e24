namespace LabelingGen.Nucleus;

/// <summary>What uploads need to know of an annotation or a prediction.</summary>
internal interface ILabel
{
    /// <summary>The server's id, where it was read.</summary>
    string? Id { get; }

    /// <summary>The item it belongs to.</summary>
    string? ReferenceId { get; }

    /// <summary>Its id within the item, where its shape has one.</summary>
    string? AnnotationId { get; }

    /// <summary>The labeling task it came from.</summary>
    string? TaskId { get; }

    /// <summary>Where the mask is, for a segmentation.</summary>
    string? MaskUrl { get; }

    /// <summary>
    /// Fills in what the official client fills in, also where the annotation was read from the server: the type, the automatic id, empty
    /// metadata, and null for what is not known.
    /// </summary>
    /// <exception cref="InvalidItemException">It cannot be sent as it is.</exception>
    void Complete();
}
