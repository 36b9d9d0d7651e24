using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Label Studio's table: a CSV file with a row for each picture; answers are JSON in their column. Texts that a spreadsheet would run as
/// formulas are guarded as <see cref="FormatOptions.EscapeFormulas"/> says. Any column is read; the ones of this library are written.
/// </summary>
public sealed class LabelStudioCsvFormat : SingleFileFormat
{
    private static readonly string[] Columns = ["id", "image", "file_name", "width", "height", "subset", "frame_index", "label"];

    internal LabelStudioCsvFormat()
        : base("label-studio-csv", "Label Studio's table: one CSV file, a row a picture")
    {
    }

    private protected override string Head(FormatContext context, ValueMap<JsonText> extra) => string.Join(',', Columns) + "\r\n";

    private protected override EncodedImage Encode(AnnotatedImage image, FormatContext context)
    {
        int[] origins = [];
        string record = LabelStudioTask.Encode(writer =>
        {
            writer.WriteStartObject();
            LabelStudioTask.WriteId(writer, image.Id);
            writer.WriteString("image", image.Location ?? image.Name);
            LabelStudioTask.WriteOwn(writer, image);
            writer.WritePropertyName("label");
            origins = LabelStudioRecord.WriteRegions(writer, image);
            writer.WriteEndObject();
        });
        using JsonDocument document = JsonDocument.Parse(record);
        string[] cells = [.. Columns.Select(column => document.RootElement.TryGetProperty(column, out JsonElement value)
            ? CsvText.Field(value.ValueKind == JsonValueKind.String
                ? value.GetString()! : value.GetRawText(), context.Options.EscapeFormulas)
            : "")];
        return new EncodedImage(string.Join(',', cells) + "\r\n", origins);
    }

    private protected override AnnotatedImage Decode(string text, FormatContext context) =>
        ReadRow(CsvText.TrySplit(string.Join('\n', YoloDataFile.Lines(text[..^2])), "", 0) ?? [], Columns, "", 0, context);

    private protected override async IAsyncEnumerable<AnnotatedImage> ReadImagesAsync(
        string path, FormatContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? columns = null;
        string pending = "";
        int start = 1;
        await foreach ((string line, int number) in ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            // A quoted field may go on over several lines; how long a row may be is bounded.
            string row = pending.Length == 0 ? line : pending + "\n" + line;
            if (pending.Length == 0)
                start = number;
            if (row.Length > context.Options.MaxFileBytes)
                throw new AnnotationFormatException("The row is too long.", path, start);
            if (CsvText.TrySplit(row, path, start) is not { } fields)
            {
                pending = row;
                continue;
            }

            pending = "";
            if (columns is null)
                columns = fields;
            else if (row.Length > 0 && context.Options.Try(() => ReadRow(fields, columns, path, start, context), path) is { } image)
                yield return image;
        }

        if (pending.Length > 0)
            throw new AnnotationFormatException("A quoted field does not end.", path, start);
    }

    private static AnnotatedImage ReadRow(List<string> fields, IReadOnlyList<string> columns, string file, int line, FormatContext context)
    {
        if (fields.Count != columns.Count)
            throw new AnnotationFormatException($"A row has {fields.Count} fields where {columns.Count} columns are.", file, line);
        string record = LabelStudioTask.Encode(writer =>
        {
            writer.WriteStartObject();
            for (int i = 0; i < fields.Count; i++)
            {
                string cell = CsvText.Unescape(fields[i], context.Options.EscapeFormulas);
                if (cell.Length == 0)
                    continue;
                writer.WritePropertyName(columns[i]);
                if (IsJson(columns[i], cell, file, line))
                    writer.WriteRawValue(cell);
                else
                    writer.WriteStringValue(cell);
            }

            writer.WriteEndObject();
        });
        JsonPlace place = new(file, line == 0 ? "$" : string.Create(CultureInfo.InvariantCulture, $"line {line}"));
        using JsonDocument document = SafeJson.Parse(record, file);
        return SafeJson.Decode(file, place.Path, document.RootElement,
            () => LabelStudioRecord.Read(document.RootElement, place, context.Options));
    }

    /// <summary>Whether a cell is a list or an object. One that begins like regions do and is cut off is an error, not a text.</summary>
    private static bool IsJson(string column, string cell, string file, int line)
    {
        if (column is "width" or "height" or "frame_index")
        {
            // Parsing alone would let zero characters at the end pass.
            return !cell.AsSpan().ContainsAnyExceptInRange('0', '9') && (cell.Length == 1 || cell[0] != '0')
                && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        }

        if (cell[0] is not ('[' or '{'))
            return false;
        try
        {
            using JsonDocument document = JsonDocument.Parse(cell);
            return true;
        }
        catch (JsonException error)
        {
            string start = string.Concat(cell.Where(static character => !char.IsWhiteSpace(character)).Take(3));
            return !start.StartsWith("[{\"", StringComparison.Ordinal) && !start.StartsWith("{\"", StringComparison.Ordinal) ? false
                : throw new AnnotationFormatException(
                    $"The JSON of the column '{column}' cannot be read: {error.Message}", file, line, innerException: error);
        }
    }
}
