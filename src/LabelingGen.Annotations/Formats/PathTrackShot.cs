using System.Globalization;
using System.Xml.Linq;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// One video of a PathTrack folder: <c>info.xml</c> tells its rate, size and length, each line of <c>gt/gt.txt</c> where somebody is on a
/// frame: frame (from 1), number of the person, left, top, width and height in pixels.
/// </summary>
internal sealed class PathTrackShot
{
    public const string VideoName = "video.mp4";

    private const int LineNumbers = 6;
    private const double LargestNumber = 1e9;

    private PathTrackShot(string name, XElement info, string infoFile)
    {
        Name = name;
        FramesPerSecond = Number(info, "fps", infoFile);
        Size = new ImageSize((int)Number(info, "imw", infoFile), (int)Number(info, "imh", infoFile));
        FrameCount = (int)Number(info, "num_frames", infoFile);
    }

    /// <summary>Name of the video's folder.</summary>
    public string Name { get; }

    public double FramesPerSecond { get; }

    public ImageSize Size { get; }

    public int FrameCount { get; }

    /// <summary>The boxes in the order of the file.</summary>
    public required IReadOnlyList<PathTrackBox> Boxes { get; init; }

    /// <summary>The folders of videos that have labels.</summary>
    public static IEnumerable<string> FindFolders(string root) =>
        Directory.EnumerateDirectories(root).Where(static folder => File.Exists(LabelsOf(folder))).Order(StringComparer.Ordinal);

    /// <exception cref="AnnotationFormatException">A file is not what it should be; the message names file and line.</exception>
    public static async Task<PathTrackShot> ReadAsync(string folder, FormatOptions options, CancellationToken cancellationToken)
    {
        string infoFile = Path.Combine(folder, "info.xml");
        if (!File.Exists(infoFile))
            throw new AnnotationFormatException("The video has no 'info.xml'.", folder);
        string infoText = await SidecarFormat.ReadTextAsync(infoFile, options, cancellationToken).ConfigureAwait(false);
        string labels = LabelsOf(folder);
        string text = await SidecarFormat.ReadTextAsync(labels, options, cancellationToken).ConfigureAwait(false);
        List<PathTrackBox> boxes = [];
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            int lineNumber = ++number;
            if (!string.IsNullOrWhiteSpace(line) && options.Try(() => ReadLine(line, labels, lineNumber), labels) is { } box)
                boxes.Add(box);
        }

        return new PathTrackShot(Path.GetFileName(folder), SafeXml.Parse(infoText, infoFile), infoFile) { Boxes = boxes };
    }

    private static string LabelsOf(string folder) => Path.Combine(folder, "gt", "gt.txt");

    private static PathTrackBox ReadLine(string line, string file, int number)
    {
        string[] words = line.Split([' ', '\t', ',', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < LineNumbers)
            throw new AnnotationFormatException($"A line has {words.Length} numbers; there are {LineNumbers}: frame, person, box.", file,
                number);
        double[] values = new double[LineNumbers];
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                || !(Math.Abs(values[i]) <= LargestNumber))
                throw new AnnotationFormatException($"'{words[i]}' is not a number of a label.", file, number);
        }

        if (values[0] < 1 || values[0] % 1 != 0 || values[1] < 0 || values[1] % 1 != 0)
            throw new AnnotationFormatException("Frames are whole numbers from 1, persons whole numbers from 0.", file, number);
        return values[4] >= 0 && values[5] >= 0
            ? new PathTrackBox((int)values[0], (int)values[1], new Box(values[2], values[3], values[4], values[5]), number)
            : throw new AnnotationFormatException("The width or height of a box is negative.", file, number);
    }

    /// <summary>A number that is not zero; names are found at any depth and in any case, as the vendor's converter finds them.</summary>
    private static double Number(XElement info, string name, string file)
    {
        XElement element = info.Descendants().FirstOrDefault(item =>
            item.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw SafeXml.Error($"There is no '{name}'.", file, info);
        return double.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value is > 0 and <= LargestNumber && (name == "fps" || value % 1 == 0)
            ? value : throw SafeXml.Error($"'{element.Value}' is no '{name}'.", file, element);
    }
}

/// <summary>Where somebody is on a frame.</summary>
/// <param name="Frame">The frame, counted from 1.</param>
/// <param name="Person">The number of the person.</param>
/// <param name="Box">The place in pixels.</param>
/// <param name="Line">The line of the file.</param>
internal sealed record PathTrackBox(int Frame, int Person, Box Box, int Line);
