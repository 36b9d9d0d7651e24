using System.Globalization;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// YOLO label files: <c>labels/NAME.txt</c> for <c>images/NAME.jpg</c>, one object a line, numbers divided by the picture's width (x) or
/// height (y); each part of the data set may have such two folders of its own. Class names stand in <c>classes.txt</c> or, where there is
/// none, in <c>data.yaml</c>, which also tells the names of keypoints and which of them are each other's mirror images. Numbers are written
/// with as many digits as it takes to read the same value back, unless <see cref="FormatOptions.Digits"/> says otherwise; rounded so, a box
/// within the picture does not leave it. One that leaves the picture anyway keeps its numbers: nothing is cut off.
/// </summary>
public sealed class YoloFormat : SidecarFormat
{
    internal static readonly string[] DataFiles = ["data.yaml", "data.yml", "dataset.yaml", "dataset.yml"];

    private const string ClassesFile = "classes.txt";
    private const double MaxNumber = 1e6;

    // Of more digits a number between 0 and 1 has none that rounding would take away.
    private const int MaxRoundedDigits = 15;

    private readonly YoloTask _task;

    internal YoloFormat(YoloTask task)
        : base(NamesOf(task).Short, $"YOLO {NamesOf(task).Long}: a text file a picture, numbers relative to its size", ".txt") =>
        _task = task;

    private protected override string LabelsFolder => "labels";

    private protected override string PicturesFolder => "images";

    // A picture without a file of labels is background.
    private protected override bool ReadsBarePictures => true;

    // The picture's own file keeps its name and size.
    private protected override string[] KeptOutside => ["name", "size"];

    private protected override bool IsDatasetFile(string stem) => stem == "classes" || stem.EndsWith("/classes", StringComparison.Ordinal);

    private static (string Short, string Long) NamesOf(YoloTask task) => task switch
    {
        YoloTask.Detection => ("yolo", "detection"),
        YoloTask.Segmentation => ("yolo-seg", "segmentation"),
        YoloTask.OrientedBoxes => ("yolo-obb", "oriented boxes"),
        _ => ("yolo-pose", "pose"),
    };

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        if (image.Annotations.Count > 0 && image.Size is not { Width: > 0, Height: > 0 })
        {
            context.Options.Unsized(
                new AnnotationFormatException($"The size of the image '{image.Name}' is not known; YOLO numbers are relative to it."));
            return EncodedImage.Unsized;
        }

        StringBuilder text = new();
        List<int> origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            if (TryWrite(image.Annotations[i], image.Size!.Value, context, text))
                origins.Add(i);
        }

        return new EncodedImage(text.ToString(), [.. origins]);
    }

    private bool TryWrite(Annotation annotation, ImageSize size, FormatContext context, StringBuilder text)
    {
        if (context.NumberOf(annotation.Label) is not int number)
            return false;
        List<double> values = [];
        switch (_task)
        {
            case YoloTask.Detection when annotation.BoundingBox is { } box:
                AddBox(values, box, size, context.Options.Digits);
                break;
            case YoloTask.Segmentation when Outline(annotation.Shape) is { Count: > 2 } outline:
                AddPoints(values, outline, size);
                break;
            case YoloTask.OrientedBoxes when Corners(annotation.Shape) is { } corners:
                AddPoints(values, corners, size);
                break;
            case YoloTask.Pose when (annotation.Keypoints ?? annotation.Shape as Keypoints) is { } keypoints:
                AddBox(values, annotation.BoundingBox ?? keypoints.Bounds, size, context.Options.Digits);
                foreach (Keypoint point in keypoints.Points)
                {
                    values.Add(point.X / size.Width);
                    values.Add(point.Y / size.Height);
                    values.Add((int)point.Visibility);
                }

                break;
            default:
                return false;
        }

        if (values.Exists(static value => Math.Abs(value) > MaxNumber))
            return false;
        text.Append(number.ToString(CultureInfo.InvariantCulture));
        // Corners of a turned box are computed again whenever it is written: beyond twelve digits they only carry the noise of sine and
        // cosine.
        int? digits = context.Options.Digits ?? (_task == YoloTask.OrientedBoxes ? 12 : null);
        foreach (double value in values)
            text.Append(' ').Append(Number(value, digits));
        text.Append('\n');
        return true;
    }

    private static void AddBox(List<double> values, Box box, ImageSize size, int? digits)
    {
        (double x, double width) = Along(box.X, box.Width, size.Width, digits);
        (double y, double height) = Along(box.Y, box.Height, size.Height, digits);
        values.AddRange([x, y, width, height]);
    }

    /// <summary>The centre and the length of a box along one side of the picture.</summary>
    private static (double Center, double Length) Along(double start, double length, int side, int? digits)
    {
        (double center, double part) = ((start + length / 2) / side, length / side);
        if (digits is not (int places and > 0 and <= MaxRoundedDigits) || start < 0 || start + length > side)
            return (center, part);
        // Rounded each for itself, centre and length may reach beyond the picture, which trainers refuse: the centre gives way.
        decimal rounded = Rounded(part);
        decimal least = decimal.Round(rounded / 2, places, MidpointRounding.ToPositiveInfinity);
        return ((double)Math.Max(least, Math.Min(Rounded(center), 1 - least)), (double)rounded);

        decimal Rounded(double value) => decimal.Parse(Number(value, places), CultureInfo.InvariantCulture);
    }

    private static void AddPoints(List<double> values, ValueList<Point> points, ImageSize size)
    {
        foreach ((double x, double y) in points)
        {
            values.Add(x / size.Width);
            values.Add(y / size.Height);
        }
    }

    private static ValueList<Point>? Outline(IShape? shape) => shape switch
    {
        Polygon polygon => polygon.Exterior,
        MultiPolygon multi => multi.Polygons.OrderByDescending(static polygon => polygon.Area).First().Exterior,
        Box box => box.Corners(),
        RotatedBox box => box.Corners(),
        Ellipse ellipse => ellipse.ToPolygon().Exterior,
        _ => null,
    };

    private static ValueList<Point>? Corners(IShape? shape) => shape switch
    {
        RotatedBox box => box.Corners(),
        Box box => box.Corners(),
        // Four corners that are no rectangle are what the layout holds: readers fit the box themselves.
        Polygon { Exterior.Count: 4, Holes.IsEmpty: true } corners => corners.Exterior,
        Polygon polygon => MinimumAreaBox.Around(polygon.Exterior.AsSpan()).Corners(),
        MultiPolygon multi => Around(multi.Polygons),
        Mask { IsEmpty: false } mask => Around(mask.ToPolygons()),
        Ellipse ellipse => new RotatedBox(
            ellipse.CenterX, ellipse.CenterY, 2 * ellipse.RadiusX, 2 * ellipse.RadiusY, ellipse.AngleDegrees).Corners(),
        _ => null,
    };

    private static ValueList<Point> Around(ValueList<Polygon> pieces)
    {
        Point[] points = [.. pieces.SelectMany(static piece => piece.Exterior)];
        return MinimumAreaBox.Around(points).Corners();
    }

    private protected override AnnotatedImage Decode(string text, string file, string stem, FormatContext context)
    {
        List<Annotation> annotations = [];
        int lineNumber = 0;
        bool isSized = context.Size is { Width: > 0, Height: > 0 };
        bool isTold = isSized;
        foreach (ReadOnlySpan<char> rawLine in text.AsSpan().EnumerateLines())
        {
            lineNumber++;
            ReadOnlySpan<char> line = rawLine.Trim();
            if (line.IsEmpty)
                continue;
            if (!isTold)
            {
                isTold = true;
                context.Options.Unsized(new AnnotationFormatException(
                    $"The size of the picture of '{stem}' is not known; YOLO numbers are relative to it. "
                        + "Put the picture beside the labels or into 'images'.", file));
            }

            ImageSize size = isSized ? context.Size!.Value : new ImageSize(1, 1);
            if (TryReadLine(line, size, file, lineNumber, context) is { } annotation)
                annotations.Add(isSized ? annotation : annotation with { Shape = null, Keypoints = null });
        }

        return new AnnotatedImage(context.ImageName ?? stem, context.Size, annotations.ToValueList());
    }

    /// <summary>Reads a line; nothing if it cannot be read and somebody is told of it.</summary>
    private Annotation? TryReadLine(ReadOnlySpan<char> line, ImageSize size, string file, int lineNumber, FormatContext context)
    {
        try
        {
            return ReadLine(line, size, file, lineNumber, context);
        }
        catch (AnnotationFormatException error) when (context.Options.OnUnreadable is not null)
        {
            context.Options.OnUnreadable(error);
            return null;
        }
    }

    private Annotation ReadLine(ReadOnlySpan<char> line, ImageSize size, string file, int lineNumber, FormatContext context)
    {
        List<double> values = [];
        while (!line.IsEmpty)
        {
            int end = line.IndexOfAny(' ', '\t');
            ReadOnlySpan<char> word = end < 0 ? line : line[..end];
            line = end < 0 ? default : line[(end + 1)..];
            if (word.IsEmpty)
                continue;
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                || !(Math.Abs(value) <= MaxNumber))
                throw new AnnotationFormatException($"'{word}' is not a number of a label.", file, lineNumber);
            values.Add(value);
        }

        if (values[0] != Math.Floor(values[0]) || values[0] is < 0 or > int.MaxValue)
            throw new AnnotationFormatException("The first number of a line is the class and must be a whole number.", file, lineNumber);
        int number = (int)values[0];
        string label = number < context.Categories.Count ? context.Categories[number].Name : number.ToString(CultureInfo.InvariantCulture);
        int expected = _task switch { YoloTask.Detection => 5, YoloTask.OrientedBoxes => 9, _ => 0 };
        // A sixth number of a detection is its confidence.
        if (expected != 0 && values.Count != expected && !(expected == 5 && values.Count == 6))
            throw new AnnotationFormatException($"A line has {values.Count} numbers; {Name} lines have {expected}.", file, lineNumber);
        return _task switch
        {
            YoloTask.Detection =>
                new Annotation(ReadBox(values, size, file, lineNumber), label) { Confidence = values.Count == 6 ? values[5] : null },
            YoloTask.Segmentation => new Annotation(new Polygon(ReadPoints(values, size, file, lineNumber)), label),
            YoloTask.OrientedBoxes => new Annotation(ReadOrientedBox(ReadPoints(values, size, file, lineNumber)), label),
            _ => ReadPose(values, size, number < context.Categories.Count ? context.Categories[number] : new Category(label), file,
                lineNumber, context.NumbersPerKeypoint),
        };
    }

    private static Box ReadBox(List<double> values, ImageSize size, string file, int lineNumber) =>
        values.Count >= 5 && values[3] >= 0 && values[4] >= 0
            ? new Box(
                PixelNumber.Round((values[1] - values[3] / 2) * size.Width), PixelNumber.Round((values[2] - values[4] / 2) * size.Height),
                PixelNumber.Round(values[3] * size.Width), PixelNumber.Round(values[4] * size.Height))
            : throw new AnnotationFormatException("A box has four numbers, and its width and height are not negative.", file, lineNumber);

    private static ValueList<Point> ReadPoints(List<double> values, ImageSize size, string file, int lineNumber)
    {
        if (values.Count < 7 || values.Count % 2 == 0)
            throw new AnnotationFormatException("An outline has at least three points of two numbers each.", file, lineNumber);
        Point[] points = new Point[(values.Count - 1) / 2];
        for (int i = 0; i < points.Length; i++)
            points[i] = new Point(PixelNumber.Round(values[1 + 2 * i] * size.Width), PixelNumber.Round(values[2 + 2 * i] * size.Height));
        return ValueList.Create<Point>(points);
    }

    /// <summary>
    /// Four corners of a rectangle are a turned box; four corners of anything else stay a polygon, so that nothing is made up.
    /// </summary>
    private static IShape ReadOrientedBox(ValueList<Point> corners)
    {
        (Point a, Point b, Point c, Point d) = (corners[0], corners[1], corners[2], corners[3]);
        double width = double.Hypot(b.X - a.X, b.Y - a.Y);
        double height = double.Hypot(d.X - a.X, d.Y - a.Y);
        double tolerance = 1e-5 * Math.Max(1, Math.Max(width, height));
        bool isParallelogram = Math.Abs(a.X + c.X - b.X - d.X) <= tolerance && Math.Abs(a.Y + c.Y - b.Y - d.Y) <= tolerance;
        bool isRight = Math.Abs((b.X - a.X) * (d.X - a.X) + (b.Y - a.Y) * (d.Y - a.Y)) <= tolerance * Math.Max(1, Math.Max(width, height));
        if (!isParallelogram || !isRight)
            return new Polygon(corners);
        // The longer side tells the angle; one without length would not.
        double angle = double.RadiansToDegrees(
            width >= height ? Math.Atan2(b.Y - a.Y, b.X - a.X) : Math.Atan2(a.X - d.X, d.Y - a.Y));
        // Rounded well above the noise, so that writing what was read gives the same text again.
        return new RotatedBox(Round((a.X + c.X) / 2), Round((a.Y + c.Y) / 2), Round(width), Round(height), Round(angle));

        static double Round(double value) => Math.Round(value, 5, MidpointRounding.AwayFromZero);
    }

    private static Annotation ReadPose(
        List<double> values, ImageSize size, Category category, string file, int lineNumber, int? stated)
    {
        Box box = ReadBox(values, size, file, lineNumber);
        int count = values.Count - 5;
        int step = stated ?? (count % 3 == 0 ? 3 : 2);
        if (count == 0 || count % step != 0)
            throw new AnnotationFormatException(stated is null ? "After the box come two or three numbers a keypoint."
                : $"After the box come {step} numbers a keypoint, as the data set's file says.", file, lineNumber);
        Keypoint[] points = new Keypoint[count / step];
        for (int i = 0; i < points.Length; i++)
        {
            int at = 5 + i * step;
            double visibility = step == 3 ? values[at + 2] : 2;
            if (visibility is not (0 or 1 or 2))
                throw new AnnotationFormatException($"The visibility {visibility} of keypoint {i} is not 0, 1 or 2.", file, lineNumber);
            points[i] = new Keypoint(PixelNumber.Round(values[at] * size.Width), PixelNumber.Round(values[at + 1] * size.Height),
                (KeypointVisibility)(int)visibility);
        }

        Skeleton? skeleton = category.Skeleton is { } known && known.Names.Count == points.Length ? known : null;
        return new Annotation(box, category.Name)
        {
            Keypoints = new Keypoints(ValueList.Create<Keypoint>(points), skeleton),
        };
    }

    private protected override async Task WriteDatasetFilesAsync(string path, FormatContext context, CancellationToken cancellationToken)
    {
        string classes = Path.Combine(path, ClassesFile);
        string[] names = [.. context.Categories.Select(static category => category.Name)];
        // A name a line: one with a line break stands in the other file only, and a list of other names would contradict it.
        if (Array.Exists(names, static name => name.AsSpan().IndexOfAny('\r', '\n') >= 0))
            File.Delete(classes);
        else
            await AtomicFile.WriteTextAsync(classes, string.Concat(names.Select(static name => name + "\n")), cancellationToken)
                .ConfigureAwait(false);
        await AtomicFile.WriteTextAsync(Path.Combine(path, DataFiles[0]), DataFileOf(context), cancellationToken).ConfigureAwait(false);
    }

    private string DataFileOf(FormatContext context)
    {
        StringBuilder yaml = new("path: .\ntrain: images\nval: images\nnames:\n");
        for (int i = 0; i < context.Categories.Count; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"  {i}: {JsonText.From(context.Categories[i].Name).Text}\n");
        Skeleton[] skeletons = [.. context.Categories.Select(static category => category.Skeleton).OfType<Skeleton>()];
        if (_task != YoloTask.Pose || skeletons is not [var first, ..])
            return yaml.ToString();
        yaml.Append(CultureInfo.InvariantCulture, $"kpt_shape: [{first.Names.Count}, 3]\n");
        // One list holds for all classes.
        if (!first.MirrorPositions.IsEmpty && Array.TrueForAll(skeletons, other => other.MirrorPositions == first.MirrorPositions))
            yaml.Append(CultureInfo.InvariantCulture, $"flip_idx: [{string.Join(", ", first.MirrorPositions)}]\n");
        yaml.Append("kpt_names:\n");
        for (int i = 0; i < context.Categories.Count; i++)
        {
            if (context.Categories[i].Skeleton is { Names.IsEmpty: false } skeleton)
                yaml.Append(CultureInfo.InvariantCulture,
                    $"  {i}: [{string.Join(", ", skeleton.Names.Select(static name => JsonText.From(name).Text))}]\n");
        }

        return yaml.ToString();
    }

    private protected override FormatContext AsRead(FormatContext context) =>
        _task == YoloTask.Pose ? Context(context.Options, context.Categories.Select(static category => category.Name),
            YoloDataFile.Parse(DataFileOf(context), "")) : context;

    private protected override async Task<FormatContext> ReadDatasetFilesAsync(string path, FormatOptions options,
        CancellationToken cancellationToken)
    {
        YoloDataFile? data = null;
        if (DataFiles.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists) is { } file)
            data = YoloDataFile.Parse(await ReadTextAsync(file, options, cancellationToken).ConfigureAwait(false), file);
        IEnumerable<string> names = options.Classes;
        string classes = Path.Combine(path, ClassesFile);
        if (options.Classes.IsEmpty && File.Exists(classes))
        {
            string[] lines = YoloDataFile.Lines(await ReadTextAsync(classes, options, cancellationToken).ConfigureAwait(false));
            names = lines.Take(lines.Length - (lines[^1].Length == 0 ? 1 : 0));
        }
        else if (options.Classes.IsEmpty && data is not null)
        {
            names = data.ReadNames();
        }

        return Context(options, names, data);
    }

    private FormatContext Context(FormatOptions options, IEnumerable<string> names, YoloDataFile? data)
    {
        data = _task == YoloTask.Pose ? data : null;
        return new FormatContext(options, names.Select((name, number) => new Category(name) { Skeleton = data?.ReadSkeleton(number) }))
        {
            NumbersPerKeypoint = data?.ReadNumbersPerKeypoint(),
        };
    }

    /// <summary>No exponent: many YOLO readers split on characters and know none.</summary>
    private static string Number(double value, int? digits) => digits is int fixedDigits
        ? value.ToString("F" + fixedDigits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : PlainNumber.Shortest(value);
}
