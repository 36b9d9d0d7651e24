using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>
/// Where each image, annotation and category stands in a COCO file. Only that is kept, some fifty bytes an image and ten to fifteen for
/// each time that annotations of another image follow; what they say is read from the file when it is asked for.
/// </summary>
internal sealed class CocoIndex : JsonFilePass
{
    private const int MaxItem = 1 << 28;
    private const int RootDepth = 1;
    private const int ItemDepth = 2;
    private const int MemberDepth = 3;
    private const int MaxPlainDepth = 8;

    private readonly string _file;
    private readonly Dictionary<long, int> _places = [];
    private readonly List<(string Name, long Start, int Length)> _others = [];
    // The runs of the image i are those of _order from _firsts[i] on, in the order of the file. Without _order, the file has them image
    // after image.
    private int[]? _order;
    private int[] _firsts = [];

    private bool _hasRoot;
    private bool _hasImages;
    private string? _member;
    private SliceList? _list;
    private long _start;
    private bool _isId;
    private bool _isImage;
    private long? _id;
    private long? _image;

    private CocoIndex(string file)
        : base(file) => _file = file;

    public SliceList Images { get; } = new("images");

    public SliceList Categories { get; } = new("categories");

    public AnnotationRuns Annotations { get; } = new("annotations");

    public ValueMap<JsonText> Extra { get; private set; } = ValueMap<JsonText>.Empty;

    /// <summary>Finds everything in a file.</summary>
    /// <exception cref="AnnotationFormatException">The file is not a COCO file.</exception>
    public static CocoIndex Create(string file)
    {
        CocoIndex index = new(file);
        using (FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan))
            index.Read(stream);
        index.Join();
        using SliceReader reader = new(file);
        foreach ((string name, long start, int length) in index._others)
            index.Extra = index.Extra.With(name, JsonText.Parse(Encoding.UTF8.GetString(reader.Read(start, length).Span)));
        return index;
    }

    /// <summary>How many runs of annotations an image has.</summary>
    public int RunsOf(int image) => _firsts[image + 1] - _firsts[image];

    /// <summary>The number of one of an image's runs in <see cref="Annotations"/>.</summary>
    public int RunOf(int image, int number)
    {
        int place = _firsts[image] + number;
        return _order is null ? place : _order[place];
    }

    protected override void Take(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text)
    {
        while (reader.Read())
        {
            switch (reader.CurrentDepth)
            {
                case 0 when !_hasRoot:
                    _hasRoot = true;
                    if (reader.TokenType != JsonTokenType.StartObject)
                        throw new AnnotationFormatException("A COCO file is one JSON object.", _file, 1, "$");
                    break;
                case RootDepth:
                    TakeRoot(ref reader);
                    break;
                case ItemDepth when _list is not null:
                    TakeItem(ref reader);
                    if (reader.TokenType == JsonTokenType.EndObject)
                        TakePlainItems(ref reader, ref text);
                    break;
                case MemberDepth when _list is not null:
                    TakeMember(ref reader);
                    break;
            }
        }
    }

    private void TakeRoot(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _member = ReadName(ref reader);
                _list = _member switch { "images" => Images, "annotations" => Annotations.Places, "categories" => Categories, _ => null };
                break;
            case JsonTokenType.StartArray when _list is not null:
                _hasImages |= _list == Images;
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject when _list is null:
                _start = Origin + reader.TokenStartIndex;
                break;
            case JsonTokenType.EndArray when _list is not null:
                Annotations.End();
                _list = null;
                _member = null;
                break;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                AddOther(_start, Origin + reader.BytesConsumed);
                break;
            default:
                AddOther(Origin + reader.TokenStartIndex, Origin + reader.BytesConsumed);
                break;
        }
    }

    private void AddOther(long start, long end)
    {
        if (_list is not null)
            throw new AnnotationFormatException($"'{_member}' is not a list.", _file, path: $"$.{_member}");
        if (_member is not null)
            _others.Add((_member, start, LengthOf(start, end, "$." + _member)));
    }

    private int LengthOf(long start, long end, string? path = null) => end - start <= MaxItem
        ? (int)(end - start)
        : throw new AnnotationFormatException("The entry is longer than 256 MiB.", _file, path: path ?? PathOfItem());

    private string PathOfItem() =>
        _list == Annotations.Places ? Annotations.PathOf(Annotations.AnnotationCount) : _list!.PathOf(_list.Count);

    private void TakeItem(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                (_start, _id, _image, _isId, _isImage) = (Origin + reader.TokenStartIndex, null, null, false, false);
                break;
            case JsonTokenType.EndObject:
                Commit(_start, LengthOf(_start, Origin + reader.BytesConsumed));
                break;
            default:
                throw Error("The entry is not an object.");
        }
    }

    /// <summary>Takes the items that follow one, in less time than token by token, up to one that is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakePlainItems(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text)
    {
        int first = (int)reader.BytesConsumed;
        int end = 0;
        PlainJson json = new(text[first..]);
        while (json.TryTake((byte)',') && TryTakePlainItem(ref json, out int start))
        {
            Commit(Origin + first + start, json.Position - start);
            end = json.Position;
        }

        if (end > 0)
            Skip(ref reader, ref text, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryTakePlainItem(ref PlainJson json, out int start)
    {
        (_id, _image) = (null, null);
        bool isObject = json.TryTake((byte)'{');
        start = json.Position - 1;
        if (!isObject)
            return false;
        do
        {
            if (!json.TryReadName(out ReadOnlySpan<byte> name))
                return false;
            long number = 0;
            bool isId = name.SequenceEqual("id"u8);
            bool isImage = name.SequenceEqual("image_id"u8);
            if (!(isId || isImage ? json.TryReadInteger(out number) : json.TrySkip(MaxPlainDepth)))
                return false;
            if (isId)
                _id = number;
            else if (isImage)
                _image = number;
        }
        while (json.TryTake((byte)','));
        return json.TryTake((byte)'}');
    }

    private void TakeMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isPlain = !reader.HasValueSequence && !reader.ValueIsEscaped;
            _isId = isPlain ? reader.ValueSpan.SequenceEqual("id"u8) : NameIs(ref reader, "id"u8);
            _isImage = isPlain ? reader.ValueSpan.SequenceEqual("image_id"u8) : NameIs(ref reader, "image_id"u8);
        }
        else if ((_isId || _isImage) && reader.TokenType == JsonTokenType.Number
            && (reader.TryGetInt64(out long number) || SafeJson.TryWhole(reader.GetDouble(), out number)))
        {
            if (_isId)
                _id = number;
            else
                _image = number;
        }
    }

    private void Commit(long start, int length)
    {
        if (_list == Annotations.Places)
        {
            Annotations.Add(_image ?? throw Error("An annotation has no numeric 'image_id'."), start, length);
            return;
        }

        if (_list == Images && !_places.TryAdd(_id ?? throw Error("An image has no numeric 'id'."), Images.Count))
            throw Error($"Two images have the id {_id}.");
        _list!.Add(start, length);
    }

    private AnnotationFormatException Error(string message) => new(message, _file, path: PathOfItem());

    /// <summary>Sorts the runs by image, keeping their order.</summary>
    private void Join()
    {
        if (!_hasRoot)
            throw new AnnotationFormatException("A COCO file is one JSON object.", _file, 1, "$");
        // Any JSON object would be an empty data set otherwise.
        if (!_hasImages)
            throw new AnnotationFormatException("There is no list 'images': this is not a COCO file.", _file, path: "$");
        _firsts = new int[Images.Count + 1];
        bool isOrdered = true;
        for (int run = 0, last = 0; run < Annotations.Count; run++)
        {
            long owner = Annotations.ImageOf(run);
            if (!_places.TryGetValue(owner, out int image))
                throw new AnnotationFormatException($"The annotation belongs to image {owner}, which is not in the file.", _file,
                    path: Annotations.PathOf(Annotations.FirstOf(run)));
            _firsts[image + 1]++;
            isOrdered &= image >= last;
            last = image;
        }

        for (int image = 0; image < Images.Count; image++)
            _firsts[image + 1] += _firsts[image];
        if (isOrdered)
            return;
        int[] next = _firsts[..^1];
        _order = new int[Annotations.Count];
        for (int run = 0; run < _order.Length; run++)
            _order[next[_places[Annotations.ImageOf(run)]]++] = run;
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
}
