using System.Text.Json;

namespace LabelingGen.Annotations.Formats;

/// <summary>The picture that a record of Label Studio is about: its address and name, and its size as soon as something tells it.</summary>
internal sealed class LabelStudioPicture
{
    private static readonly string[] AddressKeys = ["image", "video", "audio", "img", "url"];

    private readonly IReadOnlyDictionary<string, JsonElement> _data;
    private readonly JsonElement _own;
    private readonly string? _addressKey;
    private readonly JsonPlace _place;
    private readonly FormatOptions _options;
    private ImageSize? _size;
    private bool _isLookedFor;

    /// <param name="data">The task's data.</param>
    /// <param name="own">What stands beside the data, such as the size.</param>
    public LabelStudioPicture(
        IReadOnlyDictionary<string, JsonElement> data, JsonElement own, string? id, JsonPlace place, FormatOptions options)
    {
        (_data, _own, _place, _options) = (data, own, place, options);
        _addressKey = AddressKeys.FirstOrDefault(key => TextOf(key) is not null);
        string? address = _addressKey is null ? null : TextOf(_addressKey);
        Name = SafeJson.Text(own, "file_name") ?? (address is null ? $"task {id}" : LabelStudioTask.NameOf(address));
        Location = address is null || address == Name ? null : address;
        Id = id;
        _size = LabelStudioTask.SizeOf(own);
    }

    private string Name { get; }

    private string? Location { get; }

    private string? Id { get; }

    /// <summary>The size that a region's numbers are percent of: its own, else the picture's.</summary>
    public ImageSize? SizeFor(JsonElement region)
    {
        ImageSize? stated = LabelStudioTask.SizeOf(region, "original_width", "original_height");
        _size ??= stated;
        return stated ?? Size();
    }

    public AnnotatedImage ToImage(ValueList<Annotation> annotations) => new(Name, Size(), annotations)
    {
        Id = Id,
        Location = Location,
        Subset = SafeJson.Text(_own, "subset"),
        FrameIndex = SafeJson.Integer(_own, "frame_index"),
        Extra = ValueMap<JsonText>.Create(_data.Where(entry => entry.Key != _addressKey)
            .Select(static entry => new KeyValuePair<string, JsonText>(entry.Key, JsonText.From(entry.Value)))),
    };

    private ImageSize? Size()
    {
        if (_size is null && !_isLookedFor)
            _size = PictureFiles.FindSize(Name, Location, _place.File, _options);
        _isLookedFor = true;
        return _size;
    }

    private string? TextOf(string key) =>
        _data.TryGetValue(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
