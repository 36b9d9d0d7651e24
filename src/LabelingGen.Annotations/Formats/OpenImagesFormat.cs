using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Open Images boxes: one CSV file with a row for each box. Numbers are divided by the picture's width or height, in the order XMin, XMax,
/// YMin, YMax; IsGroupOf plays the part of a crowd, and -1 is kept where nobody knows. Columns behind these (the clicks of version 6) are
/// read as texts and not written. The file knows neither sizes nor pictures without a box.
/// </summary>
public sealed class OpenImagesFormat : SingleFileFormat
{
    private const string Header =
        "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside";
    private const int Columns = 13;
    private const double MaxNumber = 1e6;

    /// <summary>The decimals that the sides of a box are rounded to.</summary>
    internal const int Decimals = 12;

    // The sides of a box far away are noisy beyond.
    private const int PixelDecimals = 6;
    private const int SourceColumn = 1;
    private const int FirstCorner = 4;
    private const int FirstFlag = 8;

    // What a column says of which nobody knows whether it is so; an annotation keeps it under the column's name.
    private const string Unknown = "-1";

    private static readonly (string Column, AnnotationFlags Flag)[] Flags =
    [
        ("IsOccluded", AnnotationFlags.Occluded), ("IsTruncated", AnnotationFlags.Truncated), ("IsGroupOf", AnnotationFlags.Crowd),
        ("IsDepiction", AnnotationFlags.Depiction), ("IsInside", AnnotationFlags.Inside),
    ];

    internal OpenImagesFormat()
        : base("open-images", "Open Images boxes: one CSV file, numbers relative to the picture's size")
    {
    }

    // The picture's own file keeps its name and size.
    internal override string[] KeptOutside { get; } = ["name", "size"];

    private protected override string Head(FormatContext context, ValueMap<JsonText> extra) => Header + "\n";

    private protected override string KeyOf(AnnotatedImage back) => PictureName.Stem(back.Name);

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        StringBuilder text = new();
        List<int> origins = [];
        bool escape = context.Options.EscapeFormulas;
        string stem = CsvText.Field(PictureName.Stem(image.Name), escape);
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            Annotation annotation = image.Annotations[i];
            if (annotation.BoundingBox is not { } box || annotation.Label is not { } label || label.AsSpan().IndexOfAny('\r', '\n') >= 0)
                continue;
            if (image.Size is not { Width: > 0, Height: > 0 } size)
            {
                context.Options.Unsized(new AnnotationFormatException(
                    $"The size of the image '{image.Name}' is not known; Open Images' numbers are relative to it."));
                return EncodedImage.Unsized;
            }

            double[] sides =
                [Part(box.Left, size.Width), Part(box.Right, size.Width), Part(box.Top, size.Height), Part(box.Bottom, size.Height)];
            if (!Array.TrueForAll(sides, IsReadable))
                continue;
            text.Append(stem).Append(',')
                .Append(CsvText.Field(annotation.Source?.ReplaceLineEndings(" ") ?? "", escape)).Append(',')
                .Append(CsvText.Field(label, escape)).Append(',');
            Append(text, annotation.Confidence ?? 1);
            foreach (double side in sides)
                Append(text.Append(','), side);
            foreach ((string column, AnnotationFlags flag) in Flags)
            {
                bool isUnknown = annotation.Extra.TryGetValue(column, out JsonText kept) && kept == JsonText.From(Unknown);
                text.Append(',').Append(annotation.Has(flag) ? "1" : isUnknown ? Unknown : "0");
            }

            text.Append('\n');
            origins.Add(i);
        }

        return new EncodedImage(text.ToString(), [.. origins]);
    }

    private protected override DetectionEncoder CreateEncoder(ValueList<Category> categories, FormatContext context) =>
        new OpenImagesDetections(categories, context.Options.EscapeFormulas);

    private protected override AnnotatedImage Decode(string text, FormatContext context)
    {
        List<Annotation> annotations = [];
        string? id = context.ImageName;
        bool escape = context.Options.EscapeFormulas;
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            int end = rest.IndexOf('\n');
            CsvRow row = Split(rest[..end], Columns, "", 0);
            id ??= CsvText.Unescape(row[0].ToString(), escape);
            annotations.Add(ReadRow(row, context.Size, escape, "", 0));
            rest = rest[(end + 1)..];
        }

        return new AnnotatedImage(id ?? "", context.Size, annotations.ToValueList());
    }

    private protected override async IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(
        string path, FormatContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? id = null;
        ImageSize? size = null;
        string name = "";
        List<Annotation> annotations = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        string[] columns = [];
        await foreach ((string line, int number) in ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (number == 1)
            {
                columns = line.TrimEnd().Split(',');
                if (string.Join(',', columns.Take(Columns)) != Header || columns.Length > CsvRow.MaxFields)
                    throw new AnnotationFormatException($"The first line does not begin with '{Header}', or goes on too long.", path, 1);
                continue;
            }

            if (line.Length == 0)
                continue;
            string? next = context.Options.OnUnreadable is null
                ? IdOf(line, columns, context.Options, path, number) : TryIdOf(line, columns, context.Options, path, number);
            if (next is null)
                continue;
            if (next != id)
            {
                if (id is not null)
                    yield return new AnnotatedImage(name, size, annotations.ToValueList());
                if (!done.Add(next))
                    throw new AnnotationFormatException($"The rows of the image '{next}' do not follow one another.", path, number);
                (id, annotations) = (next, []);
                (name, size) = await FindPictureAsync(path, id, context.Options, cancellationToken).ConfigureAwait(false);
                if (size is null)
                {
                    context.Options.Unsized(new AnnotationFormatException(
                        $"The size of the picture of '{id}' is not known; Open Images' numbers are relative to it. "
                            + "Put the picture beside the file or into 'images'.", path, number));
                }
            }

            Annotation? row = context.Options.OnUnreadable is null
                ? RowOf(line, columns, size, context.Options, path, number) : TryRowOf(line, columns, size, context.Options, path, number);
            if (row is not null)
                annotations.Add(row);
        }

        if (id is not null)
            yield return new AnnotatedImage(name, size, annotations.ToValueList());
    }

    /// <summary>The name of a picture with its extension, where its file is found, and its size.</summary>
    private static async Task<(string Name, ImageSize? Size)> FindPictureAsync(
        string labels, string id, FormatOptions options, CancellationToken cancellationToken)
    {
        (string name, ImageSize? size) = (id, options.FindSize?.Invoke(id));
        if (size is null && PictureFiles.TryFind(PictureFiles.RootOf(labels), PictureFiles.FoldersOf(options), id, isStem: true,
            out string? found, out string? path))
        {
            name = found;
            size = options.FindSize?.Invoke(found)
                ?? await ImageHeader.TryReadSizeAsync(path, cancellationToken).ConfigureAwait(false);
        }

        return (name, size is { Width: > 0, Height: > 0 } ? size : null);
    }

    private static string IdOf(string line, string[] columns, FormatOptions options, string path, int number) =>
        CsvText.Unescape(Split(line, columns.Length, path, number)[0].ToString(), options.EscapeFormulas);

    private static Annotation RowOf(string line, string[] columns, ImageSize? size, FormatOptions options, string path, int number)
    {
        CsvRow row = Split(line, columns.Length, path, number);
        Annotation annotation = ReadRow(row, size, options.EscapeFormulas, path, number);
        if (columns.Length == Columns)
            return annotation;
        ValueMap<JsonText> extra = annotation.Extra;
        for (int i = Columns; i < columns.Length; i++)
            extra = extra.With(columns[i], JsonText.From(row[i].ToString()));
        return annotation with { Extra = extra };
    }

    // Apart, so that reading without a list of problems pays for no closure.
    private static string? TryIdOf(string line, string[] columns, FormatOptions options, string path, int number) =>
        options.Try(() => IdOf(line, columns, options, path, number), path);

    private static Annotation? TryRowOf(
        string line, string[] columns, ImageSize? size, FormatOptions options, string path, int number) =>
        options.Try(() => RowOf(line, columns, size, options, path, number), path);

    private static CsvRow Split(ReadOnlySpan<char> line, int columns, string file, int number) =>
        CsvRow.TrySplit(line, file, number, out CsvRow row) && row.Count == columns
            ? row : throw new AnnotationFormatException($"A row has {columns} fields.", file, number);

    private static Annotation ReadRow(CsvRow row, ImageSize? size, bool escape, string file, int line)
    {
        Span<double> sides = stackalloc double[4];
        for (int i = 0; i < sides.Length; i++)
            sides[i] = Number(row[FirstCorner + i], file, line);
        AnnotationFlags flags = AnnotationFlags.None;
        ValueMap<JsonText> extra = ValueMap<JsonText>.Empty;
        for (int i = 0; i < Flags.Length; i++)
        {
            flags |= row[FirstFlag + i] is "1" ? Flags[i].Flag : AnnotationFlags.None;
            if (row[FirstFlag + i] is Unknown)
                extra = extra.With(Flags[i].Column, JsonText.From(Unknown));
        }

        double confidence = Number(row[3], file, line);
        string source = CsvText.Unescape(row[SourceColumn].ToString(), escape);
        Box? box = size is { } known ? BoxOf(sides[0], sides[1], sides[2], sides[3], known) : null;
        return new Annotation(
            box,
            CsvText.Unescape(row[2].ToString(), escape))
        {
            Source = source.Length == 0 ? null : source,
            Confidence = confidence.Equals(1.0) ? null : confidence,
            Flags = flags,
            Extra = extra,
        };
    }

    /// <summary>A coordinate divided by the picture's width or height.</summary>
    internal static double Part(double coordinate, int length) => Math.Round(Math.Round(coordinate, PixelDecimals) / length, Decimals);

    /// <summary>The box between sides that are read, in the order of the columns.</summary>
    internal static Box BoxOf(double left, double right, double top, double bottom, ImageSize size) => Box.FromCorners(
        Pixels(left, size.Width), Pixels(top, size.Height), Pixels(right, size.Width), Pixels(bottom, size.Height));

    /// <summary>Whether a number is taken as one of a box.</summary>
    internal static bool IsReadable(double value) => Math.Abs(value) <= MaxNumber;

    // Rounded well above the noise, so that writing what was read gives the same text again.
    private static double Pixels(double part, int length) => Math.Round(part * length, PixelDecimals);

    private static double Number(ReadOnlySpan<char> text, string file, int line) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && IsReadable(value)
            ? value
            : throw new AnnotationFormatException($"'{text}' is not a number of a box.", file, line);

    private static void Append(StringBuilder text, double value) => text.Append(CultureInfo.InvariantCulture, $"{value:R}");
}
