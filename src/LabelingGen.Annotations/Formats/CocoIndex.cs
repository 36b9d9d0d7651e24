using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Where each image, annotation and category stands in a COCO file. The file's bytes are kept once; what they say is read when it is asked
/// for, so that a million annotations cost sixteen bytes each on top of the file.
/// </summary>
internal sealed class CocoIndex
{
    private const int MaxDepth = 64;

    private readonly byte[] _bytes;
    private readonly string _file;
    private readonly List<ImageSlice> _images = [];
    private readonly List<Slice> _categories = [];
    private readonly List<(long Image, Slice Slice)> _annotations = [];

    private CocoIndex(byte[] bytes, string file)
    {
        _bytes = bytes;
        _file = file;
    }

    public IReadOnlyList<ImageSlice> Images => _images;

    public IReadOnlyList<Slice> Categories => _categories;

    public ValueMap<JsonText> Extra { get; private set; } = ValueMap<JsonText>.Empty;

    public static CocoIndex Create(byte[] bytes, string file)
    {
        CocoIndex index = new(bytes, file);
        try
        {
            index.Scan();
        }
        catch (JsonException error)
        {
            throw new AnnotationFormatException($"The JSON cannot be read: {error.Message}", file, error.LineNumber + 1,
                innerException: error);
        }

        index.Join();
        return index;
    }

    public JsonDocument Parse(Slice slice) =>
        JsonDocument.Parse(_bytes.AsMemory(slice.Start, slice.Length), new JsonDocumentOptions { MaxDepth = MaxDepth });

    private void Scan()
    {
        int start = _bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        Utf8JsonReader reader = new(_bytes.AsSpan(start), new JsonReaderOptions { MaxDepth = MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new AnnotationFormatException("A COCO file is one JSON object.", _file, 1, "$");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = ReadName(ref reader);
            reader.Read();
            switch (name)
            {
                case "images" or "annotations" or "categories" when reader.TokenType == JsonTokenType.StartArray:
                    ScanArray(ref reader, name, start);
                    break;
                case "images" or "annotations" or "categories":
                    throw new AnnotationFormatException($"'{name}' is not a list.", _file, path: $"$.{name}");
                default:
                    int from = (int)reader.TokenStartIndex + start;
                    reader.Skip();
                    Extra = Extra.With(name,
                        JsonText.Parse(System.Text.Encoding.UTF8.GetString(_bytes.AsSpan(from, (int)reader.BytesConsumed + start - from))));
                    break;
            }
        }
    }

    private void ScanArray(ref Utf8JsonReader reader, string name, int start)
    {
        int position = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string path = $"$.{name}[{position}]";
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new AnnotationFormatException("The entry is not an object.", _file, path: path);
            int from = (int)reader.TokenStartIndex + start;
            long? id = null;
            long? image = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                bool isImage = reader.ValueTextEquals("image_id"u8);
                reader.Read();
                if ((isId || isImage) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long number))
                {
                    if (isId)
                        id = number;
                    else
                        image = number;
                }

                reader.Skip();
            }

            Slice slice = new(name, position++, from, (int)reader.BytesConsumed + start - from);
            switch (name)
            {
                case "images":
                    _images.Add(new ImageSlice(id
                        ?? throw new AnnotationFormatException("An image has no numeric 'id'.", _file, path: path), slice, []));
                    break;
                case "categories":
                    _categories.Add(slice);
                    break;
                default:
                    _annotations.Add((image
                        ?? throw new AnnotationFormatException("An annotation has no numeric 'image_id'.", _file, path: path), slice));
                    break;
            }
        }
    }

    private void Join()
    {
        Dictionary<long, ImageSlice> byId = new(_images.Count);
        foreach (ImageSlice image in _images)
        {
            if (!byId.TryAdd(image.Id, image))
                throw new AnnotationFormatException($"Two images have the id {image.Id}.", _file, path: image.Slice.Path);
        }

        foreach ((long id, Slice slice) in _annotations)
        {
            if (!byId.TryGetValue(id, out ImageSlice? image))
                throw new AnnotationFormatException($"The annotation belongs to image {id}, which is not in the file.", _file,
                    path: slice.Path);
            image.Annotations.Add(slice);
        }

        _annotations.Clear();
    }

    private string ReadName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw new AnnotationFormatException("A property name is not valid text.", _file, path: "$", innerException: error);
        }
    }

    internal readonly record struct Slice(string List, int Position, int Start, int Length)
    {
        public string Path => $"$.{List}[{Position}]";
    }

    internal sealed record ImageSlice(long Id, Slice Slice, List<Slice> Annotations);
}
