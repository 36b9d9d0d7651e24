using System.Text.Json.Nodes;

namespace LabelingGen.LabelStudio;

/// <summary>What an interactive backend proposed.</summary>
/// <param name="Regions">The regions; empty where it proposed none.</param>
/// <param name="Score">How sure it is.</param>
/// <param name="ModelVersion">Version of the model.</param>
public sealed record InteractivePrediction(IReadOnlyList<Region> Regions, double? Score = null, string? ModelVersion = null)
{
    /// <summary>An object with result, or the list of regions by itself, as backends differ.</summary>
    internal static InteractivePrediction Read(JsonNode? data) => data switch
    {
        JsonArray regions => new InteractivePrediction(RegionJson.FromArray(regions)),
        JsonObject prediction => new InteractivePrediction(
            prediction["result"] is JsonArray result ? RegionJson.FromArray(result) : [],
            prediction["score"] is JsonValue score && score.TryGetValue(out double number) ? number : null,
            prediction["model_version"] is JsonValue version && version.TryGetValue(out string? text) ? text : null),
        _ => new InteractivePrediction([]),
    };
}
