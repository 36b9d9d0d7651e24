using System.Text.Json;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;
using Labels = LabelingGen.Annotations;

namespace LabelingGen.Nucleus;

/// <summary>
/// What one of Nucleus's items says that an image has no property for, such as the parameters of the camera: kept as an object under one
/// name. Members of the vendor's are written again; others are not, for they are no business of the server's.
/// </summary>
internal static class ItemExtras
{
    private const string Key = "item";

    private static readonly string[] Own =
        ["processed_url", "original_image_url", "url", "type", "camera_params", "embedding_info"];

    /// <summary>Keeps what is written differently of the image alone.</summary>
    public static Labels.ValueMap<Labels.JsonText> Read(
        Labels.ValueMap<Labels.JsonText> extra, DatasetItem source, DatasetItem written)
    {
        JsonObject back = Json(written);
        JsonObject rest = Json(source);
        foreach (string name in rest.Select(static member => member.Key).ToArray())
        {
            // The name of the item has two spellings.
            if (rest[name] is null || name is "ref_id" or "reference_id" || JsonNode.DeepEquals(rest[name], back[name]))
                rest.Remove(name);
        }

        return rest.Count == 0 ? extra : extra.With(Key, Labels.JsonText.Parse(rest.ToJsonString()));
    }

    /// <summary>Adds what was kept. Another format's members may have a name of these and mean something else: they are left out.</summary>
    public static DatasetItem Complete(DatasetItem item, Labels.ValueMap<Labels.JsonText> extra)
    {
        if (!extra.TryGetValue(Key, out Labels.JsonText kept) || kept.ToElement() is not { ValueKind: JsonValueKind.Object } members)
            return item;
        // Of two addresses the image has one: the other is still that of the picture if the one is.
        bool isProcessed = members.TryGetProperty("processed_url", out JsonElement processed)
            && processed.ValueKind == JsonValueKind.String && processed.GetString() == item.ImageUrl;
        foreach (string name in isProcessed ? [.. Own, "image_url"] : Own)
        {
            if (!members.TryGetProperty(name, out JsonElement value))
                continue;
            JsonObject json = Json(item);
            json[name] = JsonNode.Parse(value.GetRawText());
            item = TryRead(json) ?? item;
        }

        return item;
    }

    private static JsonObject Json(DatasetItem item) =>
        JsonCodec.FromUtf8(JsonCodec.ToBinaryData(item, DatasetItem.Write).ToMemory().Span, JsonCodec.ReadObject);

    private static DatasetItem? TryRead(JsonObject json)
    {
        try
        {
            return GroupedLabels.Read(json, DatasetItem.Read);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
