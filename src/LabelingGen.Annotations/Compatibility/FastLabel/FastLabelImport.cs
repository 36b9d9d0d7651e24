using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>
/// Makes FastLabel annotations of other formats as the vendor's own converters do, quirks included: the profile <c>fastlabel</c>. Each
/// method returns picture names with the JSON list of their annotations, ready for a task. Quirks: COCO boxes are never read, only the
/// first ring of a segmentation; Pascal VOC corners are taken in the order of the elements; LabelMe shapes of other kinds come back with
/// the type <c>null</c>.
/// </summary>
public static class FastLabelImport
{
    /// <summary>Reads a COCO file.</summary>
    /// <param name="annotationType"><c>bbox</c>, <c>polygon</c> or <c>pose_estimation</c>.</param>
    /// <exception cref="AnnotationFormatException">The file cannot be converted; the message names file and place.</exception>
    public static async Task<ValueMap<JsonText>> FromCocoAsync(string path, string annotationType,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(annotationType);
        string text = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        using JsonDocument document = SafeJson.Parse(text, path);
        return SafeJson.Decode(path, "$", document.RootElement,
            () => new FastLabelCocoImport(path, annotationType).Convert(document.RootElement));
    }

    /// <summary>Reads all LabelMe files (<c>.json</c>) below a folder.</summary>
    /// <exception cref="AnnotationFormatException">A file cannot be converted; the message names file and place.</exception>
    public static Task<ValueMap<JsonText>> FromLabelMeAsync(string folder, CancellationToken cancellationToken = default) =>
        FromFilesAsync(folder, ".json", FastLabelFileImport.ReadLabelMe, cancellationToken);

    /// <summary>Reads all Pascal VOC files (<c>.xml</c>) below a folder.</summary>
    /// <exception cref="AnnotationFormatException">A file cannot be converted; the message names file and place.</exception>
    public static Task<ValueMap<JsonText>> FromPascalVocAsync(string folder, CancellationToken cancellationToken = default) =>
        FromFilesAsync(folder, ".xml", FastLabelFileImport.ReadPascalVoc, cancellationToken);

    /// <summary>Reads all YOLO files (<c>.txt</c>) below a folder, beside their pictures, whose sizes are taken from the files.</summary>
    /// <param name="classesPath">The list of classes, one a line; it must not lie below <paramref name="folder"/>.</param>
    /// <param name="projectType"><c>segmentation</c> reads outlines, anything else boxes.</param>
    /// <exception cref="AnnotationFormatException">A file cannot be converted; the message names file and line.</exception>
    public static async Task<ValueMap<JsonText>> FromYoloAsync(
        string classesPath, string folder, string projectType = "bbox", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(classesPath);
        string classes = await ReadAsync(classesPath, cancellationToken).ConfigureAwait(false);
        FastLabelYoloImport import =
            new(FastLabelYoloImport.Lines(classes).Select(static line => line.Trim()).ToArray(), projectType == "segmentation");
        foreach (string relative in Files(folder, ""))
        {
            if (FastLabelYoloImport.IsPicture(relative))
                await import.AddPictureAsync(folder, relative, cancellationToken).ConfigureAwait(false);
        }

        foreach (string relative in Files(folder, ".txt"))
        {
            string file = Path.Combine(folder, relative);
            import.AddLabels(relative, file, await ReadAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return import.Result;
    }

    /// <summary>
    /// The regions of a mask as points of a segmentation annotation: for each region the outer ring and its holes, as x and y in turn along
    /// the edges of pixels. As with the vendor's converter, of several islands in one hole only one becomes a region, the others rings of
    /// it; <see cref="Mask.ToPolygons"/> does not have this flaw.
    /// </summary>
    public static ValueList<ValueList<ValueList<int>>> FromMask(Mask mask) => FastLabelContours.Trace(mask);

    private static async Task<ValueMap<JsonText>> FromFilesAsync(
        string folder, string extension, Func<string, string, string, (string Name, JsonText Annotations)> read,
        CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, JsonText>> results = [];
        foreach (string relative in Files(folder, extension))
        {
            string file = Path.Combine(folder, relative);
            string text = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
            (string name, JsonText annotations) = read(text, file, relative);
            results.Add(new KeyValuePair<string, JsonText>(name, annotations));
        }

        return ValueMap<JsonText>.Create(results);
    }

    private static IEnumerable<string> Files(string folder, string extension)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        return Directory.GetFiles(folder, "*" + extension, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(name => name.EndsWith(extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    private static Task<string> ReadAsync(string path, CancellationToken cancellationToken) => File.Exists(path)
        ? SidecarFormat.ReadTextAsync(path, FormatOptions.Default, cancellationToken)
        : throw new FileNotFoundException($"There is no file '{path}'.", path);
}
