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
        Dictionary<int, Category> categories = [];
        foreach ((JsonElement item, string place) in Items(root, "categories", path))
        {
            Category category = CocoReader.ReadCategory(item, path, place);
            if (category.Id is int id)
                categories.TryAdd(id, category);
        }

        Dictionary<int, AnnotatedImage> images = [];
        CocoReader reader = new(path, new Dictionary<long, Category>());
        foreach ((JsonElement item, string place) in Items(root, "images", path))
            images[Integer(item, "id", path, place)] = reader.ReadImage(item, place);
        return new AnnotatedDataset(token =>
            ReadAll(root, images, categories, path, pictures, token))
        {
            Categories = categories.Values.ToValueList(),
            HasAllCategories = true,
        };
    }

    private static async IAsyncEnumerable<AnnotatedImage> ReadAll(
        JsonElement root, Dictionary<int, AnnotatedImage> images, Dictionary<int, Category> categories, string path, string pictures,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((JsonElement item, string place) in Items(root, "annotations", path))
        {
            if (!images.TryGetValue(Integer(item, "image_id", path, place), out AnnotatedImage? image))
                throw new AnnotationFormatException("The image is not in the file.", path, path: place + ".image_id");
            string name = SafeJson.Text(item, "file_name")
                ?? throw new AnnotationFormatException("There is no 'file_name'.", path, path: place);
            if (!SafePath.TryJoin(pictures, name, out string? file) || !File.Exists(file))
                throw new AnnotationFormatException($"There is no picture '{name}' in '{pictures}'.", path, path: place + ".file_name");
            byte[] bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            yield return SafeJson.Decode(path, place, item,
                () => image with { Annotations = ReadSegments(item, bytes, file, categories, path, place) });
        }
    }

    private static ValueList<Annotation> ReadSegments(
        JsonElement item, byte[] bytes, string file, Dictionary<int, Category> categories, string path, string place)
    {
        PngImage png = PngImage.Decode(bytes);
        if (png.BitDepth == 16)
            throw new AnnotationFormatException("A picture of identifiers has 8 bits a colour.", file);
        LabelMap map = LabelMap.FromPng(png);
        List<Annotation> segments = [];
        foreach ((JsonElement segment, string at) in Items(item, "segments_info", path, place))
        {
            int id = Integer(segment, "id", path, at);
            if (!categories.TryGetValue(Integer(segment, "category_id", path, at), out Category? category))
                throw new AnnotationFormatException("The category is not in the file.", path, path: at + ".category_id");
            Mask mask = map.ToMask(id);
            double? area = SafeJson.Integer(segment, "area");
            segments.Add(new Annotation(mask, category.Name)
            {
                Id = id.ToString(CultureInfo.InvariantCulture),
                StoredArea = area is double stored && !stored.Equals(mask.Area) ? stored : null,
                Flags = SafeJson.Integer(segment, "iscrowd") == 1 ? AnnotationFlags.Crowd : AnnotationFlags.None,
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

    private static int Integer(JsonElement item, string name, string file, string path) =>
        SafeJson.Integer(item, name) ?? throw new AnnotationFormatException($"There is no whole number '{name}'.", file, path: path);
}
