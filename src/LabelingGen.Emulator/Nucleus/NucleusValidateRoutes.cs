using System.Globalization;
using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Scenario tests: evaluation functions, tests on slices, their evaluations and thresholds.</summary>
internal static class NucleusValidateRoutes
{
    public static void Map(NucleusEmulator vendor)
    {
        NucleusScenarioStore store = new(vendor);
        vendor.Map("GET", "validate/eval_fn", _ => new JsonObject
        {
            ["eval_functions"] = store.Functions.Values.Select(JsonNode? (f) => f.DeepClone()).ToJson(),
        });
        vendor.Map("POST", "validate/eval_fn", request => CreateFunction(vendor, store, request.JsonObject()));
        vendor.Map("POST", "validate/scenario_test", request => CreateTest(vendor, store, request.JsonObject()));
        vendor.Map("GET", "validate/scenario_test/details", _ => store.Tests.Values.Select(JsonNode? (t) => t.ToJson()).ToJson());
        vendor.Map("GET", "validate/scenario_test/{scenarioTestId}", request =>
            new JsonObject { ["unit_test"] = new JsonObject { ["id"] = store.Test(request).Id } });
        vendor.Map("DELETE", "validate/scenario_test/{scenarioTestId}", request =>
            new JsonObject { ["success"] = store.Tests.Remove(store.Test(request).Id) });
        vendor.Map("GET", "validate/scenario_test/{scenarioTestId}/info", request => store.Test(request).ToJson());
        vendor.Map("POST", "validate/{modelId}/evaluate", request => Evaluate(vendor, store, request));
        vendor.Map("POST", "validate/{modelId}/metrics", request => Metrics(vendor, request));
        vendor.Map("POST", "validate/scenario_test_eval_function", request => AddFunction(store, request.JsonObject()));
        vendor.Map("GET", "validate/scenario_test/{scenarioTestId}/metrics", request => new JsonObject
        {
            ["scenario_test_metrics"] = store.Test(request).Metrics.Values.Select(JsonNode? (m) => m.DeepClone()).ToJson(),
        });
        vendor.Map("GET", "validate/scenario_test/{scenarioTestId}/eval_history/details", request =>
            store.Test(request).History.Select(JsonNode? (h) => h.DeepClone()).ToJson());
        vendor.Map("GET", "validate/scenario_test/{scenarioTestId}/items", request => Items(vendor, store.Test(request)));
        vendor.Map("POST", "validate/scenario_test/{scenarioTestId}/set_baseline_model/{modelId}", request =>
        {
            store.Test(request).BaselineModel = vendor.Model(request).Id;
            return new JsonObject { ["baseline_model_id"] = request["modelId"] };
        });
        vendor.Map("POST", "validate/scenario_test/upload_results", request => UploadResults(store, request.JsonObject()));
        vendor.Map("GET", "validate/eval/{scenarioEvaluationId}/info", request => ItemEvaluations(store, request["scenarioEvaluationId"]));
        vendor.Map("POST", "validate/metric/set_threshold/{scenarioTestId}/{evaluationFunctionId}", request =>
            SetThreshold(store, request));
    }

    private static JsonObject CreateFunction(NucleusEmulator vendor, NucleusScenarioStore store, JsonObject body)
    {
        string name = body.RequiredText("name");
        if (name.Length > 255 || name.Contains(' ', StringComparison.Ordinal))
            throw JsonMembers.Wrong("name", "1 to 255 characters without spaces");
        JsonObject function = NucleusScenarioStore.Function(vendor.Ids.Numbered("ef_"), name, isPublic: false);
        store.Functions.Add(function.Text("id")!, function);
        return new() { ["eval_fn"] = function.DeepClone() };
    }

    private static JsonObject CreateTest(NucleusEmulator vendor, NucleusScenarioStore store, JsonObject body)
    {
        string slice = body.RequiredText("slice_id");
        NucleusEmulator.Find(vendor.Slices, slice, "Slice");
        JsonArray functions = body.Array("evaluation_functions") ?? throw JsonMembers.Missing("evaluation_functions");
        if (functions.Count == 0)
            throw JsonMembers.Wrong("evaluation_functions", "at least one function");
        NucleusScenarioTest test = new(vendor.Ids.Numbered("ut_"), body.RequiredText("name"), slice);
        foreach (JsonObject function in functions.OfType<JsonObject>())
            store.AddMetric(test, function.RequiredText("id"), function.Object("eval_func_arguments"));
        store.Tests.Add(test.Id, test);
        return new() { ["scenario_test_id"] = test.Id };
    }

    private static JsonObject AddFunction(NucleusScenarioStore store, JsonObject body)
    {
        string name = body.RequiredText("scenario_test_name");
        NucleusScenarioTest test = store.Tests.Values.FirstOrDefault(t => t.Name == name)
            ?? throw new VendorErrorException(404, $"Scenario test {name} does not exist.");
        return store.AddMetric(test, body.RequiredText("eval_function_id"), null).DeepClone().AsObject();
    }

    private static JsonObject Evaluate(NucleusEmulator vendor, NucleusScenarioStore store, EmulatorRequest request)
    {
        NucleusModel model = vendor.Model(request);
        List<NucleusScenarioTest> tests =
        [
            .. request.JsonObject().Texts("test_names").Select(name => store.Tests.Values.FirstOrDefault(t => t.Name == name)
                ?? throw new VendorErrorException(404, $"Scenario test {name} does not exist.")),
        ];
        return vendor.StartJobJson("testEvaluation", null, _ =>
        {
            foreach (NucleusScenarioTest test in tests)
                store.Evaluate(test, model);
            return new JsonObject { ["evaluated"] = tests.Count };
        });
    }

    private static JsonArray Metrics(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusModel model = vendor.Model(request);
        return vendor.Runs.Values.Where(r => r.Model == model).ToArray()
            .Select(JsonNode? (r) => vendor.StartJobJson("modelMetrics", r.Dataset.Id)).ToJson();
    }

    private static JsonObject Items(NucleusEmulator vendor, NucleusScenarioTest test)
    {
        NucleusSlice slice = NucleusEmulator.Find(vendor.Slices, test.SliceId, "Slice");
        return slice.Type == "scene"
            ? new()
            {
                ["scenes"] = slice.Dataset.Scenes.Values.Where(s => slice.Members.Contains(s.Id)).Select(JsonNode? (s) => s.ToJson())
                .ToJson()
            }
            : new() { ["dataset_items"] = slice.Items.Select(JsonNode? (i) => i.ToJson()).ToJson() };
    }

    private static JsonObject UploadResults(NucleusScenarioStore store, JsonObject body)
    {
        NucleusScenarioTest test = NucleusEmulator.Find(store.Tests, body.RequiredText("unit_test_id"), "Scenario test");
        string function = body.RequiredText("eval_function_id");
        double? overall = NucleusMatcher.Number(body["overall_metric"]);
        store.Record(test, function, body.RequiredText("model_id"), overall?.ToString(CultureInfo.InvariantCulture),
            body.Object("result_per_ref_id"));
        return new() { ["success"] = true };
    }

    private static JsonObject ItemEvaluations(NucleusScenarioStore store, string id)
    {
        foreach (NucleusScenarioTest test in store.Tests.Values)
        {
            if (test.ItemResults.TryGetValue(id, out List<JsonObject>? results))
                return new() { ["scenario_test_item_evaluations"] = results.Select(JsonNode? (r) => r.DeepClone()).ToJson() };
        }

        throw new VendorErrorException(404, $"Evaluation with id {id} does not exist.");
    }

    private static JsonObject SetThreshold(NucleusScenarioStore store, EmulatorRequest request)
    {
        if (!store.Test(request).Metrics.TryGetValue(request["evaluationFunctionId"], out JsonObject? metric))
            throw new VendorErrorException(404, $"The test has no function {request["evaluationFunctionId"]}.");
        metric["threshold"] = request.JsonObject()["threshold"]?.DeepClone();
        return new() { ["threshold"] = metric["threshold"]?.DeepClone() };
    }
}
