using System.Text.Json;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>What the FastLabel-compatible converters need beside the tasks.</summary>
public sealed record FastLabelOptions
{
    /// <summary>The defaults.</summary>
    public static FastLabelOptions Default { get; } = new();

    /// <summary>Which release of the vendor's converters is followed.</summary>
    public FastLabelEdition Edition { get; init; }

    /// <summary>
    /// The project's type, for instance <c>image_bbox</c>. Types that begin with <c>video_</c> are exported frame by frame;
    /// <c>image_segmentation</c> changes the YOLO export without classes.
    /// </summary>
    public string ProjectType { get; init; } = "image_bbox";

    /// <summary>The project's annotation classes as the API returns them; COCO takes categories, colours and skeletons from them.</summary>
    public ValueList<JsonElement> AnnotationClasses { get; init; }

    /// <summary>Class values in the order of their numbers, for YOLO and semantic masks. Empty: those of the tasks, sorted.</summary>
    public ValueList<string> Classes { get; init; }

    /// <summary>The name of the COCO file; it must end in <c>.json</c> in any case.</summary>
    public string CocoFileName { get; init; } = "annotations.json";

    /// <summary>Index of the first instance or class in masks: 1 leaves 0 to the background, 0 merges the first one with it.</summary>
    public int StartIndex { get; init; } = 1;

    /// <summary>Red, green and blue of each index of masks. Empty: the vendor's palette of 58 colours.</summary>
    public ValueList<byte> Palette { get; init; }

    /// <summary>
    /// The number of frames of a task's video, where the task's own <c>frameCount</c> is not it. Videos are not decoded: labels are written
    /// for each frame under the name its picture would have.
    /// </summary>
    public Func<string, int?>? FindFrameCount { get; init; }

    internal bool IsEarly => Edition == FastLabelEdition.Early2024;

    internal bool IsVideo => ProjectType.StartsWith("video_", StringComparison.Ordinal);
}
