namespace LabelingGen.Annotations;

/// <summary>Yes-or-no properties that several formats give to an annotation.</summary>
[Flags]
public enum AnnotationFlags
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The shape covers a group that is not told apart: COCO's <c>iscrowd</c>, Open Images' <c>IsGroupOf</c>.</summary>
    Crowd = 1,

    /// <summary>Something hides part of the object.</summary>
    Occluded = 2,

    /// <summary>The object reaches beyond the edge of the picture.</summary>
    Truncated = 4,

    /// <summary>Hard to recognise; Pascal VOC does not count it.</summary>
    Difficult = 8,

    /// <summary>A drawing of the object rather than the object: Open Images' <c>IsDepiction</c>.</summary>
    Depiction = 16,

    /// <summary>Seen from within: Open Images' <c>IsInside</c>.</summary>
    Inside = 32,

    /// <summary>Not to be counted when a model is judged: COCO's <c>ignore</c>.</summary>
    Ignore = 64,

    /// <summary>Not shown in the editor.</summary>
    Hidden = 128,

    /// <summary>Not to be changed in the editor.</summary>
    Locked = 256,
}
