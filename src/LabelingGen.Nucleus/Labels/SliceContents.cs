using System.Text.Json.Nodes;

namespace LabelingGen.Nucleus;

public sealed partial class SliceContents
{
    /// <summary>What the slice holds. The prefix of an id tells the kind: di_, ann_, pred_, scn_; without one it is an item.</summary>
    public IReadOnlyList<SliceMember> ReadMembers() => [.. (Items ?? []).OfType<JsonObject>().Select(Member)];

    private static SliceMember Member(JsonObject json) => (string?)json["id"] switch
    {
        { } id when id.StartsWith("ann_", StringComparison.Ordinal) =>
            new(Annotation: GroupedLabels.Read(json, GroundTruthAnnotation.Read)),
        { } id when id.StartsWith("pred_", StringComparison.Ordinal) => new(Prediction: GroupedLabels.Read(json, Prediction.Read)),
        { } id when id.StartsWith("scn_", StringComparison.Ordinal) => new(Scene: GroupedLabels.Read(json, Scene.Read)),
        _ => new(Item: GroupedLabels.Read(json, DatasetItem.Read)),
    };
}
