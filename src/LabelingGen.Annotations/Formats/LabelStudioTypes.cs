namespace LabelingGen.Annotations.Formats;

/// <summary>The types of results: the usual one of each shape, and those that other controls have for it.</summary>
internal static class LabelStudioTypes
{
    /// <summary>Where an annotation keeps its type if that is not the usual one.</summary>
    public const string Key = "type";

    // How many times the picture a shape may lie away from it: percent are read up to a thousand million.
    private const double MaxSides = 1e6;
    private const string Labels = "labels";

    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["rectanglelabels"] = ["rectangle", "ocrlabels", Labels],
        ["polygonlabels"] = ["polygon", Labels],
        ["ellipselabels"] = ["ellipse", Labels],
        ["brushlabels"] = ["brush", "bitmasklabels", "bitmask", Labels],
        ["keypointlabels"] = ["keypoint", Labels],
        ["vectorlabels"] = ["vector", Labels],
        [Labels] = ["hypertextlabels", "paragraphlabels"],
        ["choices"] = [Labels, "hypertextlabels", "paragraphlabels", "timeserieslabels"],
    };

    /// <summary>The type of an annotation as results spell it, or nothing if there is none.</summary>
    /// <param name="hasLabels">Whether the result lists labels itself, which some controls do not.</param>
    public static string? Of(Annotation annotation, ImageSize? size, bool hasLabels) =>
        UsualOf(annotation, size) is not { } usual ? null
            : annotation.Extra.TryGetValue(Key, out JsonText kept) && Others.TryGetValue(usual, out string[]? others)
                && Array.Find(others, other => kept == JsonText.From(other)) is { } own && !(hasLabels && IsBare(own))
                && !(LabelStudioBitmask.Is(own) && !LabelStudioBitmask.Holds(size!.Value)) ? own : usual;

    /// <summary>Keeps the type of an annotation that is not the usual one.</summary>
    public static Annotation Keep(Annotation annotation, string? type, ImageSize? size) =>
        type is not null && UsualOf(annotation, size) is { } usual && Others.TryGetValue(usual, out string[]? others)
            && others.Contains(type) ? annotation with { Extra = annotation.Extra.With(Key, JsonText.From(type)) } : annotation;

    /// <summary>Whether results of a type have no labels.</summary>
    public static bool IsBare(string type) =>
        !type.EndsWith(Labels, StringComparison.Ordinal) && type is not ("choices" or "videorectangle");

    /// <summary>The member of a value that lists the labels.</summary>
    public static string ListOf(string type) => type == "videorectangle" ? Labels : type;

    private static string? UsualOf(Annotation annotation, ImageSize? size) => annotation.Shape switch
    {
        null => annotation.Labels.IsEmpty ? null : "choices",
        TextSpan => Labels,
        TimeInterval { Unit: TimeUnit.Seconds } => Labels,
        TimeInterval { Unit: TimeUnit.Frames } => "timelinelabels",
        TimeInterval => "timeserieslabels",
        Mask mask when size is { PixelCount: <= BrushRle.MaxPixels } known
            && mask.Width == known.Width && mask.Height == known.Height => "brushlabels",
        Mask => null,
        _ when size is not { Width: > 0, Height: > 0 } => null,
        IPlanarShape shape when !IsReadable(shape, size.Value) => null,
        Box or RotatedBox => "rectanglelabels",
        Polygon or MultiPolygon => "polygonlabels",
        Ellipse => "ellipselabels",
        Polyline => "vectorlabels",
        Point => "keypointlabels",
        VideoTrack track when track.Keyframes.All(key => key.Shape is Box or RotatedBox
            && IsReadable((IPlanarShape)key.Shape, size.Value)) => "videorectangle",
        _ => null,
    };

    /// <summary>Whether the percent of a shape are numbers that are read. Turned shapes are written as they were before.</summary>
    private static bool IsReadable(IPlanarShape shape, ImageSize size)
    {
        Box bounds = shape switch
        {
            RotatedBox box => new Box(box.TopLeft.X, box.TopLeft.Y, box.Width, box.Height),
            Ellipse ellipse => Box.FromCenter(ellipse.CenterX, ellipse.CenterY, 2 * ellipse.RadiusX, 2 * ellipse.RadiusY),
            _ => shape.Bounds,
        };
        return Math.Max(Math.Abs(bounds.Left), Math.Abs(bounds.Right)) <= MaxSides * size.Width
            && Math.Max(Math.Abs(bounds.Top), Math.Abs(bounds.Bottom)) <= MaxSides * size.Height;
    }
}
