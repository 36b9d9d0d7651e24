namespace LabelingGen.Annotations.Formats;

/// <summary>The formats there are.</summary>
public static class AnnotationFormats
{
    /// <summary>COCO instances and keypoints: one JSON file.</summary>
    public static AnnotationFormat Coco { get; } = new CocoFormat();

    /// <summary>YOLO detection: a text file an image, class and box per line.</summary>
    public static AnnotationFormat Yolo { get; } = new YoloFormat(YoloTask.Detection);

    /// <summary>YOLO segmentation: class and polygon per line.</summary>
    public static AnnotationFormat YoloSegmentation { get; } = new YoloFormat(YoloTask.Segmentation);

    /// <summary>YOLO oriented boxes: class and four corners per line.</summary>
    public static AnnotationFormat YoloOrientedBoxes { get; } = new YoloFormat(YoloTask.OrientedBoxes);

    /// <summary>YOLO pose: class, box and keypoints per line.</summary>
    public static AnnotationFormat YoloPose { get; } = new YoloFormat(YoloTask.Pose);

    /// <summary>Pascal VOC detection: an XML file an image.</summary>
    public static AnnotationFormat PascalVoc { get; } = new PascalVocFormat();

    /// <summary>LabelMe: a JSON file an image.</summary>
    public static AnnotationFormat LabelMe { get; } = new LabelMeFormat();

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<AnnotationFormat> All { get; } =
        [Coco, Yolo, YoloSegmentation, YoloOrientedBoxes, YoloPose, PascalVoc, LabelMe];

    /// <summary>Finds a format by name, upper and lower case being equal.</summary>
    /// <exception cref="ArgumentException">There is no such format; the message lists those there are.</exception>
    public static AnnotationFormat Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no format '{name}'. The formats are {string.Join(", ", All.Select(static format => format.Name))}.", nameof(name));
    }
}
