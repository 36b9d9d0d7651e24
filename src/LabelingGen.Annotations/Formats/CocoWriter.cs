using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>Writes images, annotations and categories of a COCO file and compares each image with its read-back.</summary>
internal sealed class CocoWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FormatContext _context;
    private readonly long[] _categoryIds;
    private readonly Dictionary<long, Category> _categories = [];
    private readonly CocoReader _reader;
    // An annotation of the id 0 counts as unmatched in COCO's evaluation.
    private readonly IdentifierSource _imageIds = new(least: 0, first: 1);
    private readonly IdentifierSource _annotationIds = new(least: 1, first: 1);
    private readonly CocoDetections _rows;
    private readonly DetectionBatch _back;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _encoder;
    private bool _hasImages;
    private bool _hasAnnotations;

    /// <param name="context">The classes that are written.</param>
    /// <param name="labels">The categories that the rows are labelled with.</param>
    public CocoWriter(FormatContext context, ValueList<Category> labels)
    {
        _context = context;
        _encoder = new Utf8JsonWriter(_buffer, Options);
        _categoryIds = AssignIds(context.Categories);
        _rows = new CocoDetections(labels.Select(label => context.NumberOf(label.Name) is int number ? _categoryIds[number] : (long?)null));
        for (int i = 0; i < _categoryIds.Length; i++)
            _categories[_categoryIds[i]] = context.Categories[i];
        _reader = new CocoReader("", _categories);
        _back = new DetectionBatch(_categories.Values.ToValueList());
    }

    public void Dispose() => _encoder.Dispose();

    /// <summary>What of a data set's extras has a place beside the three lists.</summary>
    public static ValueMap<JsonText> Kept(ValueMap<JsonText> extra) => extra.Without("images").Without("annotations").Without("categories");

    /// <summary>Writes what stands before the first image.</summary>
    public static void WriteStart(ValueMap<JsonText> extra, Utf8Output images)
    {
        images.Append("{"u8);
        foreach (KeyValuePair<string, JsonText> entry in Kept(extra))
            images.Append($"{JsonText.From(entry.Key).Text}:{entry.Value.Text},");
        images.Append("\"images\":["u8);
    }

    /// <summary>Writes what stands behind the last image, and behind the last annotation, which follows it.</summary>
    public void WriteEnd(Utf8Output images, Utf8Output annotations)
    {
        images.Append("],\"categories\":"u8);
        WriteCategories(Restart());
        _encoder.Flush();
        images.Append(_buffer.WrittenSpan);
        images.Append(",\"annotations\":["u8);
        annotations.Append("]}\n"u8);
    }

    /// <summary>Reads back the categories as they are written.</summary>
    public IReadOnlyList<Category> ReadCategories()
    {
        WriteCategories(Restart());
        _encoder.Flush();
        using JsonDocument document = JsonDocument.Parse(_buffer.WrittenMemory);
        return [.. document.RootElement.EnumerateArray().Select(static item => CocoReader.ReadCategory(item, "", ""))];
    }

    public void Write(DetectionBatch batch, int number, Utf8Output images, Utf8Output annotations, ConversionReport report)
    {
        if (batch.HasRows(number) && batch[number].Id is not null && TryTakeIds(batch.Rows(number)))
            WriteRows(batch, number, images, annotations, report);
        else
            Write(batch.ToImage(number), images, annotations, report);
    }

    /// <summary>Writes an image of rows, of which nothing is lost.</summary>
    private void WriteRows(DetectionBatch batch, int number, Utf8Output images, Utf8Output annotations, ConversionReport report)
    {
        AnnotatedImage image = batch[number];
        long imageId = _imageIds.Take(image.Id);
        DatasetComparison.ReportHead(image, WriteImage(images, image, imageId), [], report);
        report.Annotations += batch.Rows(number).Length;
        foreach (ref readonly Detection row in batch.Rows(number))
        {
            Separate(annotations, ref _hasAnnotations);
            _rows.Write(row, imageId, batch, annotations);
        }
    }

    private void Write(AnnotatedImage image, Utf8Output images, Utf8Output annotations, ConversionReport report)
    {
        long imageId = _imageIds.Take(image.Id);
        AnnotatedImage back = WriteImage(images, image, imageId);
        List<Annotation> read = [];
        List<int> origins = [];
        for (int i = 0; i < image.Annotations.Count; i++)
        {
            Annotation annotation = image.Annotations[i];
            if (CategoryOf(annotation) is not long category || !IsPlanar(annotation))
                continue;
            long id = _annotationIds.Take(annotation.Id);
            read.Add(WriteAnnotation(annotations, annotation, id, imageId, category));
            origins.Add(i);
        }

        DatasetComparison.Report(image, back with { Annotations = read.ToValueList() }, [.. origins], [], report);
    }

    /// <summary>Takes the ids of rows if all of them are free, and the rows have classes.</summary>
    private bool TryTakeIds(ReadOnlySpan<Detection> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (_rows.CanWrite(rows[i]) && _annotationIds.TryTake(rows[i].Id))
                continue;
            foreach (ref readonly Detection taken in rows[..i])
                _annotationIds.Return(taken.Id);
            return false;
        }

        return true;
    }

    private static void Separate(Utf8Output output, ref bool hasItems)
    {
        if (hasItems)
            output.Append(","u8);
        hasItems = true;
    }

    private void WriteCategories(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        for (int i = 0; i < _categoryIds.Length; i++)
            CocoItems.Write(writer, _context.Categories[i], _categoryIds[i]);
        writer.WriteEndArray();
    }

    /// <summary>The category of the label; of several with its name the one that was read.</summary>
    private long? CategoryOf(Annotation annotation)
    {
        if (_context.NumberOf(annotation.Label) is not int number)
            return null;
        return CocoReader.OtherCategoryOf(annotation) is long id && _categories.TryGetValue(id, out Category? category)
            && category.Name == annotation.Label ? id : _categoryIds[number];
    }

    private static bool IsPlanar(Annotation annotation) =>
        annotation.Shape is Box or RotatedBox or Polygon or MultiPolygon or Mask or Ellipse or Keypoints
            || annotation.Shape is null && annotation.BoundingBox is not null;

    /// <summary>Writes an image and reads it back, without its annotations.</summary>
    private AnnotatedImage WriteImage(Utf8Output images, AnnotatedImage image, long id)
    {
        Separate(images, ref _hasImages);
        CocoItems.Write(Restart(), image, id);
        _encoder.Flush();
        if (CocoPlainReader.TryReadImage(_buffer.WrittenSpan) is { } plain)
        {
            images.Append(_buffer.WrittenSpan);
            return plain;
        }

        return _reader.ReadImage(Normalize(images), "");
    }

    /// <summary>Writes an annotation and reads it back.</summary>
    private Annotation WriteAnnotation(Utf8Output annotations, Annotation annotation, long id, long imageId, long categoryId)
    {
        Separate(annotations, ref _hasAnnotations);
        CocoItems.Write(Restart(), annotation, id, imageId, categoryId);
        _encoder.Flush();
        if (_reader.Plain.Read(_buffer.WrittenSpan, _back) > 0)
        {
            annotations.Append(_buffer.WrittenSpan);
            Annotation plain = _back.TakeRows()[0];
            _back.Clear();
            return plain;
        }

        return _reader.ReadAnnotation(Normalize(annotations), "");
    }

    /// <summary>Appends what was written, with the JSON that was taken over as it stood made like the rest.</summary>
    private JsonElement Normalize(Utf8Output output)
    {
        Utf8JsonReader reader = new(_buffer.WrittenSpan);
        JsonElement item = JsonElement.ParseValue(ref reader);
        item.WriteTo(Restart());
        _encoder.Flush();
        output.Append(_buffer.WrittenSpan);
        return item;
    }

    private Utf8JsonWriter Restart()
    {
        _buffer.ResetWrittenCount();
        _encoder.Reset();
        return _encoder;
    }

    private static long[] AssignIds(IReadOnlyList<Category> categories)
    {
        HashSet<long> taken = [];
        long[] ids = new long[categories.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            if (categories[i].Id is long id && taken.Add(id))
                ids[i] = id;
            else
                ids[i] = -1;
        }

        long next = 1;
        for (int i = 0; i < ids.Length; i++)
        {
            if (categories[i].Id is { } kept && ids[i] == kept)
                continue;
            while (!taken.Add(next))
                next++;
            ids[i] = next;
        }

        return ids;
    }
}
