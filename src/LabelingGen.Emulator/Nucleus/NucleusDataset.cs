using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A dataset with everything on it. Guarded by the vendor's gate.</summary>
internal sealed class NucleusDataset
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool IsScene { get; init; }

    public bool UsesPrivacyMode { get; init; }

    public JsonNode? AnnotationSchema { get; init; }

    public JsonNode? ItemSchema { get; init; }

    public required NucleusLabels Annotations { get; init; }

    /// <summary>Items in the order they came; a position in it is what <c>iloc</c> asks for.</summary>
    public List<NucleusItem> Items { get; } = [];

    public Dictionary<string, NucleusItem> ItemsByReference { get; } = [];

    public Dictionary<string, NucleusScene> Scenes { get; } = [];

    public Dictionary<string, JsonObject> Tracks { get; } = [];

    public Dictionary<string, (string Type, List<string> Labels)> Taxonomies { get; } = [];

    public List<string> Tags { get; } = [];

    public List<(string Id, string Name)> Autotags { get; } = [];

    public List<JsonObject> Indexes { get; } = [];

    /// <summary>Lines put to a signed address and not yet asked for, by request id.</summary>
    public Dictionary<string, byte[]> Uploads { get; } = [];

    public NucleusItem Item(string reference) =>
        ItemsByReference.TryGetValue(reference, out NucleusItem? item)
            ? item
            : throw new VendorErrorException(404, $"Item with reference id {reference} does not exist.");

    public NucleusItem ItemAt(string position) =>
        int.TryParse(position, out int index) && index >= 0 && index < Items.Count
            ? Items[index]
            : throw new VendorErrorException(404, $"Item at position {position} does not exist.");

    public NucleusItem ItemById(string id) =>
        Items.Find(i => i.Id == id) ?? throw new VendorErrorException(404, $"Item with id {id} does not exist.");

    public bool Remove(string reference)
    {
        if (!ItemsByReference.Remove(reference, out NucleusItem? item))
            return false;
        Items.Remove(item);
        Annotations.Remove([reference]);
        return true;
    }

    /// <summary>Makes the tracks that a label or scene refers to.</summary>
    public void Track(string? reference, JsonNode? metadata = null)
    {
        if (!string.IsNullOrEmpty(reference) && !Tracks.ContainsKey(reference))
            Tracks[reference] = new()
            {
                ["reference_id"] = reference,
                ["dataset_id"] = Id,
                ["metadata"] = metadata?.DeepClone()
                ?? new JsonObject()
            };
    }
}
