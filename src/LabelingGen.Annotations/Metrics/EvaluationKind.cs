namespace LabelingGen.Annotations;

/// <summary>How a prediction is compared with a ground truth.</summary>
public enum EvaluationKind
{
    /// <summary>Upright boxes by intersection over union: COCO's <c>bbox</c>.</summary>
    Boxes,

    /// <summary>Pixels by intersection over union: COCO's <c>segm</c>. Polygons are filled by COCO's rule.</summary>
    Masks,

    /// <summary>Landmarks by object keypoint similarity: COCO's <c>keypoints</c>.</summary>
    Keypoints,

    /// <summary>Shapes as they are, by the exact area they share: rotated boxes, polygons, ellipses.</summary>
    Shapes,

    /// <summary>Cuboids by the volume they share.</summary>
    Cuboids,

    /// <summary>Cuboids by their footprints seen from above.</summary>
    BirdsEyeCuboids,
}
