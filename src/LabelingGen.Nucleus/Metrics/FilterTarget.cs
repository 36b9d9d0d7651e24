namespace LabelingGen.Nucleus;

/// <summary>What a filter looks at.</summary>
public enum FilterTarget
{
    /// <summary>
    /// <c>field</c>: a member of the annotation or prediction under its name on the wire (<c>label</c>, <c>confidence</c>), or of its
    /// geometry (<c>x</c>, <c>width</c>).
    /// </summary>
    Field,

    /// <summary><c>metadata</c>: a key of its metadata. Masks have none.</summary>
    Metadata,

    /// <summary><c>segment_field</c>: a member of the segments of a mask (<c>label</c>, <c>index</c>).</summary>
    SegmentField,

    /// <summary><c>segment_metadata</c>: a key of the metadata of the segments of a mask.</summary>
    SegmentMetadata,
}
