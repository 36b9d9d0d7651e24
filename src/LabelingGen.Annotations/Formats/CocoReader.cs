using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Makes images, annotations and categories of COCO's JSON objects.</summary>
internal sealed class CocoReader(string file, IReadOnlyDictionary<long, Category> categories)
{
    /// <summary>Members of an image that are not kept as they stand.</summary>
    public static readonly string[] ImageMembers =
        ["file_name", "width", "height", "id", "coco_url", "frame_index", "subset", "attributes"];

    /// <summary>The member with a category's colour: a text, or, kept among the extras, a list of numbers.</summary>
    public const string Color = "color";

    /// <inheritdoc cref="ImageMembers" />
    public static readonly string[] CategoryMembers = ["id", "name", "supercategory", Color, "isthing", "keypoints", "skeleton"];

    /// <inheritdoc cref="ImageMembers" />
    public static readonly string[] AnnotationMembers =
    [
        "id", "image_id", "category_id", "bbox", "area", "iscrowd", Segmentation, "keypoints", "num_keypoints", "score", "attributes",
        "track_id", "rotation",
    ];

    /// <summary>The member with the outlines or the mask; also where an annotation keeps what else that of a mask says.</summary>
    public const string Segmentation = "segmentation";

    /// <inheritdoc cref="ImageMembers" />
    public static readonly string[] MaskMembers = ["size", "counts"];

    /// <summary>Where an annotation keeps the identifier of its category, if that is not the first one with its name.</summary>
    public const string OtherCategory = "category_id";

    /// <summary>That identifier, if an annotation keeps one.</summary>
    public static long? OtherCategoryOf(Annotation annotation) =>
        annotation.Extra.TryGetValue(OtherCategory, out JsonText other) && SafeJson.TryLong(other.ToElement(), out long id) ? id : null;

    private readonly Dictionary<string, long> _firsts = FirstsOf(categories);

    public string File { get; } = file;

    /// <summary>What most annotations are read with, labelled with the categories in their order.</summary>
    public CocoPlainReader Plain { get; } = new(categories);

    public AnnotatedImage ReadImage(JsonElement item, string path)
    {
        string name = SafeJson.Text(item, "file_name")
            ?? throw new AnnotationFormatException("An image has no 'file_name'.", File, path: path);
        (int? width, int? height) = (SafeJson.Integer(item, "width"), SafeJson.Integer(item, "height"));
        if (width < 0 || height < 0)
            throw new AnnotationFormatException("The width or height of an image is negative.", File, path: path);
        ImageSize? size = width is int across && height is int down ? new ImageSize(across, down) : null;
        return new AnnotatedImage(name, size)
        {
            Id = Id(item),
            Location = SafeJson.Text(item, "coco_url"),
            FrameIndex = SafeJson.Integer(item, "frame_index"),
            Subset = SafeJson.Text(item, "subset"),
            Attributes = JsonAttributes.Read(item, "attributes"),
            Extra = JsonExtras.Read(item, ImageMembers),
        };
    }

    public static Category ReadCategory(JsonElement item, string file, string path)
    {
        string name = SafeJson.Text(item, "name") ?? throw new AnnotationFormatException("A category has no 'name'.", file, path: path);
        Skeleton? skeleton = null;
        if (item.TryGetProperty("keypoints", out JsonElement names) && names.ValueKind == JsonValueKind.Array && names.GetArrayLength() > 0)
        {
            List<string> points = [];
            foreach (JsonElement point in names.EnumerateArray())
                points.Add(point.ValueKind == JsonValueKind.String
                    ? point.GetString()! : throw new AnnotationFormatException("The name of a keypoint is not text.", file, path: path));
            List<SkeletonEdge> edges = [];
            if (item.TryGetProperty("skeleton", out JsonElement lines) && lines.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement line in lines.EnumerateArray())
                {
                    if (line.ValueKind != JsonValueKind.Array || line.GetArrayLength() != 2
                        || !SafeJson.TryInteger(line[0], out int from) || !SafeJson.TryInteger(line[1], out int to)
                        || from < 1 || to < 1 || from > points.Count || to > points.Count)
                    {
                        throw new AnnotationFormatException(
                            "A line of the skeleton does not join two keypoints (they are counted from 1).", file, path: path);
                    }

                    edges.Add(new SkeletonEdge(from - 1, to - 1));
                }
            }

            skeleton = new Skeleton(points.ToValueList(), edges.ToValueList());
        }

        return new Category(name)
        {
            Id = item.TryGetProperty("id", out JsonElement id) && SafeJson.TryLong(id, out long number) ? number : null,
            Supercategory = SafeJson.Text(item, "supercategory"),
            Color = SafeJson.Text(item, Color),
            IsThing = SafeJson.Integer(item, "isthing") is int thing ? thing != 0 : null,
            Skeleton = skeleton,
            Extra = item.TryGetProperty(Color, out JsonElement color) && color.ValueKind == JsonValueKind.Array
                ? JsonExtras.Read(item, CategoryMembers).With(Color, JsonText.From(color)) : JsonExtras.Read(item, CategoryMembers),
        };
    }

    public Annotation ReadAnnotation(JsonElement item, string path)
    {
        Box? box = ReadBox(item, path);
        IShape? shape = item.TryGetProperty(Segmentation, out JsonElement segmentation)
            ? ReadSegmentation(segmentation, $"{path}.{Segmentation}") : null;
        Keypoints? keypoints = ReadKeypoints(item, path, out string? label);
        if (shape is null && box is { } upright)
        {
            shape = SafeJson.OptionalNumber(item, "rotation", File, path) is double angle and not 0
                ? new RotatedBox(upright.Center.X, upright.Center.Y, upright.Width, upright.Height, angle)
                : upright;
        }

        bool ownsBox = shape is Box or RotatedBox;
        ValueMap<JsonText> extra = JsonExtras.Read(item, AnnotationMembers);
        if (label is not null && SafeJson.TryLong(item.GetProperty(OtherCategory), out long category) && category != _firsts[label])
            extra = extra.With(OtherCategory, JsonText.Parse(CocoFormat.Text(category)));
        if (segmentation.ValueKind == JsonValueKind.Object && JsonExtras.Read(segmentation, MaskMembers) is { Count: > 0 } ofMask)
            extra = extra.With(Segmentation, JsonExtras.ToObject(ofMask));
        bool isIgnored = SafeJson.Integer(item, "ignore") == 1;
        double? area = SafeJson.OptionalNumber(item, "area", File, path);
        return new Annotation(shape ?? keypoints, label)
        {
            Id = Id(item),
            StoredBox = ownsBox || shape is IPlanarShape planar && planar.Bounds.Equals(box) ? null : box,
            StoredArea = shape is IPlanarShape measured && measured.Area.Equals(area) ? null : area,
            Keypoints = shape is null ? null : keypoints,
            Flags = (SafeJson.Integer(item, "iscrowd") == 1 ? AnnotationFlags.Crowd : AnnotationFlags.None)
                | (isIgnored ? AnnotationFlags.Ignore : AnnotationFlags.None),
            Confidence = SafeJson.OptionalNumber(item, "score", File, path),
            TrackId = SafeJson.Integer(item, "track_id") is int track ? CocoFormat.Text(track) : SafeJson.Text(item, "track_id"),
            Attributes = JsonAttributes.Read(item, "attributes"),
            Extra = isIgnored ? extra.Without("ignore") : extra,
        };
    }

    private static Dictionary<string, long> FirstsOf(IReadOnlyDictionary<long, Category> categories)
    {
        Dictionary<string, long> firsts = new(StringComparer.Ordinal);
        foreach ((long id, Category category) in categories)
            firsts.TryAdd(category.Name, id);
        return firsts;
    }

    public Box? ReadBox(JsonElement item, string path)
    {
        if (!item.TryGetProperty("bbox", out JsonElement box) || box.ValueKind != JsonValueKind.Array || box.GetArrayLength() == 0)
            return null;
        path += ".bbox";
        if (box.GetArrayLength() != 4)
            throw new AnnotationFormatException("A box has four numbers: x, y, width, height.", File, path: path);
        double width = SafeJson.Number(box[2], File, path + "[2]");
        double height = SafeJson.Number(box[3], File, path + "[3]");
        return width < 0 || height < 0
            ? throw new AnnotationFormatException("The width or height of a box is negative.", File, path: path)
            : new Box(SafeJson.Number(box[0], File, path + "[0]"), SafeJson.Number(box[1], File, path + "[1]"), width, height);
    }

    private IShape? ReadSegmentation(JsonElement segmentation, string path)
    {
        switch (segmentation.ValueKind)
        {
            case JsonValueKind.Object:
                return ReadMask(segmentation, path);
            case JsonValueKind.Array when segmentation.GetArrayLength() > 0:
                List<Polygon> pieces = [];
                foreach (JsonElement ring in segmentation.EnumerateArray())
                    pieces.Add(new Polygon(ReadRing(ring, $"{path}[{pieces.Count}]")));
                return pieces.Count == 1 ? pieces[0] : new MultiPolygon(pieces.ToValueList());
            default:
                return null;
        }
    }

    private ValueList<Point> ReadRing(JsonElement ring, string path)
    {
        SafeJson.Expect(ring, JsonValueKind.Array, File, path);
        int count = ring.GetArrayLength();
        if (count < 2 || count % 2 != 0)
            throw new AnnotationFormatException("A ring is a list of x and y in turn.", File, path: path);
        Point[] points = new Point[count / 2];
        for (int i = 0; i < points.Length; i++)
            points[i] = new Point(SafeJson.Number(ring[2 * i], File, path), SafeJson.Number(ring[2 * i + 1], File, path));
        return points.ToValueList();
    }

    private Mask ReadMask(JsonElement rle, string path)
    {
        if (!rle.TryGetProperty("size", out JsonElement size) || size.ValueKind != JsonValueKind.Array || size.GetArrayLength() != 2
            || !SafeJson.TryInteger(size[0], out int height) || !SafeJson.TryInteger(size[1], out int width) || width < 0 || height < 0)
        {
            throw new AnnotationFormatException("A run-length encoded mask has no 'size' of height and width.", File, path: path);
        }

        if ((long)width * height > Mask.MaxPixels)
            throw new AnnotationFormatException($"A mask claims {width} x {height} pixels, more than there can be.", File, path: path);
        try
        {
            if (SafeJson.Text(rle, "counts") is { } compressed)
                return Mask.FromCompressed(width, height, compressed);
            return rle.TryGetProperty("counts", out JsonElement counts) && counts.ValueKind == JsonValueKind.Array
                ? Mask.FromCounts(width, height, SafeJson.Counts(counts, File, path + ".counts"))
                : throw new AnnotationFormatException("A run-length encoded mask has no 'counts'.", File, path: path);
        }
        catch (MaskFormatException error)
        {
            throw new AnnotationFormatException(error.Message, File, path: path, innerException: error);
        }
    }

    private Keypoints? ReadKeypoints(JsonElement item, string path, out string? label)
    {
        Category? category = null;
        if (item.TryGetProperty("category_id", out JsonElement id) && id.ValueKind != JsonValueKind.Null)
        {
            string place = path + ".category_id";
            if (!SafeJson.TryLong(id, out long number))
                throw new AnnotationFormatException("The category is not a whole number.", File, path: place);
            category = categories.GetValueOrDefault(number)
                ?? throw new AnnotationFormatException($"The category {number} is not in the file.", File, path: place);
        }

        label = category?.Name;
        if (!item.TryGetProperty("keypoints", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return null;
        path += ".keypoints";
        if (list.GetArrayLength() % 3 != 0)
            throw new AnnotationFormatException("Keypoints are listed as x, y and visibility in turn.", File, path: path);
        Keypoint[] points = new Keypoint[list.GetArrayLength() / 3];
        for (int i = 0; i < points.Length; i++)
        {
            if (!SafeJson.TryInteger(list[3 * i + 2], out int visibility) || visibility is < 0 or > 2)
                throw new AnnotationFormatException("The visibility of a keypoint is not 0, 1 or 2.", File, path: $"{path}[{3 * i + 2}]");
            points[i] = new Keypoint(SafeJson.Number(list[3 * i], File, path), SafeJson.Number(list[3 * i + 1], File, path),
                (KeypointVisibility)visibility);
        }

        return new Keypoints(points.ToValueList(), category?.Skeleton is { } skeleton && skeleton.Names.Count == points.Length
            ? skeleton : null);
    }

    private static string? Id(JsonElement item) =>
        !item.TryGetProperty("id", out JsonElement id) || id.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) ? null
            : SafeJson.TryLong(id, out long number) ? CocoFormat.Text(number) : id.ToString();
}
