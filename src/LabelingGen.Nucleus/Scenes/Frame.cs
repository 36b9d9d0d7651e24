namespace LabelingGen.Nucleus;

/// <summary>What the sensors of a lidar scene saw at one moment: one item per sensor.</summary>
public sealed class Frame
{
    private readonly Dictionary<string, DatasetItem> _items = new(StringComparer.Ordinal);

    /// <summary>Makes a frame.</summary>
    /// <param name="items">Items by the name of their sensor.</param>
    /// <exception cref="InvalidItemException">A reference id occurs twice.</exception>
    public Frame(IEnumerable<KeyValuePair<string, DatasetItem>>? items = null)
    {
        foreach ((string sensor, DatasetItem item) in items ?? [])
            AddItem(item, sensor);
    }

    /// <summary>Items by the name of their sensor.</summary>
    public IReadOnlyDictionary<string, DatasetItem> Items => _items;

    /// <summary>Names of the sensors.</summary>
    public IReadOnlyCollection<string> Sensors => _items.Keys;

    /// <summary>Adds an item, or replaces that of the sensor.</summary>
    /// <exception cref="InvalidItemException">Another sensor's item has the same reference id.</exception>
    public void AddItem(DatasetItem item, string sensor)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentException.ThrowIfNullOrEmpty(sensor);
        if (_items.Any(entry => entry.Key != sensor && entry.Value.Reference == item.Reference))
            throw new InvalidItemException(item.Reference, $"The reference id '{item.Reference}' occurs twice in a frame.");
        _items[sensor] = item;
    }

    /// <summary>The item of a sensor.</summary>
    /// <exception cref="ArgumentException">The frame has no such sensor.</exception>
    public DatasetItem GetItem(string sensor) => _items.TryGetValue(sensor, out DatasetItem? item)
        ? item
        : throw new ArgumentException($"The frame has no sensor '{sensor}', only {string.Join(", ", _items.Keys)}.", nameof(sensor));

    internal IReadOnlyDictionary<string, SceneItemUpload> ToUpload() =>
        _items.ToDictionary(entry => entry.Key, entry => entry.Value.ToSceneUpload(), StringComparer.Ordinal);
}
