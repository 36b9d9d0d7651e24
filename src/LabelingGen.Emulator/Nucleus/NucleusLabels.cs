using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Annotations or predictions by the item they lie on; one per reference, annotation id and type.</summary>
internal sealed class NucleusLabels(NucleusEmulator vendor, string idPrefix)
{
    private static readonly string[] Types = ["box", "line", "polygon", "keypoints", "cuboid", "category", "multicategory"];

    private readonly List<JsonObject> _all = [];
    private readonly Dictionary<string, List<JsonObject>> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Reference, string Key, string? Task), JsonObject> _byKey = [];

    public IReadOnlyList<JsonObject> All => _all;

    /// <summary>Stores one; false when it was there and is not to be replaced.</summary>
    /// <exception cref="VendorErrorException">It is no annotation.</exception>
    public bool Add(JsonObject given, bool update)
    {
        JsonObject label = given.DeepClone().AsObject();
        string reference = label.RequiredText("reference_id");
        string type = KindOf(label);
        if (type != "segmentation" && type is not "category" and not "multicategory" && label["geometry"] is not JsonObject)
            throw JsonMembers.Missing("geometry");
        if (type == "segmentation" && string.IsNullOrEmpty(label.Text("mask_url")))
            throw JsonMembers.Missing("mask_url");
        string key = type + "/" + (type == "segmentation" ? "" : label.Text("annotation_id") ?? label.Text("label") ?? "");
        (string, string, string?) identity = (reference, key, label.Text("task_id"));
        bool named = label.Text("annotation_id") is not null || type is "segmentation" or "category" or "multicategory";
        if (named && _byKey.TryGetValue(identity, out JsonObject? present))
        {
            if (!update)
                return false;
            label["id"] = present["id"]!.DeepClone();
            Replace(_all, present, label);
            Replace(_byReference[reference], present, label);
            _byKey[identity] = label;
            return true;
        }

        label["id"] = vendor.Ids.Numbered(idPrefix);
        label["metadata"] ??= new JsonObject();
        _all.Add(label);
        if (!_byReference.TryGetValue(reference, out List<JsonObject>? onItem))
            _byReference[reference] = onItem = [];
        onItem.Add(label);
        if (named)
            _byKey[identity] = label;
        return true;
    }

    public IEnumerable<JsonObject> On(string reference) => _byReference.GetValueOrDefault(reference) ?? [];

    /// <summary>A map from type to the labels of that type.</summary>
    public static JsonObject Grouped(IEnumerable<JsonObject> labels)
    {
        JsonObject grouped = [];
        foreach (IGrouping<string, JsonObject> group in labels.GroupBy(KindOf))
            grouped[group.Key] = group.Select(JsonNode? (l) => l.DeepClone()).ToJson();
        return grouped;
    }

    /// <summary>A row of an export: every type's list, the mask as one object, no reference on the entries.</summary>
    public JsonObject Row(NucleusItem item)
    {
        JsonObject row = new() { ["item"] = item.ToJson() };
        foreach (string type in Types)
            row[type] = On(item.Reference).Where(l => KindOf(l) == type).Select(JsonNode? (l) => WithoutReference(l)).ToJson();
        if (On(item.Reference).FirstOrDefault(l => KindOf(l) == "segmentation") is { } mask)
            row["segmentation"] = WithoutReference(mask);
        return row;
    }

    public JsonObject? Find(string reference, string annotationId) =>
        On(reference).FirstOrDefault(l => l.Text("annotation_id") == annotationId);

    /// <summary>Removes the labels on some items, or all when none is named.</summary>
    public int Remove(IReadOnlyCollection<string> references)
    {
        int removed = _all.RemoveAll(l => references.Count == 0 || references.Contains(l["reference_id"]!.GetValue<string>()));
        foreach (string reference in references.Count == 0 ? [.. _byReference.Keys] : references)
            _byReference.Remove(reference);
        foreach ((string, string, string?) key in _byKey.Keys.Where(k => references.Count == 0 || references.Contains(k.Reference))
            .ToArray())
            _byKey.Remove(key);
        return removed;
    }

    public IEnumerable<string> Labels() => _all.SelectMany(l => l["labels"] is JsonArray several
            ? several.Select(n => n?.ToString())
            : [l["label"]?.ToString()])
        .OfType<string>().Distinct().Order(StringComparer.Ordinal);

    public static string KindOf(JsonObject label)
    {
        string? type = label.Text("type");
        return type is null or "mask" or "segmentation" || !Types.Contains(type) ? "segmentation" : type;
    }

    private static void Replace(List<JsonObject> labels, JsonObject present, JsonObject label) => labels[labels.IndexOf(present)] = label;

    private static JsonObject WithoutReference(JsonObject label)
    {
        JsonObject copy = label.DeepClone().AsObject();
        copy.Remove("reference_id");
        return copy;
    }
}
