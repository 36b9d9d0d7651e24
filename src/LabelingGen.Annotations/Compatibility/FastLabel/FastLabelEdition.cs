namespace LabelingGen.Annotations.Compatibility;

/// <summary>Which release of the vendor's converters is followed.</summary>
public enum FastLabelEdition
{
    /// <summary>The converters of today.</summary>
    Current,

    /// <summary>
    /// The converters of early 2024. COCO: a box's segmentation has two corners, there is no <c>rotation</c>, every keypoint of the list is
    /// counted, a missing one is <c>0, 0, 1</c>, keypoints of box classes are left out, a pose with points is an error. YOLO: polygons and
    /// segmentations become boxes; with classes segmentations are left out. Pascal VOC: objects stand in the order of their names. Tasks
    /// without a size are skipped in all three. Masks: open rings are not closed.
    /// </summary>
    Early2024,
}
