namespace LabelingGen.Annotations.Formats;

/// <summary>Which of the YOLO label layouts is meant.</summary>
public enum YoloTask
{
    /// <summary>Class, centre x and y, width, height.</summary>
    Detection,

    /// <summary>Class and the vertices of one polygon.</summary>
    Segmentation,

    /// <summary>Class and the four corners of a turned box.</summary>
    OrientedBoxes,

    /// <summary>Class, box, then x, y and visibility of each keypoint.</summary>
    Pose,
}
