using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LabelingGen.Emulator;

/// <summary>
/// What a prediction holds: regions, or a value by itself, which becomes a region of the first control tag that it fits: an object by its
/// member, a text by Choices or TextArea, a number by Rating or Number.
/// </summary>
internal static class LabelStudioPredictedResult
{
    private static readonly string[] TextTags = ["Choices", "TextArea"];
    private static readonly string[] NumberTags = ["Rating", "Number"];

    /// <exception cref="VendorErrorException">There is no result, or no control tag fits its value.</exception>
    public static JsonArray Of(LabelStudioEmulator vendor, JsonObject task, JsonObject body)
    {
        JsonNode? result = body["result"];
        return result?.GetValueKind() switch
        {
            JsonValueKind.Object => Region(vendor, task, tag => result.AsObject().ContainsKey(KindOf(tag)), _ => result.DeepClone()),
            JsonValueKind.Number => Region(vendor, task, tag => NumberTags.Contains(tag.Name.LocalName),
                tag => new JsonObject { [KindOf(tag)] = result.DeepClone() }),
            JsonValueKind.String when !result.GetValue<string>().StartsWith('[') => Region(
                vendor, task, tag => TextTags.Contains(tag.Name.LocalName),
                tag => new JsonObject { [KindOf(tag) == "textarea" ? "text" : KindOf(tag)] = new JsonArray(result.DeepClone()) }),
            _ => body.Result(isRequired: true),
        };
    }

    private static JsonArray Region(
        LabelStudioEmulator vendor, JsonObject task, Func<XElement, bool> fits, Func<XElement, JsonNode> valueOf)
    {
        string? config = vendor.Projects.Find(task.Whole("project") ?? 0)?.Text("label_config");
        XElement tag = LabelStudioConfig.Parse(config).Controls.FirstOrDefault(fits)
            ?? throw new VendorErrorException(400, "No control tag fits the value of the prediction.", "result");
        return
        [
            new JsonObject
            {
                ["id"] = vendor.Ids.Uuid()[..10],
                ["from_name"] = tag.Attribute("name")!.Value,
                ["to_name"] = tag.Attribute("toName")!.Value,
                ["type"] = KindOf(tag),
                ["value"] = valueOf(tag),
            },
        ];
    }

    private static string KindOf(XElement tag) => tag.Name.LocalName.ToLowerInvariant();
}
