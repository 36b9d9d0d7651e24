using System.Text;
using System.Text.Json.Nodes;
using LabelingGen.Core.Json;

namespace LabelingGen.Nucleus;

/// <summary>Reads what a map of annotations by type holds under <c>segmentation</c>: a mask, or a list of them.</summary>
internal static class GroupedLabels
{
    public static IReadOnlyList<T> Read<T>(JsonNode? segmentation, JsonRead<T> read) => segmentation switch
    {
        JsonArray masks => [.. masks.OfType<JsonObject>().Select(mask => Read(mask, read))],
        JsonObject mask => [Read(mask, read)],
        _ => [],
    };

    public static T Read<T>(JsonObject json, JsonRead<T> read) => JsonCodec.FromUtf8(Encoding.UTF8.GetBytes(json.ToJsonString()), read);
}
