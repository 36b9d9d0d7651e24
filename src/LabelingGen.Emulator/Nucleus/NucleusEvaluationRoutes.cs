using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Evaluations of model runs: pending, computing, succeeded on the clock, with charts and examples from real matches.</summary>
internal static class NucleusEvaluationRoutes
{
    private static readonly TimeSpan Takes = TimeSpan.FromSeconds(10);

    public static void Map(NucleusEmulator vendor)
    {
        vendor.Map("POST", "autocurate/{datasetId}/single_model_entropy/{functionName}", request => Entropy(vendor, request));
        vendor.Map("POST", "modelRun/{runId}/evaluationsV2", request => Create(vendor, request));
        vendor.Map("GET", "modelRun/{runId}/evaluationsV2", request =>
            vendor.Run(request).Evaluations.Values.Select(JsonNode? (e) => Current(vendor, e)).ToJson());
        vendor.Map("GET", "evaluationsV2/{evaluationId}", request => Current(vendor, Find(vendor, request).Evaluation));
        vendor.Routes.Map("DELETE", vendor.BasePath + "/evaluationsV2/{evaluationId}", request => Delete(vendor, request));
        vendor.Map("GET", "evaluationsV2/{evaluationId}/charts", request => Charts(vendor, request));
        vendor.Map("POST", "evaluationsV2/{evaluationId}/examples", request => Examples(vendor, request));
    }

    private static JsonObject Entropy(NucleusEmulator vendor, EmulatorRequest request)
    {
        foreach (string run in request.JsonObject().Texts("modelRunIds"))
            NucleusEmulator.Find(vendor.Runs, run, "Model run");
        return vendor.StartJobJson("autocurateEntropy", vendor.Dataset(request).Id);
    }

    private static JsonObject Create(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusRun run = vendor.Run(request);
        JsonObject body = request.JsonObject();
        JsonObject evaluation = new()
        {
            ["id"] = vendor.Ids.Numbered("evalv2_"),
            ["model_run_id"] = run.Id,
            ["dataset_id"] = run.Dataset.Id,
            ["status"] = "pending",
            ["name"] = body.Text("name"),
            ["temporal_workflow_id"] = vendor.Ids.Numbered("workflow_"),
            ["created_at"] = Timestamps.Milliseconds(vendor.Now),
            ["allowed_label_matches_id"] = body.Text("allowed_label_matches_id"),
            ["allowed_label_matches"] = body.Array("allowed_label_matches")?.DeepClone(),
        };
        run.Evaluations.Add(evaluation["id"]!.GetValue<string>(), evaluation);
        return new()
        {
            ["evaluation_id"] = evaluation["id"]!.DeepClone(),
            ["status"] = "pending",
            ["workflow_id"] = evaluation["temporal_workflow_id"]!.DeepClone(),
        };
    }

    private static JsonObject Current(NucleusEmulator vendor, JsonObject evaluation)
    {
        TimeSpan age = vendor.Now - Timestamps.Parse(evaluation.Text("created_at"), "created_at")!.Value;
        evaluation["status"] = age >= Takes ? "succeeded" : age > TimeSpan.Zero ? "computing" : "pending";
        return evaluation.DeepClone().AsObject();
    }

    private static EmulatorResponse Delete(NucleusEmulator vendor, EmulatorRequest request)
    {
        (NucleusRun run, _) = Find(vendor, request);
        run.Evaluations.Remove(request["evaluationId"]);
        return EmulatorResponse.Empty(204);
    }

    private static JsonObject Charts(NucleusEmulator vendor, EmulatorRequest request)
    {
        double threshold = double.TryParse(
            request.Query("iouThreshold"), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture,
                out double given)
            ? given
            : 0.5;
        List<NucleusMatch> matches = Filter(Done(vendor, request), threshold, ParseFilters(request.Query("filters")));
        int tp = matches.Count(m => m.Kind == "TP");
        int fp = matches.Count(m => m.Kind == "FP");
        int fn = matches.Count(m => m.Kind == "FN");
        double precision = tp + fp == 0 ? 0 : (double)tp / (tp + fp);
        double recall = tp + fn == 0 ? 0 : (double)tp / (tp + fn);
        string[] labels = [.. matches.Select(LabelOf).Distinct().Order(StringComparer.Ordinal)];
        return new()
        {
            ["mapSummary"] = new JsonObject { ["mapAt50"] = precision * recall, ["mapAt75"] = null, ["mapAt5095"] = null },
            ["perClassAp"] = labels.Select(JsonNode? (l) => new JsonObject { ["classLabel"] = l, ["ap"] = ShareOf(matches, l) }).ToJson(),
            ["confusionMatrix"] = matches.GroupBy(m => (Gt: m.Annotation?.Text("label") ?? "", Pred: m.Prediction?.Text("label") ?? ""))
                .Select(JsonNode? (g) => new JsonObject { ["gtLabel"] = g.Key.Gt, ["predLabel"] = g.Key.Pred, ["count"] = g.Count() })
                    .ToJson(),
            ["scoreHistogram"] = Histogram(matches),
            ["computedIouRanges"] = new JsonArray(threshold),
            ["totalCounts"] = new JsonObject
            {
                ["tp"] = tp,
                ["fp"] = fp,
                ["fn"] = fn,
                ["predsWithConfidence"] = matches.Count(m => m.Prediction?["confidence"] is not null),
            },
            ["apBySize"] = new JsonObject { ["small"] = null, ["medium"] = null, ["large"] = null },
            ["prCurve"] = labels.Select(
                JsonNode? (l) => new JsonObject { ["classLabel"] = l, ["recall"] = recall, ["precision"] = precision }).ToJson(),
            ["tideAttribution"] = new JsonObject
            {
                ["truePositive"] = tp,
                ["localization"] = 0,
                ["classification"] = 0,
                ["both"] = 0,
                ["duplicate"] = 0,
                ["background"] = fp,
                ["missed"] = fn,
            },
        };
    }

    private static JsonObject Examples(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusRun run = Done(vendor, request);
        JsonObject body = request.JsonObject();
        string kind = body.RequiredText("match_type");
        if (kind is not ("TP" or "FP" or "FN"))
            throw JsonMembers.Wrong("match_type", "TP, FP or FN");
        List<NucleusMatch> matches = Filter(run, 0.5, body.Object("filters") ?? []).FindAll(m => m.Kind == kind);
        int offset = body.Number("offset") ?? 0;
        IEnumerable<JsonNode?> rows = matches.Skip(offset).Take(body.Number("limit") ?? 50).Select(JsonNode? (m, i) => new JsonObject
        {
            ["id"] = $"ex_{offset + i + 1}",
            ["evaluation_id"] = request["evaluationId"],
            ["dataset_item_id"] = m.ToJson(run)["dataset_item_id"]?.DeepClone(),
            ["model_prediction_id"] = m.Prediction?["id"]?.DeepClone(),
            ["ground_truth_annotation_id"] = m.Annotation?["id"]?.DeepClone(),
            ["pred_canonical_label"] = m.Prediction?["label"]?.DeepClone(),
            ["gt_canonical_label"] = m.Annotation?["label"]?.DeepClone(),
            ["iou"] = m.Overlap,
            ["confidence"] = m.Prediction?["confidence"]?.DeepClone(),
            ["true_positive"] = kind == "TP",
            ["match_type"] = kind,
        });
        return new() { ["rows"] = rows.ToJson(), ["total"] = matches.Count };
    }

    private static List<NucleusMatch> Filter(NucleusRun run, double threshold, JsonObject filters)
    {
        double least = NucleusMatcher.Number(filters.Object("confidenceRange")?["min"]) ?? 0;
        double most = NucleusMatcher.Number(filters.Object("confidenceRange")?["max"]) ?? 1;
        List<string>? predicted = filters.Array("predLabels") is { } labels ? JsonMembers.Texts(labels, "predLabels") : null;
        List<string>? truth = filters.Array("gtLabels") is { } gt ? JsonMembers.Texts(gt, "gtLabels") : null;
        return NucleusMatcher.Match(run, threshold).FindAll(m =>
            (m.Prediction is null || ((NucleusMatcher.Number(m.Prediction["confidence"]) ?? 1) is double c && c >= least && c <= most))
            && (predicted is null || m.Prediction is null || predicted.Contains(m.Prediction.Text("label") ?? ""))
            && (truth is null || m.Annotation is null || truth.Contains(m.Annotation.Text("label") ?? "")));
    }

    private static JsonObject ParseFilters(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return [];
        try
        {
            return JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(text)) as JsonObject
                ?? throw JsonMembers.Wrong("filters", "a JSON object");
        }
        catch (JsonException)
        {
            throw JsonMembers.Wrong("filters", "a JSON object");
        }
    }

    private static JsonArray Histogram(List<NucleusMatch> matches) => Enumerable.Range(0, 10).Select(JsonNode? (i) => new JsonObject
    {
        ["bucketMin"] = i / 10.0,
        ["bucketMax"] = (i + 1) / 10.0,
        ["count"] = matches.Count(m => NucleusMatcher.Number(m.Prediction?["confidence"]) is { } c && Math.Min(9, (int)(c * 10)) == i),
    }).ToJson();

    private static double ShareOf(List<NucleusMatch> matches, string label)
    {
        List<NucleusMatch> own = matches.FindAll(m => LabelOf(m) == label);
        return (double)own.Count(m => m.Kind == "TP") / own.Count;
    }

    private static string LabelOf(NucleusMatch match) => (match.Annotation ?? match.Prediction)!.Text("label") ?? "";

    private static NucleusRun Done(NucleusEmulator vendor, EmulatorRequest request)
    {
        (NucleusRun run, JsonObject evaluation) = Find(vendor, request);
        return Current(vendor, evaluation).Text("status") == "succeeded"
            ? run
            : throw new VendorErrorException(409, "The evaluation is not finished.");
    }

    private static (NucleusRun Run, JsonObject Evaluation) Find(NucleusEmulator vendor, EmulatorRequest request)
    {
        foreach (NucleusRun run in vendor.Runs.Values)
        {
            if (run.Evaluations.TryGetValue(request["evaluationId"], out JsonObject? evaluation))
                return (run, evaluation);
        }

        throw new VendorErrorException(404, $"Evaluation with id {request["evaluationId"]} does not exist.");
    }
}
