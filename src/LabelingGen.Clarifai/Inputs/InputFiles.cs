using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai;

/// <summary>Makes inputs of CSV files and folders. Nothing is sent; files are read as the inputs are enumerated.</summary>
public static class InputFiles
{
    private static readonly string[] Columns = ["inputid", "input", "concepts", "metadata", "geopoints"];
    private static readonly string[] ImageExtensions = [".jpg", ".jpeg", ".png", ".tiff", ".webp"];

    /// <summary>
    /// Reads a CSV file with a header line. Columns: <c>input</c> (required), <c>inputid</c> (32 hexadecimal digits are made up without),
    /// <c>concepts</c> (labels with commas between), <c>metadata</c> (JSON; single quotes count as double ones), <c>geopoints</c>
    /// (<c>longitude,latitude</c> in degrees).
    /// </summary>
    /// <param name="path">The file; its name ends in <c>.csv</c>.</param>
    /// <param name="source">What stands in the column <c>input</c>; texts themselves only with <see cref="InputType.Text"/>.</param>
    /// <param name="type">What the inputs are.</param>
    /// <param name="details">Dataset and the making of concept ids; the rest comes from the file.</param>
    /// <param name="withLabels">Whether labels are wanted; the column <c>concepts</c> is then required. Cells of it may be empty.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ClarifaiFileException">A line breaks a rule.</exception>
    /// <exception cref="ArgumentException">The arguments do not fit together.</exception>
    public static IEnumerable<Input> FromCsv(
        string path, CsvSource source, InputType type = InputType.Text, InputDetails? details = null, bool withLabels = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{path}' does not end in .csv.", nameof(path));
        if (source == CsvSource.Raw && type != InputType.Text)
            throw new ArgumentException($"A CSV file holds texts themselves, but no {type}; state addresses or file paths.",
                nameof(source));
        return File.Exists(path)
            ? ReadCsv(path, source, type, details ?? new InputDetails(), withLabels)
            : throw new FileNotFoundException($"There is no file '{path}'.", path);
    }

    /// <summary>
    /// The pictures of a folder (<c>.jpg .jpeg .png .tiff .webp</c>, not those of its subfolders), in the order of their names. The id of
    /// an input is the file's name up to its first dot.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="details">Dataset, labels, metadata.</param>
    /// <param name="labelByFolder">Whether the folder's name is the label of every input.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IEnumerable<Input> FromImageFolder(string folder, InputDetails? details = null, bool labelByFolder = false) =>
        FromFolder(folder, ImageExtensions, InputType.Image, details, labelByFolder);

    /// <summary>The texts of a folder (<c>.txt</c>, UTF-8), otherwise as <see cref="FromImageFolder"/>.</summary>
    /// <inheritdoc cref="FromImageFolder"/>
    public static IEnumerable<Input> FromTextFolder(string folder, InputDetails? details = null, bool labelByFolder = false) =>
        FromFolder(folder, [".txt"], InputType.Text, details, labelByFolder);

    private static IEnumerable<Input> FromFolder(
        string folder, string[] extensions, InputType type, InputDetails? details, bool labelByFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        InputDetails shared = details ?? new InputDetails();
        if (labelByFolder)
            shared = shared with { Labels = [Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))] };
        return Directory.EnumerateFiles(folder)
            .Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(file => Input.FromFile(Path.GetFileName(file).Split('.')[0], file, type, shared));
    }

    private static IEnumerable<Input> ReadCsv(string path, CsvSource source, InputType type, InputDetails details, bool withLabels)
    {
        using StreamReader text = new(path);
        CsvReader csv = new(path, text);
        (int headLine, List<string> names) = csv.Read() ?? throw new ClarifaiFileException(path, null, "it has no header line");
        if (names.Find(n => !Columns.Contains(n)) is { } unknown)
            throw new ClarifaiFileException(path, headLine, $"the column '{unknown}' is none of {string.Join(", ", Columns)}");
        if (names.Distinct().Count() != names.Count)
            throw new ClarifaiFileException(path, headLine, "a column stands twice");
        if (!names.Contains("input"))
            throw new ClarifaiFileException(path, headLine, "the column 'input' is missing");
        if (withLabels && !names.Contains("concepts"))
            throw new ClarifaiFileException(path, headLine, "the column 'concepts' is missing, and labels are wanted");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (csv.Read() is { } row)
        {
            if (row.Cells.Count != names.Count)
                throw new ClarifaiFileException(path, row.Line, $"it has {row.Cells.Count} cells under {names.Count} columns");
            string Cell(string name) => names.IndexOf(name) is var index and >= 0 ? row.Cells[index] : "";
            InputDetails own = details with
            {
                Labels = withLabels && Cell("concepts").Length > 0 ? Cell("concepts").Split(',') : [],
                Metadata = Metadata(path, row.Line, Cell("metadata")) ?? details.Metadata,
                Location = Location(path, row.Line, Cell("geopoints")) ?? details.Location,
            };
            string id = Cell("inputid") is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");
            yield return Make(path, row.Line, id, Cell("input"), source, type, own, folder);
        }
    }

    private static Input Make(
        string path, int line, string id, string cell, CsvSource source, InputType type, InputDetails details, string folder)
    {
        try
        {
            return source switch
            {
                CsvSource.Raw => Input.FromText(id, cell, details),
                CsvSource.FilePath => Input.FromFile(id, Path.Combine(folder, cell), type, details),
                _ => Input.FromUrl(id, new Uri(cell, UriKind.RelativeOrAbsolute), type, details),
            };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FileNotFoundException or DirectoryNotFoundException
            or UriFormatException or ClarifaiFileException)
        {
            throw new ClarifaiFileException(path, line, wrong.Message.TrimEnd('.'), wrong);
        }
    }

    private static Struct? Metadata(string path, int line, string cell)
    {
        if (cell.Length == 0)
            return null;
        try
        {
            return JsonParser.Default.Parse<Struct>(cell.Replace('\'', '"'));
        }
        catch (Exception malformed) when (malformed is InvalidJsonException or InvalidProtocolBufferException)
        {
            throw new ClarifaiFileException(path, line, "the metadata are no JSON object", malformed);
        }
    }

    private static (float, float)? Location(string path, int line, string cell)
    {
        if (cell.Length == 0)
            return null;
        string[] parts = cell.Split(',');
        return parts.Length == 2
            && float.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out float longitude) && Math.Abs(longitude) <= 180
            && float.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out float latitude) && Math.Abs(latitude) <= 90
            ? (longitude, latitude)
            : throw new ClarifaiFileException(path, line, $"the place '{cell}' is no longitude,latitude in degrees");
    }
}
