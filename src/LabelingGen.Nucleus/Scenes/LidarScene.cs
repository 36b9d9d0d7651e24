using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

/// <summary>
/// A sequence of frames of one point cloud each, with any number of camera images. Once uploaded, only its metadata can change.
/// </summary>
public sealed class LidarScene
{
    private readonly SortedDictionary<int, Frame> _frames = [];

    /// <summary>Makes a scene.</summary>
    /// <param name="referenceId">Your id of the scene, unique in the dataset.</param>
    /// <param name="frames">The frames in order.</param>
    /// <param name="metadata">What else is known of it.</param>
    public LidarScene(string referenceId, IEnumerable<Frame>? frames = null, JsonObject? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(referenceId);
        ReferenceId = referenceId;
        Metadata = metadata;
        foreach (Frame frame in frames ?? [])
            _frames.Add(_frames.Count, frame);
    }

    /// <summary>Your id of the scene.</summary>
    public string ReferenceId { get; }

    /// <summary>What else is known of the scene.</summary>
    public JsonObject? Metadata { get; set; }

    /// <summary>Tracks to declare with the scene.</summary>
    public IReadOnlyList<Track> Tracks { get; set; } = [];

    /// <summary>The frames in order.</summary>
    public IReadOnlyList<Frame> Frames => [.. _frames.Values];

    /// <summary>Number of frames.</summary>
    public int Length => _frames.Count;

    /// <summary>Names of the sensors of all frames.</summary>
    public IReadOnlyCollection<string> Sensors => [.. _frames.Values.SelectMany(frame => frame.Sensors).Distinct(StringComparer.Ordinal)];

    /// <summary>All items, frame by frame.</summary>
    public IReadOnlyList<DatasetItem> Items => [.. _frames.Values.SelectMany(frame => frame.Items.Values)];

    /// <summary>Puts a frame in its place.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="update">Whether it replaces one that is there; otherwise that one stays.</param>
    public void AddFrame(Frame frame, int index, bool update = false)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (update || !_frames.ContainsKey(index))
            _frames[index] = frame;
    }

    /// <summary>Adds an item to a frame, which is made when it is absent.</summary>
    /// <param name="index">Place of the frame, from 0.</param>
    /// <param name="sensor">Name of the sensor.</param>
    /// <param name="item">The item.</param>
    public void AddItem(int index, string sensor, DatasetItem item)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (!_frames.TryGetValue(index, out Frame? frame))
            _frames.Add(index, frame = new Frame());
        frame.AddItem(item, sensor);
    }

    /// <summary>The frame at a place.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Frame GetFrame(int index) => _frames.TryGetValue(index, out Frame? frame)
        ? frame
        : throw new ArgumentException($"The scene '{ReferenceId}' has no frame {index}.", nameof(index));

    /// <summary>The item of a sensor at a place.</summary>
    /// <exception cref="ArgumentException">There is no such frame or sensor.</exception>
    public DatasetItem GetItem(int index, string sensor) => GetFrame(index).GetItem(sensor);

    /// <summary>The items of a sensor, frame by frame; <see langword="null"/> for a frame that lacks it.</summary>
    /// <exception cref="ArgumentException">No frame has such a sensor.</exception>
    public IReadOnlyList<DatasetItem?> GetItemsOfSensor(string sensor) => Sensors.Contains(sensor)
        ? [.. _frames.Values.Select(frame => frame.Items.GetValueOrDefault(sensor))]
        : throw new ArgumentException($"The scene '{ReferenceId}' has no sensor '{sensor}'.", nameof(sensor));

    /// <summary>Checks what the server would refuse.</summary>
    /// <exception cref="InvalidItemException">
    /// There is no frame, a place is left out, a reference id occurs twice, not exactly one sensor delivers point clouds, or a frame lacks
    /// its point cloud.
    /// </exception>
    public void Validate()
    {
        if (_frames.Count == 0)
            throw Wrong("it has no frame");
        CheckPlaces();
        HashSet<string> references = new(StringComparer.Ordinal);
        foreach (DatasetItem item in Items)
        {
            item.Check();
            RemoteLocation.Require(item.Reference, (item.PointCloudLocation ?? item.ImageLocation)!);
            if (!references.Add(item.Reference!))
                throw Wrong($"the reference id '{item.Reference}' occurs twice");
        }

        string[] clouds = [.. _frames.Values.SelectMany(frame => frame.Items)
            .Where(entry => entry.Value.PointCloudLocation is not null).Select(entry => entry.Key).Distinct(StringComparer.Ordinal)];
        if (clouds.Length != 1)
            throw Wrong($"exactly one sensor must deliver point clouds, but {clouds.Length} do");
        foreach ((int index, Frame frame) in _frames)
        {
            if (frame.Items.GetValueOrDefault(clouds[0])?.PointCloudLocation is null)
                throw Wrong($"frame {index} has no point cloud");
        }
    }

    /// <exception cref="InvalidItemException">A place is left out, so that the frames after it would move.</exception>
    internal LidarSceneUpload ToUpload()
    {
        CheckPlaces();
        return new()
        {
            ReferenceId = ReferenceId,
            Frames = [.. _frames.Values.Select(frame => frame.ToUpload())],
            Tracks = Tracks.Count == 0 ? null : [.. Tracks.Select(track => track.ToUpload())],
            Metadata = Metadata is { Count: > 0 } ? Metadata : null,
        };
    }

    private void CheckPlaces()
    {
        if (_frames.Count > 0 && _frames.Keys.Last() != _frames.Count - 1)
            throw Wrong($"frame {Enumerable.Range(0, _frames.Count).First(i => !_frames.ContainsKey(i))} is left out");
    }

    private InvalidItemException Wrong(string why) => new(ReferenceId, $"The lidar scene '{ReferenceId}' cannot be sent: {why}.");
}
