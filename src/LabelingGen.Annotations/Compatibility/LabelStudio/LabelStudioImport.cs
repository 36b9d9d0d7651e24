using System.Globalization;
using System.Text;
using System.Text.Json;
using LabelingGen.Annotations.Formats;

namespace LabelingGen.Annotations.Compatibility;

/// <summary>Tasks that an import made, and the labeling configuration that shows them.</summary>
/// <param name="Tasks">A JSON list of tasks.</param>
/// <param name="Config">The labeling configuration as XML.</param>
public sealed record LabelStudioTasks(JsonText Tasks, string Config);

/// <summary>Makes Label Studio tasks of other formats as the vendor's own converter does: the profile <c>label-studio</c>.</summary>
public static class LabelStudioImport
{
    /// <summary>The address that stands before picture names unless another one is given: the vendor's serving of local files.</summary>
    public const string DefaultRoot = "/data/local-files/?d=";

    private const int IdLength = 10;

    /// <summary>
    /// Reads a COCO file: boxes, rings and keypoints of an annotation become regions each; run-length encoded masks are refused.
    /// </summary>
    /// <exception cref="AnnotationFormatException">The file cannot be converted; the message names the place.</exception>
    public static async Task<LabelStudioTasks> FromCocoAsync(string path, string root = DefaultRoot,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text = await SidecarFormat.ReadTextAsync(path, FormatOptions.Default, cancellationToken).ConfigureAwait(false);
        using JsonDocument document = SafeJson.Parse(text, path);
        return SafeJson.Decode(path, "$", document.RootElement,
            () => new LabelStudioCocoImport(path, root).Convert(document.RootElement));
    }

    /// <summary>
    /// Reads a YOLO folder (<c>classes.txt</c>, <c>images</c>, <c>labels</c>): a task for each picture; a sixth number of a line is its
    /// score.
    /// </summary>
    /// <exception cref="AnnotationFormatException">A file cannot be converted; the message names file and line.</exception>
    public static async Task<LabelStudioTasks> FromYoloAsync(string folder, string root = DefaultRoot + "images",
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string[] classes = [.. FastLabelYoloImport.Lines(await SidecarFormat.ReadTextAsync(
            Path.Combine(folder, "classes.txt"), FormatOptions.Default, cancellationToken).ConfigureAwait(false))
                .Select(static line => line.Trim())];
        List<Action<Utf8JsonWriter>> tasks = [];
        foreach (string picture in Directory.GetFiles(Path.Combine(folder, "images")).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(picture);
            if (!name.EndsWith(".jpg", StringComparison.Ordinal) && !name.EndsWith(".jpeg", StringComparison.Ordinal)
                && !name.EndsWith(".png", StringComparison.Ordinal))
                continue;
            string labels = Path.Combine(folder, "labels", SidecarFormat.Stem(name) + ".txt");
            if (!File.Exists(labels))
            {
                tasks.Add(writer => WriteTask(writer, LabelStudioAddress.Join(root, name), null));
                continue;
            }

            ImageSize size = await ImageHeader.TryReadStoredSizeAsync(picture, cancellationToken).ConfigureAwait(false)
                ?? throw new AnnotationFormatException("The size of the picture cannot be read.", picture);
            string[] lines = FastLabelYoloImport.Lines(await SidecarFormat.ReadTextAsync(labels, FormatOptions.Default, cancellationToken)
                .ConfigureAwait(false));
            tasks.Add(writer => WriteTask(writer, LabelStudioAddress.Join(root, name), w =>
            {
                for (int i = 0; i < lines.Length; i++)
                    WriteLine(w, lines[i], size, classes, labels, i + 1);
            }));
        }

        JsonText json = FastLabelFileImport.Write(writer => tasks.ForEach(task => task(writer)));
        IEnumerable<(int Number, string Name)> numbered = classes.Select(static (name, index) => (index, name));
        return new LabelStudioTasks(json, LabelStudioConfigWriter.Write([("label", "RectangleLabels")], [.. numbered]));
    }

    /// <summary>
    /// Reads a PathTrack folder (a folder a video, with <c>info.xml</c> and <c>gt/gt.txt</c>): a task for each video, a rectangle for each
    /// person. That the vendor's converter does so is inferred from its public source; no output of it was at hand.
    /// </summary>
    /// <param name="folder">The folder of the videos' folders.</param>
    /// <param name="root">The address that stands before the videos' folders.</param>
    /// <param name="framesPerSecond">Only videos of this rate are read; <see langword="null"/> reads all, and the configuration shows the
    /// rate of the first.</param>
    /// <param name="keyframeStep">Only every so many boxes of a person are kept, and the last; below 2 all of them.</param>
    /// <exception cref="AnnotationFormatException">A file cannot be converted, or there is no video; the message names file and
    /// line.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static async Task<LabelStudioTasks> FromPathTrackAsync(
        string folder, string root = DefaultRoot, double? framesPerSecond = null, int keyframeStep = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(keyframeStep);
        List<PathTrackShot> shots = [];
        foreach (string shotFolder in PathTrackShot.FindFolders(folder))
        {
            PathTrackShot shot = await PathTrackShot.ReadAsync(shotFolder, FormatOptions.Default, cancellationToken).ConfigureAwait(false);
            if (framesPerSecond is null || shot.FramesPerSecond.Equals(framesPerSecond))
                shots.Add(shot);
        }

        if (shots.Count == 0)
            throw new AnnotationFormatException("There is no video with labels, or none of this rate.", folder);
        LabelStudioPathTrackImport import = new(root, keyframeStep);
        JsonText tasks = FastLabelFileImport.Write(writer => shots.ForEach(shot => import.Write(writer, shot)));
        return new LabelStudioTasks(tasks, LabelStudioPathTrackImport.WriteConfig(framesPerSecond ?? shots[0].FramesPerSecond));
    }

    /// <summary>
    /// Wraps a mask as an annotation, or as a prediction when a model's version is given. The region gets a random identifier.
    /// </summary>
    public static JsonText FromMask(Mask mask, string label, string fromName, string toName, string? modelVersion = null,
        double? score = null, bool groundTruth = false)
    {
        ArgumentNullException.ThrowIfNull(mask);
        byte[] rle = BrushRle.EncodeMask(mask);
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("result");
            WriteRegion(writer, "brushlabels", toName, fromName, new ImageSize(mask.Width, mask.Height), w =>
            {
                w.WriteStartArray("rle");
                foreach (byte value in rle)
                    w.WriteNumberValue(value);
                w.WriteEndArray();
                w.WriteString("format", "rle");
                WriteLabel(w, "brushlabels", label);
            }, static w => w.WriteString("origin", "manual"));
            writer.WriteEndArray();
            if (modelVersion is null)
            {
                writer.WriteBoolean("ground_truth", groundTruth);
            }
            else
            {
                writer.WriteString("model_version", modelVersion);
                if (score is double value)
                    writer.WriteNumber("score", value);
                else
                    writer.WriteNull("score");
            }

            writer.WriteEndObject();
        }

        return JsonText.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    internal static void WriteTask(Utf8JsonWriter writer, string address, Action<Utf8JsonWriter>? regions)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data");
        writer.WriteString("image", address);
        writer.WriteEndObject();
        if (regions is not null)
        {
            writer.WriteStartArray("annotations");
            writer.WriteStartObject();
            writer.WriteStartArray("result");
            regions(writer);
            writer.WriteEndArray();
            writer.WriteBoolean("ground_truth", false);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    internal static void WriteRegion(
        Utf8JsonWriter writer, string type, string toName, string fromName, ImageSize size, Action<Utf8JsonWriter> value,
        Action<Utf8JsonWriter>? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id", NewId());
        writer.WriteString("type", type);
        writer.WriteStartObject("value");
        value(writer);
        writer.WriteEndObject();
        writer.WriteString("to_name", toName);
        writer.WriteString("from_name", fromName);
        writer.WriteNumber("image_rotation", 0);
        writer.WriteNumber("original_width", size.Width);
        writer.WriteNumber("original_height", size.Height);
        more?.Invoke(writer);
        writer.WriteEndObject();
    }

    internal static string NewId() => Guid.NewGuid().ToString("N")[..IdLength];

    internal static void WriteLabel(Utf8JsonWriter writer, string key, string label)
    {
        writer.WriteStartArray(key);
        writer.WriteStringValue(label);
        writer.WriteEndArray();
    }

    internal static void WriteRectangle(Utf8JsonWriter writer, double x, double y, double width, double height, string label)
    {
        writer.WriteNumber("x", x);
        writer.WriteNumber("y", y);
        writer.WriteNumber("width", width);
        writer.WriteNumber("height", height);
        writer.WriteNumber("rotation", 0);
        WriteLabel(writer, "rectanglelabels", label);
    }

    private static void WriteLine(Utf8JsonWriter writer, string line, ImageSize size, string[] classes, string file, int number)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] values = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                || !(Math.Abs(values[i]) <= 1e6))
                throw new AnnotationFormatException($"'{words[i]}' is not a number of a label.", file, number);
        }

        if (values.Length < 5 || values[0] < 0 || values[0] >= classes.Length || values[0] % 1 != 0)
            throw new AnnotationFormatException("A line has the number of a class and four numbers of a box.", file, number);
        (double x, double y, double width, double height) = (values[1], values[2], values[3], values[4]);
        WriteRegion(
            writer, "rectanglelabels", "image", "label", size,
            w => WriteRectangle(w, (x - width / 2) * 100, (y - height / 2) * 100, width * 100, height * 100, classes[(int)values[0]]),
            values.Length > 5 && values[5] != 0 ? w => w.WriteNumber("score", values[5]) : null);
    }
}
