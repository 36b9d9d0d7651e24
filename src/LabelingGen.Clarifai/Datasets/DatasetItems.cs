using System.Runtime.CompilerServices;
using LabelingGen.Annotations;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Clarifai;

/// <summary>
/// Items of datasets on disk, to be uploaded with <see cref="ClarifaiDataset"/>: COCO, ImageNet and xView as the vendor's own loaders read
/// them, and everything that <see cref="AnnotationFormats"/> reads. Files are read as the items are enumerated.
/// </summary>
public static class DatasetItems
{
    private const string SynsetFile = "LOC_synset_mapping.txt";

    /// <summary>
    /// Pictures with the boxes, polygons and labels of a data set that was read. Shapes are clamped to the picture; what has no area in it
    /// is left out, and of other shapes their bounding boxes are taken.
    /// </summary>
    /// <param name="dataset">The labels, such as <see cref="AnnotationFormats"/> reads them.</param>
    /// <param name="imageFolder">The folder that the pictures' names are relative to.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="InvalidDataException">A picture's name leads out of the folder, or its size is not known.</exception>
    /// <exception cref="FileNotFoundException">A picture is missing.</exception>
    public static async IAsyncEnumerable<DatasetItem> FromAsync(
        AnnotatedDataset dataset, string imageFolder, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(imageFolder);
        await foreach (AnnotatedImage image in dataset.ReadImagesAsync(cancellationToken).ConfigureAwait(false))
        {
            string path = SafePath.Join(imageFolder, image.Name);
            ImageSize size = image.Size ?? await ImageHeader.TryReadSizeAsync(path, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidDataException($"The size of '{path}' is not told, and cannot be read from the file.");
            DatasetItem item = new()
            {
                Id = image.Id ?? Path.GetFileNameWithoutExtension(image.Name),
                ImagePath = path,
                Labels = [.. image.Annotations.Where(a => a.Shape is null && a.BoundingBox is null).SelectMany(a => a.Labels).Distinct()],
                Polygons = [.. image.Annotations.SelectMany(a => PolygonsOf(a, size))],
            };
            yield return item with { Boxes = [.. image.Annotations.Where(a => a.Shape is not Polygon).SelectMany(a => BoxesOf(a, size))] };
        }
    }

    /// <summary>
    /// Pictures with the boxes of a COCO file of instances. The label is the category's name in lower case with dashes for spaces, the id
    /// that of the picture; boxes are clamped, and those without an area are left out.
    /// </summary>
    /// <param name="imageFolder">The folder of the pictures.</param>
    /// <param name="labelFile">The JSON file.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="FileNotFoundException">The file or a picture is missing.</exception>
    /// <exception cref="AnnotationFormatException">The file breaks a rule of its format.</exception>
    public static async IAsyncEnumerable<DatasetItem> FromCocoAsync(
        string imageFolder, string labelFile, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AnnotatedDataset dataset = await AnnotationFormats.Coco.ReadAsync(labelFile, null, cancellationToken).ConfigureAwait(false);
        AnnotatedDataset boxes = dataset.Select(image => image with
        {
            Annotations = image.Annotations.Where(a => a.BoundingBox is not null)
                .Select(a => new Annotation(a.BoundingBox) { Labels = a.Labels.Select(CategoryLabel).ToValueList() }).ToValueList(),
        });
        await foreach (DatasetItem item in FromAsync(boxes, imageFolder, cancellationToken).ConfigureAwait(false))
            yield return item;
    }

    /// <summary>Pictures of a COCO file of captions, each with the first caption as its label.</summary>
    /// <param name="imageFolder">The folder of the pictures.</param>
    /// <param name="captionFile">The JSON file.</param>
    /// <exception cref="FileNotFoundException">The file is missing; a picture's, when the item is uploaded.</exception>
    /// <exception cref="ClarifaiFileException">The file breaks a rule of its format.</exception>
    public static IEnumerable<DatasetItem> FromCocoCaptions(string imageFolder, string captionFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(imageFolder);
        ArgumentException.ThrowIfNullOrEmpty(captionFile);
        return CocoCaptions.Read(captionFile).Select(image => new DatasetItem
        {
            Id = image.Id,
            ImagePath = SafePath.Join(imageFolder, image.FileName),
            Labels = [image.Caption],
        });
    }

    /// <summary>
    /// Pictures of an ImageNet folder (<c>{split}/{synset}/*.JPEG</c>), labeled with the names that <c>LOC_synset_mapping.txt</c> gives the
    /// synset, without their spaces and quotes. Folders of other names are left out.
    /// </summary>
    /// <param name="folder">The folder that holds the split and the mapping.</param>
    /// <param name="split">The split. Default <c>train</c>.</param>
    /// <exception cref="FileNotFoundException">The mapping is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The split is missing.</exception>
    /// <exception cref="ClarifaiFileException">A line of the mapping has no names.</exception>
    public static IEnumerable<DatasetItem> FromImageNet(string folder, string split = "train")
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(split);
        string mapping = Path.Combine(folder, SynsetFile);
        if (!File.Exists(mapping))
            throw new FileNotFoundException($"There is no file '{mapping}'.", mapping);
        string root = SafePath.Join(folder, split);
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"There is no folder '{root}'.");
        Dictionary<string, string[]> names = ReadSynsets(mapping);
        return Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
            .Where(synset => names.ContainsKey(Path.GetFileName(synset)))
            .SelectMany(synset => Directory.EnumerateFiles(synset)
                .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JPEG" or ".JPG").Order(StringComparer.Ordinal)
                .Select(file => new DatasetItem
                {
                    Id = Path.GetFileNameWithoutExtension(file),
                    ImagePath = file,
                    Labels = names[Path.GetFileName(synset)],
                }));
    }

    /// <summary>
    /// Pictures of an xView folder (<c>train_images/*.tif</c>) with the boxes of <c>xview_train.geojson</c>, labeled with the names of
    /// the classes. Boxes are clamped, and those without an area are left out. Pictures are not compressed again; the service takes 20 MB.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileNotFoundException">The file of labels is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of pictures is missing.</exception>
    /// <exception cref="ClarifaiFileException">The labels break a rule of their format, or a picture is no TIFF.</exception>
    public static IEnumerable<DatasetItem> FromXview(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return XviewDataset.Read(folder);
    }

    internal static (float, float, float, float)? Fractions(Box box, ImageSize size)
    {
        float left = (float)Math.Clamp(box.Left / size.Width, 0, 1);
        float top = (float)Math.Clamp(box.Top / size.Height, 0, 1);
        float right = (float)Math.Clamp(box.Right / size.Width, 0, 1);
        float bottom = (float)Math.Clamp(box.Bottom / size.Height, 0, 1);
        return left < right && top < bottom ? (left, top, right, bottom) : null;
    }

    private static string CategoryLabel(string name) => name.ToLowerInvariant().Replace(' ', '-');

    private static IEnumerable<(string, (float, float, float, float))> BoxesOf(Annotation annotation, ImageSize size) =>
        annotation.BoundingBox is { } box && Fractions(box, size) is { } fractions
            ? annotation.Labels.Select(label => (label, fractions))
            : [];

    private static IEnumerable<(string, IReadOnlyList<(float, float)>)> PolygonsOf(Annotation annotation, ImageSize size)
    {
        if (annotation.Shape is not Polygon polygon || Fractions(polygon.Bounds, size) is null)
            return [];
        (float, float)[] points =
        [
            .. polygon.Exterior.Select(p => ((float)Math.Clamp(p.X / size.Width, 0, 1), (float)Math.Clamp(p.Y / size.Height, 0, 1))),
        ];
        return annotation.Labels.Select(label => (label, (IReadOnlyList<(float, float)>)points));
    }

    private static Dictionary<string, string[]> ReadSynsets(string path)
    {
        Dictionary<string, string[]> names = new(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length == 0)
                continue;
            if (line.Split(' ', 2) is not [{ Length: > 0 } synset, var rest] || rest.Trim().Length == 0)
                throw new ClarifaiFileException(path, number, "it is no synset with its names");
            names[synset] =
            [
                .. rest.Split(',')
                    .Select(n => n.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).Trim())
                    .Where(n => n.Length > 0).Distinct(StringComparer.Ordinal),
            ];
        }

        return names;
    }
}
