namespace LabelingGen.Annotations.Formats;

/// <summary>The formats there are.</summary>
public static class AnnotationFormats
{
    /// <summary>COCO instances and keypoints: one JSON file.</summary>
    public static AnnotationFormat Coco { get; } = new CocoFormat();

    /// <summary>YOLO detection: a text file an image, class and box per line.</summary>
    public static AnnotationFormat Yolo { get; } = new YoloFormat(YoloTask.Detection);

    /// <summary>YOLO segmentation: class and polygon per line.</summary>
    public static AnnotationFormat YoloSegmentation { get; } = new YoloFormat(YoloTask.Segmentation);

    /// <summary>YOLO oriented boxes: class and four corners per line.</summary>
    public static AnnotationFormat YoloOrientedBoxes { get; } = new YoloFormat(YoloTask.OrientedBoxes);

    /// <summary>YOLO pose: class, box and keypoints per line.</summary>
    public static AnnotationFormat YoloPose { get; } = new YoloFormat(YoloTask.Pose);

    /// <summary>Pascal VOC detection: an XML file an image.</summary>
    public static AnnotationFormat PascalVoc { get; } = new PascalVocFormat();

    /// <summary>LabelMe: a JSON file an image.</summary>
    public static AnnotationFormat LabelMe { get; } = new LabelMeFormat();

    /// <summary>CVAT for images: one XML file.</summary>
    public static AnnotationFormat Cvat { get; } = new CvatFormat();

    /// <summary>Label Studio tasks: one JSON file.</summary>
    public static LabelStudioFormat LabelStudio { get; } = new LabelStudioFormat();

    /// <summary>Label Studio's compact JSON: one file, a flat object an image.</summary>
    public static AnnotationFormat LabelStudioCompact { get; } = new LabelStudioCompactFormat();

    /// <summary>Label Studio's table: one CSV file, a row an image.</summary>
    public static AnnotationFormat LabelStudioCsv { get; } = new LabelStudioCsvFormat();

    /// <summary>Open Images boxes: one CSV file, a row a box.</summary>
    public static AnnotationFormat OpenImages { get; } = new OpenImagesFormat();

    /// <summary>COCO panoptic segmentation: a JSON file beside a folder of PNG pictures. Only read.</summary>
    public static AnnotationFormat CocoPanoptic { get; } = new CocoPanopticFormat();

    /// <summary>PathTrack: a folder a video. Only read.</summary>
    public static AnnotationFormat PathTrack { get; } = new PathTrackFormat();

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<AnnotationFormat> All { get; } =
        [Coco, Yolo, YoloSegmentation, YoloOrientedBoxes, YoloPose, PascalVoc, LabelMe, Cvat, LabelStudio, LabelStudioCompact,
            LabelStudioCsv, OpenImages, CocoPanoptic, PathTrack];

    /// <summary>Finds a format by name, upper and lower case being equal.</summary>
    /// <exception cref="ArgumentException">There is no such format; the message lists those there are.</exception>
    public static AnnotationFormat Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no format '{name}'. The formats are {string.Join(", ", All.Select(static format => format.Name))}.",
                nameof(name));
    }

    /// <summary>Guesses the format of labels by the names of files and the first bytes.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <returns>The format, or <see langword="null"/> if it cannot be told.</returns>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    public static AnnotationFormat? Detect(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            return DetectFolder(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is nothing at '{path}'.", path);
        byte[] bytes = new byte[4096];
        using FileStream file = File.OpenRead(path);
        string start = System.Text.Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false))
            .TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start switch
        {
            ['<', ..] => Cvat,
            ['I', 'm', 'a', 'g', 'e', 'I', 'D', ',', ..] => OpenImages,
            ['[', ..] => start.Contains("\"data\"", StringComparison.Ordinal) ? LabelStudio : LabelStudioCompact,
            ['{', ..] => start.Contains("\"segments_info\"", StringComparison.Ordinal) ? CocoPanoptic
                // Tasks one a line, or a single one.
                : start.Contains("\"data\"", StringComparison.Ordinal) && !start.Contains("\"images\"", StringComparison.Ordinal)
                    ? LabelStudio : Coco,
            _ => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? LabelStudioCsv : null,
        };
    }

    private static AnnotationFormat? DetectFolder(string path)
    {
        if (Directory.Exists(Path.Combine(path, "Annotations")) || Directory.EnumerateFiles(path, "*.xml").Any())
            return PascalVoc;
        if (Directory.Exists(Path.Combine(path, "labels")) || File.Exists(Path.Combine(path, "classes.txt"))
            || YoloFormat.DataFiles.Any(name => File.Exists(Path.Combine(path, name))))
            return Yolo;
        if (PathTrackShot.FindFolders(path).Any())
            return PathTrack;
        return Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Any() ? LabelMe : null;
    }
}
