using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Preview;

/// <summary>What is said of an annotation where the pointer rests on it and beside the enlarged picture: a line each.</summary>
internal static class PreviewDescription
{
    private const int MaxTextLength = 200;

    /// <summary>The label and how sure it is, the shape, its flags, attributes and text.</summary>
    public static string Of(Annotation annotation)
    {
        StringBuilder lines = new(Heading(annotation));
        if (Describe(annotation.Shape ?? annotation.Keypoints) is { } shape)
            lines.Append('\n').Append(shape);
        if (annotation.Flags != AnnotationFlags.None)
            lines.Append('\n').Append(annotation.Flags.ToString().ToLowerInvariant());
        foreach ((string name, AttributeValue value) in annotation.Attributes)
            lines.Append('\n').Append(Short(name)).Append(": ").Append(Short(value.ToString()));
        if (annotation.Text is { } text)
            lines.Append('\n').Append(Short(text));
        return lines.ToString();
    }

    /// <summary>The labels, and the confidence if there is one.</summary>
    public static string Heading(Annotation annotation) =>
        (annotation.Labels.IsEmpty ? PreviewPalette.NoLabel : OneLine(string.Join(", ", annotation.Labels)))
        + (annotation.Confidence is double value ? value.ToString(" 0.00", CultureInfo.InvariantCulture) : "");

    /// <summary>What stands after a number on a time axis.</summary>
    public static string Unit(TimeUnit unit) =>
        unit switch { TimeUnit.Seconds => "s", TimeUnit.Frames => "frames", _ => "on the time axis" };

    private static string? Describe(IShape? shape) => shape switch
    {
        null => null,
        VideoTrack track => string.Create(CultureInfo.InvariantCulture,
            $"{Name(shape.Kind)}, {track.Keyframes.Count} keyframes, frames {track.Keyframes[0].Frame} to {track.Keyframes[^1].Frame}"),
        Point point => string.Create(CultureInfo.InvariantCulture, $"{Name(shape.Kind)} at {point.X:0.##}, {point.Y:0.##}"),
        IPlanarShape { Bounds: var bounds } => string.Create(CultureInfo.InvariantCulture,
            $"{Name(shape.Kind)} {bounds.Width:0.##} × {bounds.Height:0.##} at {bounds.X:0.##}, {bounds.Y:0.##}"),
        PointCloudSegment segment => string.Create(CultureInfo.InvariantCulture, $"{segment.PointIndexes.Count} points of the cloud"),
        TimeInterval interval => string.Create(CultureInfo.InvariantCulture,
            $"{interval.Start:0.###} to {interval.End:0.###} {Unit(interval.Unit)}"),
        _ => Short(shape.ToString() ?? Name(shape.Kind)),
    };

    /// <summary>"rotated box" for <see cref="ShapeKind.RotatedBox"/>.</summary>
    private static string Name(ShapeKind kind)
    {
        StringBuilder words = new();
        foreach (char c in kind.ToString())
            words.Append(char.IsUpper(c) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(c));
        return words.ToString();
    }

    private static string Short(string text) => OneLine(text.Length <= MaxTextLength ? text : text[..MaxTextLength] + "…");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
