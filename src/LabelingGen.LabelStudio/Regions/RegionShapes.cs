using LabelingGen.Annotations;

namespace LabelingGen.LabelStudio;

/// <summary>
/// Regions as shapes of LabelingGen.Annotations and back. Regions are in percent of the picture and of its original size; shapes are in
/// pixels.
/// </summary>
public static class RegionShapes
{
    /// <summary>
    /// The shape of a region; <see langword="null"/> for one without geometry (choices, text areas), without the size of its picture, or
    /// of an unknown kind.
    /// </summary>
    /// <param name="region">The region.</param>
    /// <exception cref="RegionException">The region's values make no shape: an RLE that does not fit, a point of three numbers.</exception>
    public static IShape? ToShape(this Region region)
    {
        ArgumentNullException.ThrowIfNull(region);
        try
        {
            return region switch
            {
                RectangleRegion { Value: { } v } when Scale.Of(region) is { } s => s.Box(v.X, v.Y, v.Width, v.Height, v.Rotation),
                OcrRegion { Value: { } v } when Scale.Of(region) is { } s => s.Box(v.X, v.Y, v.Width, v.Height, v.Rotation),
                EllipseRegion { Value: { } v } when Scale.Of(region) is { } s => s.Ellipse(v.X, v.Y, v.RadiusX, v.RadiusY, v.Rotation),
                PolygonRegion { Value.Points: { Count: > 0 } points } when Scale.Of(region) is { } s => new Polygon(s.Points(points)),
                KeypointRegion { Value: { X: { } x, Y: { } y } } when Scale.Of(region) is { } s => s.Point(x, y),
                VectorRegion { Value: { Vertices: { Count: > 0 } vertices } v } when Scale.Of(region) is { } s => new Polyline(
                    [.. vertices.Select(vertex => s.Point(vertex.X ?? 0, vertex.Y ?? 0))], v.Closed == true),
                BrushRegion { Value.Rle: { } rle } when Scale.Of(region) is { } s => s.Mask(rle),
                VideoRectangleRegion { Value: { Sequence: { Count: > 0 } sequence } v } => Track(v, sequence),
                TimeSeriesRegion { Value: { } v } when Number(v.Start) is { } start => new TimeInterval(
                    start, Number(v.End) ?? start, TimeUnit.AxisValue),
                TimelineRegion { Value.Ranges: [{ Start: { } first, End: { } last }, ..] } => new TimeInterval(
                    first - 1, last - 1, TimeUnit.Frames),
                LabelsRegion { Value: { } v } => OfLabels(region, v),
                _ => null,
            };
        }
        catch (Exception unfit) when (unfit is MaskFormatException or ArgumentException)
        {
            throw new RegionException($"region {region.Id}", unfit.Message, nameof(region), unfit);
        }
    }

    /// <summary>A region of a shape in pixels.</summary>
    /// <param name="shape">The shape: a box, turned box, polygon without holes, ellipse, point, polyline or mask.</param>
    /// <param name="target">The tags, and the size of the picture.</param>
    /// <param name="labels">The labels; without any the region's type is the tag without labels (<c>rectangle</c>).</param>
    /// <param name="id">Id of the region; a random one without.</param>
    /// <exception cref="ArgumentException">Label Studio has no such region, or the picture has no size.</exception>
    public static Region ToRegion(this IShape shape, RegionTarget target, IReadOnlyList<string>? labels = null, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target.Width, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target.Height, nameof(target));
        Scale scale = new(target.Width, target.Height);
        Region region = scale.Region(shape, labels);
        region.Id = id ?? Guid.NewGuid().ToString("N")[..10];
        region.FromName = target.FromName;
        region.ToName = target.ToName;
        region.OriginalWidth = target.Width;
        region.OriginalHeight = target.Height;
        region.ImageRotation = 0;
        return region;
    }

    private static IShape? OfLabels(Region region, LabelsValue v)
    {
        if (Number(v.Start) is { } start && Number(v.End) is { } end)
        {
            // Characters of a text; seconds of a sound, which tells its length or channel.
            return region.OriginalLength is null && v.Channel is null && start == Math.Floor(start) && end == Math.Floor(end)
                ? new TextSpan((int)start, (int)end, v.Text)
                : new TimeInterval(start, end, TimeUnit.Seconds, (int?)v.Channel);
        }

        return Scale.Of(region) is not { } scale ? null : v switch
        {
            { Rle: { } rle } => scale.Mask(rle),
            { Points: { Count: > 0 } points } => new Polygon(scale.Points(points)),
            { RadiusX: not null } => scale.Ellipse(v.X, v.Y, v.RadiusX, v.RadiusY, v.Rotation),
            { Width: not null, Height: not null } => scale.Box(v.X, v.Y, v.Width, v.Height, v.Rotation),
            _ => null,
        };
    }

    /// <summary>In percent of the frame, whose size the region does not tell: a frame of 100 by 100.</summary>
    private static VideoTrack Track(VideoRectangleValue value, IReadOnlyList<VideoKeyframe> sequence)
    {
        Scale percent = new(100, 100);
        return new VideoTrack([.. sequence.OrderBy(frame => frame.Frame).Select(frame =>
            new Keyframe((int)Math.Max(0, (frame.Frame ?? 1) - 1),
                percent.Box(frame.X, frame.Y, frame.Width, frame.Height, frame.Rotation)!)
            {
                IsPresent = frame.Enabled != false,
                IsInterpolated = frame.Auto == true,
                TimeSeconds = frame.Time,
            })])
        {
            FrameCount = (int?)value.FramesCount,
            DurationSeconds = value.Duration,
        };
    }

    private static double? Number(RegionBoundary? boundary) =>
        boundary is not null && boundary.TryGetDouble(out double number) ? number : null;
}
