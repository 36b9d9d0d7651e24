using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A prediction and the annotation it found, or one of the two alone.</summary>
/// <param name="Kind"><c>TP</c>, <c>FP</c> or <c>FN</c>.</param>
internal sealed record NucleusMatch(JsonObject? Prediction, JsonObject? Annotation, double Overlap, string Kind)
{
    public JsonObject ToJson(NucleusRun run) => new()
    {
        ["model_run_id"] = run.Id,
        ["model_prediction_id"] = Prediction?["id"]?.DeepClone(),
        ["ground_truth_annotation_id"] = Annotation?["id"]?.DeepClone(),
        ["iou"] = Overlap,
        ["dataset_item_id"] = run.Dataset.ItemsByReference.GetValueOrDefault((Prediction ?? Annotation)!.Text("reference_id") ?? "")?.Id,
        ["confidence"] = Prediction?["confidence"]?.DeepClone(),
        ["true_positive"] = Kind == "TP",
        ["model_prediction_label"] = Prediction?["label"]?.DeepClone(),
        ["ground_truth_annotation_label"] = Annotation?["label"]?.DeepClone(),
    };
}

/// <summary>Pairs predictions with annotations item by item, the most confident first, by the overlap of their boxes.</summary>
internal static class NucleusMatcher
{
    public static List<NucleusMatch> Match(NucleusRun run, double threshold = 0.5)
    {
        List<NucleusMatch> matches = [];
        HashSet<JsonObject> taken = [];
        foreach (JsonObject prediction in run.Predictions.All.OrderByDescending(p => Number(p["confidence"]) ?? 1))
        {
            (JsonObject Annotation, double Overlap) best = run.Dataset.Annotations.On(prediction.Text("reference_id") ?? "")
                .Where(a => !taken.Contains(a) && NucleusLabels.KindOf(a) == NucleusLabels.KindOf(prediction))
                .Select(a => (Annotation: a, Overlap: Overlap(prediction, a)))
                .DefaultIfEmpty().MaxBy(pair => pair.Overlap);
            bool found = best.Annotation is not null && best.Overlap >= threshold
                && best.Annotation.Text("label") == prediction.Text("label");
            if (found)
                taken.Add(best.Annotation!);
            matches.Add(new(prediction, found ? best.Annotation : null, best.Overlap, found ? "TP" : "FP"));
        }

        foreach (JsonObject annotation in run.Dataset.Annotations.All.Where(a => !taken.Contains(a)))
            matches.Add(new(null, annotation, 0, "FN"));
        return matches;
    }

    public static double? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
            : null;

    /// <summary>Intersection over union of the bounding boxes; whole for labels without geometry.</summary>
    private static double Overlap(JsonObject left, JsonObject right)
    {
        if (Bounds(left) is not { } a || Bounds(right) is not { } b)
            return 1;
        double width = Math.Min(a.X + a.W, b.X + b.W) - Math.Max(a.X, b.X);
        double height = Math.Min(a.Y + a.H, b.Y + b.H) - Math.Max(a.Y, b.Y);
        if (width <= 0 || height <= 0)
            return 0;
        double common = width * height;
        return common / ((a.W * a.H) + (b.W * b.H) - common);
    }

    private static (double X, double Y, double W, double H)? Bounds(JsonObject label)
    {
        if (label["geometry"] is not JsonObject geometry)
            return null;
        if (Number(geometry["width"]) is { } width && Number(geometry["height"]) is { } height)
            return (Number(geometry["x"]) ?? 0, Number(geometry["y"]) ?? 0, width, height);
        JsonArray? points = geometry["vertices"] as JsonArray ?? geometry["keypoints"] as JsonArray;
        double[] xs = [.. (points ?? []).Select(p => Number((p as JsonObject)?["x"])).OfType<double>()];
        double[] ys = [.. (points ?? []).Select(p => Number((p as JsonObject)?["y"])).OfType<double>()];
        return xs.Length == 0 || ys.Length == 0 ? null : (xs.Min(), ys.Min(), xs.Max() - xs.Min(), ys.Max() - ys.Min());
    }
}
