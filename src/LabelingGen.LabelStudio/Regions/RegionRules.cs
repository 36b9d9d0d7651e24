using LabelingGen.Annotations;

namespace LabelingGen.LabelStudio;

/// <summary>
/// What the values of regions must be, checked before they are sent: the server takes them and the editor then shows nothing.
/// </summary>
internal static class RegionRules
{
    public static void Check(IReadOnlyList<Region>? result, string place, string parameter)
    {
        for (int i = 0; i < result?.Count; i++)
        {
            if (result[i] is null)
                throw new RegionException($"{place}[{i}]", "is null", parameter);
            Check(result[i], new Place($"{place}[{i}].value", parameter));
        }
    }

    private static void Check(Region region, Place place)
    {
        switch (region)
        {
            case RectangleRegion { Value: { } v }:
                place.Box(v.X, v.Y, v.Width, v.Height, v.Rotation);
                break;
            case OcrRegion { Value: { } v }:
                place.Box(v.X, v.Y, v.Width, v.Height, v.Rotation);
                break;
            case EllipseRegion { Value: { } v }:
                place.Box(v.X, v.Y, null, null, v.Rotation);
                place.Radii(v.RadiusX, v.RadiusY);
                break;
            case KeypointRegion { Value: { } v }:
                place.Box(v.X, v.Y, v.Width, null, null);
                break;
            case PolygonRegion { Value: { } v }:
                place.Points(v.Points);
                break;
            case VectorRegion { Value.Vertices: { } vertices }:
                CheckVertices(vertices, place);
                break;
            case VideoRectangleRegion { Value.Sequence: { } sequence }:
                CheckFrames(sequence, place);
                break;
            case VideoVectorRegion { Value.Sequence: { } sequence }:
                CheckFrames(sequence, place);
                break;
            case BrushRegion { Value.Rle: { } rle }:
                CheckRle(rle, region, place);
                break;
            case LabelsRegion { Value: { } v }:
                place.Box(v.X, v.Y, v.Width, v.Height, v.Rotation);
                place.Radii(v.RadiusX, v.RadiusY);
                place.Points(v.Points);
                if (v.Rle is { } labelled)
                    CheckRle(labelled, region, place);
                break;
        }
    }

    private static void CheckFrames(IReadOnlyList<VideoKeyframe> sequence, Place place)
    {
        for (int i = 0; i < sequence.Count; i++)
            CheckFrame(sequence[i], place.At($"sequence[{i}]"));
    }

    private static void CheckFrame(VideoKeyframe frame, Place place)
    {
        if (frame.Frame < 0)
            throw place.Fail("frame", $"is {frame.Frame}; frames are counted from 1");
        place.Box(frame.X, frame.Y, frame.Width, frame.Height, frame.Rotation);
        CheckVertices(frame.Vertices, place);
    }

    // Control points lie where the curve needs them, also outside the picture.
    private static void CheckVertices(IReadOnlyList<VectorVertex>? vertices, Place place)
    {
        for (int i = 0; i < vertices?.Count; i++)
            place.At($"vertices[{i}]").Box(vertices[i].X, vertices[i].Y, null, null, null);
    }

    private static void CheckRle(IReadOnlyList<int> rle, Region region, Place place)
    {
        byte[] bytes = Bytes(rle, place);
        if (region is not { OriginalWidth: { } width, OriginalHeight: { } height })
            throw place.Fail("rle", "needs original_width and original_height of the region");
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue)
            throw place.Fail("rle", $"is on a picture of {width} x {height} pixels, which cannot be");
        try
        {
            BrushRle.DecodeMask(bytes, (int)width, (int)height);
        }
        catch (Exception unfit) when (unfit is MaskFormatException or ArgumentOutOfRangeException)
        {
            throw place.Fail("rle", $"does not fit a picture of {width} x {height} pixels: {unfit.Message}", unfit);
        }
    }

    private static byte[] Bytes(IReadOnlyList<int> rle, Place place)
    {
        byte[] bytes = new byte[rle.Count];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = rle[i] is >= byte.MinValue and <= byte.MaxValue ? (byte)rle[i]
                : throw place.Fail($"rle[{i}]", $"is {rle[i]}; each element is a byte, 0 to 255");
        }

        return bytes;
    }

    private readonly record struct Place(string Path, string Parameter)
    {
        public Place At(string member) => this with { Path = $"{Path}.{member}" };

        public void Box(double? x, double? y, double? width, double? height, double? rotation)
        {
            Range("x", x, 0, 100, "percent");
            Range("y", y, 0, 100, "percent");
            Range("width", width, 0, 100, "percent");
            Range("height", height, 0, 100, "percent");
            Range("rotation", rotation, -360, 360, "degrees");
        }

        public void Radii(double? x, double? y)
        {
            Range("radiusX", x, 0, 50, "percent");
            Range("radiusY", y, 0, 50, "percent");
        }

        public void Points(IReadOnlyList<IReadOnlyList<double>>? points)
        {
            for (int i = 0; i < points?.Count; i++)
            {
                if (points[i].Count != 2)
                    throw Fail($"points[{i}]", $"has {points[i].Count} numbers; a point is [x, y]");
                Range($"points[{i}][0]", points[i][0], 0, 100, "percent");
                Range($"points[{i}][1]", points[i][1], 0, 100, "percent");
            }
        }

        public RegionException Fail(string member, string problem, Exception? cause = null) =>
            new($"{Path}.{member}", problem, Parameter, cause);

        private void Range(string member, double? value, double least, double most, string unit)
        {
            if (value is { } number && !(number >= least && number <= most))
                throw Fail(member, FormattableString.Invariant($"is {number}; it must be {least} to {most} {unit}"));
        }
    }
}
