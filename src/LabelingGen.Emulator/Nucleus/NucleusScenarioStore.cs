using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>A scenario test with its functions and evaluations.</summary>
internal sealed record NucleusScenarioTest(string Id, string Name, string SliceId)
{
    public string? BaselineModel { get; set; }

    /// <summary>Thresholds and arguments by function.</summary>
    public Dictionary<string, JsonObject> Metrics { get; } = [];

    public List<JsonObject> History { get; } = [];

    /// <summary>Results item by item, by evaluation.</summary>
    public Dictionary<string, List<JsonObject>> ItemResults { get; } = [];

    public JsonObject ToJson() => new() { ["id"] = Id, ["name"] = Name, ["slice_id"] = SliceId, ["baseline_model_id"] = BaselineModel };
}

/// <summary>Evaluation functions and scenario tests.</summary>
internal sealed class NucleusScenarioStore
{
    private readonly NucleusEmulator _vendor;

    public NucleusScenarioStore(NucleusEmulator vendor)
    {
        _vendor = vendor;
        foreach (string name in new[] { "bbox_iou", "bbox_precision", "bbox_recall", "bbox_map", "poly_iou", "cat_f1", "cuboid_iou_3d",
            "seg_iou" })
            Functions.Add("ef_" + name, Function("ef_" + name, name, isPublic: true));
    }

    public Dictionary<string, JsonObject> Functions { get; } = [];

    public Dictionary<string, NucleusScenarioTest> Tests { get; } = [];

    public NucleusScenarioTest Test(EmulatorRequest request) => NucleusEmulator.Find(Tests, request["scenarioTestId"], "Scenario test");

    public static JsonObject Function(string id, string name, bool isPublic) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["is_public"] = isPublic,
        ["is_external_function"] = !isPublic,
        ["user_id"] = isPublic ? "scale" : "emulator",
        ["serialized_fn"] = null,
        ["raw_source"] = null,
    };

    public JsonObject AddMetric(NucleusScenarioTest test, string function, JsonObject? arguments)
    {
        NucleusEmulator.Find(Functions, function, "Evaluation function");
        return test.Metrics[function] = new()
        {
            ["scenario_test_id"] = test.Id,
            ["eval_function_id"] = function,
            ["threshold"] = null,
            ["threshold_comparison"] = "greater_than_equal_to",
            ["eval_func_arguments"] = arguments?.DeepClone() ?? new JsonObject(),
        };
    }

    /// <summary>Runs every function of a test: the share of annotations on the slice that the model's predictions found.</summary>
    public void Evaluate(NucleusScenarioTest test, NucleusModel model)
    {
        NucleusSlice slice = NucleusEmulator.Find(_vendor.Slices, test.SliceId, "Slice");
        NucleusRun? run = _vendor.RunOf(slice.Dataset, model);
        List<NucleusMatch> matches = run is null ? [] : NucleusMatcher.Match(run);
        JsonObject scores = [];
        foreach (NucleusItem item in slice.Items)
        {
            List<NucleusMatch> own = matches.FindAll(m => (m.Annotation ?? m.Prediction)!.Text("reference_id") == item.Reference);
            scores[item.Reference] = own.Count == 0 ? 0 : (double)own.Count(m => m.Kind == "TP") / own.Count;
        }

        double overall = scores.Count == 0 ? 0 : scores.Average(s => s.Value!.GetValue<double>());
        foreach (string function in test.Metrics.Keys)
            Record(test, function, model.Id, overall.ToString(CultureInfo.InvariantCulture), scores);
    }

    public void Record(NucleusScenarioTest test, string function, string model, string? result, JsonObject? scores)
    {
        NucleusSlice slice = NucleusEmulator.Find(_vendor.Slices, test.SliceId, "Slice");
        double? threshold = test.Metrics.TryGetValue(function, out JsonObject? metric) ? NucleusMatcher.Number(metric["threshold"]) : null;
        double? value = result is null ? null : double.Parse(result, CultureInfo.InvariantCulture);
        string id = _vendor.Ids.Numbered("ev_");
        test.History.Add(new()
        {
            ["id"] = id,
            ["scenario_test_id"] = test.Id,
            ["eval_function_id"] = function,
            ["model_id"] = model,
            ["status"] = "completed",
            ["result"] = result,
            ["pass"] = threshold is null || value >= threshold,
        });
        test.ItemResults[id] =
        [
            .. (scores ?? []).Select(score => new JsonObject
            {
                ["evaluation_id"] = id,
                ["scenario_test_id"] = test.Id,
                ["eval_function_id"] = function,
                ["dataset_item_id"] = slice.Dataset.ItemsByReference.GetValueOrDefault(score.Key)?.Id,
                ["result"] = score.Value?.DeepClone(),
                ["pass"] = threshold is null || NucleusMatcher.Number(score.Value) >= threshold,
            }),
        ];
    }
}
