using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// COCO panoptic segmentation: a JSON file with the segments of each picture, and a folder of the same name with a PNG picture for each,
/// whose colours are the segments' identifiers (red + 256 green + 65536 blue). Only read.
/// </summary>
public sealed class CocoPanopticFormat : AnnotationFormat
{
    private static readonly string[] RootMembers = ["images", "annotations", "categories"];
    private static readonly string[] AnnotationMembers = ["image_id", "file_name", "segments_info"];
    private static readonly string[] SegmentMembers = ["id", "category_id", "area", "bbox", "iscrowd"];

    internal CocoPanopticFormat()
        : base("coco-panoptic", "COCO panoptic segmentation: a JSON file and a folder of PNG pictures (read only)")
    {
    }

    /// <inheritdoc />
    public override bool IsFile => true;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override Task<ConversionReport> WriteAsync(
        AnnotatedDataset dataset, string path, FormatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("COCO panoptic files are only read.");

    /// <inheritdoc />
    public override async Task<AnnotatedDataset> ReadAsync(
        string path, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= FormatOptions.Default;
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        string text = await SidecarFormat.ReadTextAsync(path, options, cancellationToken).ConfigureAwait(false);
        using JsonDocument document = SafeJson.Parse(text, path);
        JsonElement root = document.RootElement.Clone();
        string full = Path.GetFullPath(path);
        string pictures = Path.Combine(Path.GetDirectoryName(full)!, options.ImagesFolder ?? Path.GetFileNameWithoutExtension(full));
        return SafeJson.Decode(path, "$", root, () => Open(root, path, pictures));
    }

    private static AnnotatedDataset Open(JsonElement root, string path, string pictures)
    {
        SafeJson.Expect(root, JsonValueKind.Object, path, "$");
        Dictionary<long, Category> categories = [];
        foreach ((JsonElement item, string place) in Items(root, "categories", path))
        {
            Category category = CocoReader.ReadCategory(item, path, place);
            if (category.Id is long id)
                categories.TryAdd(id, category);
        }

        Dictionary<long, AnnotatedImage> images = [];
        CocoReader reader = new(path, new Dictionary<long, Category>());
        foreach ((JsonElement item, string place) in Items(root, "images", path))
            images[Integer(item, "id", path, place)] = reader.ReadImage(item, place);
        return new AnnotatedDataset(token =>
            ReadAll(root, images, categories, reader, pictures, token))
        {
            Categories = categories.Values.ToValueList(),
            HasAllCategories = true,
            Extra = JsonExtras.Read(root, RootMembers),
        };
    }

    private static async IAsyncEnumerable<AnnotatedImage> ReadAll(
        JsonElement root, Dictionary<long, AnnotatedImage> images, Dictionary<long, Category> categories, CocoReader reader,
        string pictures, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string path = reader.File;
        HashSet<long> segmented = [];
        foreach ((JsonElement item, string place) in Items(root, "annotations", path))
        {
            long id = Integer(item, "image_id", path, place);
            segmented.Add(id);
            if (!images.TryGetValue(id, out AnnotatedImage? image))
                throw new AnnotationFormatException("The image is not in the file.", path, path: place + ".image_id");
            string name = SafeJson.Text(item, "file_name")
                ?? throw new AnnotationFormatException("There is no 'file_name'.", path, path: place);
            if (!SafePath.TryJoin(pictures, name, out string? file) || !File.Exists(file))
                throw new AnnotationFormatException($"There is no picture '{name}' in '{pictures}'.", path, path: place + ".file_name");
            byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            (ValueList<Annotation> segments, ValueMap<JsonText> extra) = SafeJson.Decode(path, place, item,
                () => (ReadSegments(item, bytes, file, categories, reader, place), JsonExtras.Read(item, AnnotationMembers)));
            yield return image with { Annotations = segments, Extra = ValueMap<JsonText>.Create([.. image.Extra, .. extra]) };
        }

        foreach ((long id, AnnotatedImage image) in images)
        {
            if (!segmented.Contains(id))
                yield return image;
        }
    }

    private static ValueList<Annotation> ReadSegments(
        JsonElement item, byte[] bytes, string file, Dictionary<long, Category> categories, CocoReader reader, string place)
    {
        string path = reader.File;
        PngImage png = PngImage.Decode(bytes);
        if (png.BitDepth == 16)
            throw new AnnotationFormatException("A picture of identifiers has 8 bits a colour.", file);
        LabelMap map = LabelMap.FromPng(png);
        List<Annotation> segments = [];
        foreach ((JsonElement segment, string at) in Items(item, "segments_info", path, place))
        {
            long id = Integer(segment, "id", path, at);
            if (!categories.TryGetValue(Integer(segment, "category_id", path, at), out Category? category))
                throw new AnnotationFormatException("The category is not in the file.", path, path: at + ".category_id");
            Mask mask = map.ToMask(id is >= 0 and <= int.MaxValue ? (int)id : -1);
            double? area = SafeJson.Integer(segment, "area");
            Box? box = reader.ReadBox(segment, at);
            segments.Add(new Annotation(mask, category.Name)
            {
                Id = id.ToString(CultureInfo.InvariantCulture),
                StoredBox = box.Equals(mask.Bounds) ? null : box,
                StoredArea = area is double stored && !stored.Equals(mask.Area) ? stored : null,
                Flags = SafeJson.Integer(segment, "iscrowd") == 1 ? AnnotationFlags.Crowd : AnnotationFlags.None,
                Extra = JsonExtras.Read(segment, SegmentMembers),
            });
        }

        return segments.ToValueList();
    }

    private static IEnumerable<(JsonElement Item, string Path)> Items(JsonElement parent, string name, string file, string place = "$")
    {
        if (!parent.TryGetProperty(name, out JsonElement list))
            throw new AnnotationFormatException($"There is no '{name}'.", file, path: place);
        SafeJson.Expect(list, JsonValueKind.Array, file, $"{place}.{name}");
        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            string path = $"{place}.{name}[{(index++).ToString(CultureInfo.InvariantCulture)}]";
            SafeJson.Expect(item, JsonValueKind.Object, file, path);
            yield return (item, path);
        }
    }

    private static long Integer(JsonElement item, string name, string file, string path) =>
        item.TryGetProperty(name, out JsonElement value) && SafeJson.TryLong(value, out long number) ? number : throw new AnnotationFormatException($"There is no whole number '{name}'.", file, path: path);
}
