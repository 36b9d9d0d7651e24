using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

/// <summary>
/// A video: either images with a frame rate or an MP4 file; in privacy mode both. Once uploaded, only its metadata can change.
/// </summary>
public sealed class VideoScene
{
    /// <summary>The most frames a video can have.</summary>
    public const int MaxFrames = 3000;

    private readonly List<DatasetItem> _items;

    /// <summary>Makes a video.</summary>
    /// <param name="referenceId">Your id of the scene, unique in the dataset.</param>
    /// <param name="frameRate">Images per second, 1 or more; not with a file alone.</param>
    /// <param name="items">The images in order.</param>
    /// <param name="videoLocation">Address of an MP4 file.</param>
    /// <param name="metadata">What else is known of it.</param>
    public VideoScene(
        string referenceId, int? frameRate = null, IEnumerable<DatasetItem>? items = null, string? videoLocation = null,
        JsonObject? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(referenceId);
        ReferenceId = referenceId;
        FrameRate = frameRate;
        _items = [.. items ?? []];
        VideoLocation = videoLocation;
        Metadata = metadata;
    }

    /// <summary>Your id of the scene.</summary>
    public string ReferenceId { get; }

    /// <summary>Images per second.</summary>
    public int? FrameRate { get; }

    /// <summary>Address of the video file.</summary>
    public string? VideoLocation { get; }

    /// <summary>What else is known of the scene.</summary>
    public JsonObject? Metadata { get; set; }

    /// <summary>Tracks to declare with the scene.</summary>
    public IReadOnlyList<Track> Tracks { get; set; } = [];

    /// <summary>
    /// Whether images and video stay where they are and are not stored by the vendor. What the dataset says replaces it when the video is
    /// added.
    /// </summary>
    public bool UsePrivacyMode { get; set; }

    /// <summary>The images in order.</summary>
    public IReadOnlyList<DatasetItem> Items => _items;

    /// <summary>Number of images; <see langword="null"/> for a file alone, whose length is not known.</summary>
    public int? Length => _items.Count == 0 ? null : _items.Count;

    /// <summary>Adds an image.</summary>
    /// <param name="item">The image.</param>
    /// <param name="index">Its place, at most one past the last; the end by default.</param>
    /// <param name="update">Whether it replaces the one at this place.</param>
    /// <exception cref="ArgumentException">There is an image at this place, and it is not to be replaced.</exception>
    public void AddItem(DatasetItem item, int? index = null, bool update = false)
    {
        ArgumentNullException.ThrowIfNull(item);
        int place = index ?? _items.Count;
        ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(index));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(place, _items.Count, nameof(index));
        if (place == _items.Count)
            _items.Add(item);
        else if (update)
            _items[place] = item;
        else
            throw new ArgumentException($"The video '{ReferenceId}' has an image at place {place}.", nameof(index));
    }

    /// <summary>The image at a place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public DatasetItem GetItem(int index) => _items[index];

    /// <summary>Checks what the server would refuse.</summary>
    /// <exception cref="InvalidItemException">The parts do not fit together, or there are too many images.</exception>
    public void Validate()
    {
        if (_items.Count > MaxFrames)
            throw Wrong($"it has {_items.Count} images; the most is {MaxFrames}");
        if (_items.Count == 0 && string.IsNullOrEmpty(VideoLocation))
            throw Wrong("it has neither images nor a video file");
        if (_items.Count > 0 && FrameRate is not >= 1)
            throw Wrong("images need a frame rate of 1 or more");
        if (_items.Count == 0 && FrameRate is not null)
            throw Wrong("a video file has its own frame rate");
        if (_items.Count > 0 && !string.IsNullOrEmpty(VideoLocation) && !UsePrivacyMode)
            throw Wrong("images and a video file go together only in privacy mode");
        if (!string.IsNullOrEmpty(VideoLocation))
            RemoteLocation.Require(ReferenceId, VideoLocation);
        HashSet<string> references = new(StringComparer.Ordinal);
        foreach (DatasetItem item in _items)
        {
            item.Check();
            string location = item.ImageLocation ?? throw Wrong($"'{item.Reference}' is not an image");
            RemoteLocation.Require(item.Reference, location);
            if (!references.Add(item.Reference!))
                throw Wrong($"the reference id '{item.Reference}' occurs twice");
        }

        InvalidItemException Wrong(string why) => new(ReferenceId, $"The video '{ReferenceId}' cannot be sent: {why}.");
    }

    /// <summary>Checks it with what the dataset says of privacy.</summary>
    /// <exception cref="InvalidItemException">The parts do not fit together, or there are too many images.</exception>
    internal void Validate(bool usePrivacyMode)
    {
        UsePrivacyMode = usePrivacyMode;
        Validate();
    }

    internal VideoSceneUpload ToUpload() => new()
    {
        ReferenceId = ReferenceId,
        FrameRate = FrameRate,
        VideoUrl = string.IsNullOrEmpty(VideoLocation) ? null : VideoLocation,
        UploadToScale = !UsePrivacyMode,
        Frames = _items.Count == 0 ? null : [.. _items.Select(item => item.ToSceneUpload())],
        Tracks = Tracks.Count == 0 ? null : [.. Tracks.Select(track => track.ToUpload())],
        Metadata = Metadata is { Count: > 0 } ? Metadata : null,
    };
}
