using System.Globalization;
using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static readonly string[] StandardFunctions =
    [
        "bbox_iou", "bbox_map", "bbox_precision", "bbox_recall", "cat_f1", "cuboid_iou_2d", "cuboid_iou_3d", "cuboid_precision",
        "cuboid_recall", "poly_iou", "poly_map", "poly_precision", "poly_recall", "seg_fwavacc", "seg_iou", "seg_map", "seg_precision",
        "seg_recall", "segmentation_to_poly_ap", "segmentation_to_poly_iou", "segmentation_to_poly_map",
        "segmentation_to_poly_precision", "segmentation_to_poly_recall",
    ];

    /// <summary>The official client has a class for each function of the server, called or not.</summary>
    private static readonly string[] FunctionClasses =
    [
        "BoundingBoxIOU", "BoundingBoxMAP", "BoundingBoxPrecision", "BoundingBoxRecall", "CategorizationF1", "CuboidIOU2D", "CuboidIOU3D",
        "CuboidPrecision", "CuboidRecall", "PolygonIOU", "PolygonMAP", "PolygonPrecision", "PolygonRecall", "SegmentationFWAVACC",
        "SegmentationIOU", "SegmentationMAP", "SegmentationPrecision", "SegmentationRecall", "SegmentationToPolyAveragePrecision",
        "SegmentationToPolyIOU", "SegmentationToPolyMAP", "SegmentationToPolyPrecision", "SegmentationToPolyRecall",
    ];

    private static void MapValidate(WireVendor vendor)
    {
        foreach (string name in StandardFunctions)
        {
            vendor.Attribute("AvailableEvalFunctions." + name, c =>
                c.On<EvaluationFunctions>().PublicFunctions.GetValueOrDefault(name)
                    ?? (object)new WireInstance("EvalFunctionNotAvailable", name));
        }

        MapFunctions(vendor);
        foreach (string name in (string[])[.. FunctionClasses.Select(name => name + "Config"), "CustomEvalFunction", "ExternalEvalFunction",
            "StandardEvalFunction"])
            vendor.Class<EvaluationFunction>(name).Class<EvaluationFunctionUse>(name);
        MapScenarioTests(vendor);
    }

    private static void MapFunctions(WireVendor vendor) => vendor
        .Class<ValidateClient>("Validate")
        .Class<EvaluationFunctions>("AvailableEvalFunctions")
        .Class<EvaluationFunction>("EvalFunction")
        .Class<EvaluationFunction>("EvalFunctionEntry")
        .Class<EvaluationFunctionUse>("EvalFunctionConfig")
        .Class<EvaluationResult>("EvaluationResult")
        .Class<ScenarioTestSummary>("ScenarioTest")
        .Class<ScenarioTestMetric>("ScenarioTestMetric")
        .Class<ScenarioTestEvaluation>("ScenarioTestEvaluation")
        .Attribute("NucleusClient.validate", c => c.Nucleus().Validate)
        .Attribute("Validate.eval_functions", async c =>
            await Value(c.Nucleus().Validate.ListEvaluationFunctionsAsync()) is { EvalFunctions.Count: > 0 } functions
                ? functions
                : throw new WireRefusedException("Ours is an empty list."))
        .Attribute("Validate.scenario_tests", async c => await Value(c.Nucleus().Validate.ListScenarioTestsAsync()))
        .Attribute("AvailableEvalFunctions.public_functions", c => c.On<EvaluationFunctions>().PublicFunctions)
        .Attribute("AvailableEvalFunctions.private_functions", c => c.On<EvaluationFunctions>().PrivateFunctions)
        .Attribute("AvailableEvalFunctions.external_functions", c => c.On<EvaluationFunctions>().ExternalFunctions)
        .Method("AvailableEvalFunctions.from_id(eval_function_id)", c => c.On<EvaluationFunctions>().EvalFunctions
            .FirstOrDefault(f => f.Id == c.Text("eval_function_id")) ?? throw new WireRefusedException("Ours is a list to look in."))
        .Method("EvalFunctionNotAvailable.__call__(**arguments)", _ => throw new WireRefusedException("Ours is not in the list."))
        .Method("EvalFunction.__call__(**arguments)", c => c.On<EvaluationFunction>().IsExternalFunction == true
            ? throw new WireRefusedException("External functions are not called.")
            : c.On<EvaluationFunction>().Use(new JsonObject(
            c.Keywords("arguments").Select(p => KeyValuePair.Create(p.Key, WireJson.ToNode(p.Value))))))
        .Method("Validate.create_external_eval_function(name, level='item')", async c =>
            (await Value(c.Nucleus().Validate.CreateExternalFunctionAsync(c.Text("name"), c.Text("level")))).EvalFn)
        .Method("Validate.create_scenario_test(name, slice_id, evaluation_functions)", async c =>
            await Value(c.Nucleus().Validate.CreateScenarioTestAsync(
                c.Text("name"), c.Text("slice_id"), c.Items("evaluation_functions")!.Select(f =>
                    f is WireInstance { Value: EvaluationFunction e } ? Uncalled(e) : (EvaluationFunctionUse)((WireInstance)f!).Value))))
        .Method("Validate.get_scenario_test(scenario_test_id)", async c =>
        {
            ScenarioTestReference found = await Value(c.Nucleus().Validate.GetScenarioTestAsync(c.Text("scenario_test_id")));
            return await Value(c.Nucleus().Validate.ReadScenarioTestAsync(found.UnitTest.Id));
        })
        .Method("Validate.delete_scenario_test(scenario_test_id)", async c =>
            (await Value(c.Nucleus().Validate.DeleteScenarioTestAsync(c.Text("scenario_test_id")))).Succeeded)
        .Method("Validate.evaluate_model_on_scenario_tests(model_id, scenario_test_names)", c =>
            c.Nucleus().Validate.EvaluateModelAsync(
                c.Text("model_id"), new EvaluateRequest { TestNames = c.Texts("scenario_test_names")! }))
        .Method("Validate.metrics(model_id)", async c => await Value(c.Nucleus().Validate.GetModelMetricsAsync(c.Text("model_id"))))
        .Attribute("ScenarioTest.baseline_model_id", c => c.On<ScenarioTestSummary>().BaselineModelId)
        .Method("EvaluationResult(track_ref_id=None, item_ref_id=None, scene_ref_id=None, score=0, weight=1)", ResultOf);

    private static void MapScenarioTests(WireVendor vendor) => vendor
        .Method("ScenarioTest.add_eval_function(eval_function)", async c => await Value(c.Nucleus().Validate.AddEvaluationFunctionAsync(
            new AddEvaluationFunctionRequest
            {
                ScenarioTestName = c.On<ScenarioTestSummary>().Name!,
                EvalFunctionId = c.Value<EvaluationFunction>("eval_function").Id,
            })))
        .Method("ScenarioTest.get_eval_functions()", async c =>
            (await Value(c.Nucleus().Validate.ListScenarioTestMetricsAsync(c.On<ScenarioTestSummary>().Id))).Metrics)
        .Method("ScenarioTest.get_eval_history()", async c =>
            await Value(c.Nucleus().Validate.ListScenarioTestEvaluationsAsync(c.On<ScenarioTestSummary>().Id)))
        .Method("ScenarioTest.get_items(level='item')", async c =>
        {
            ScenarioTestItems items = await Value(c.Nucleus().Validate.GetScenarioTestItemsAsync(c.On<ScenarioTestSummary>().Id));
            return c.Text("level") switch
            {
                "scene" => items.Scenes ?? [],
                "track" => items.Tracks ?? [],
                _ => (object?)items.DatasetItems ?? new List<object?>(),
            };
        })
        .Method("ScenarioTest.set_baseline_model(model_id)", async c => c.On<ScenarioTestSummary>().BaselineModelId = (await Value(
            c.Nucleus().Validate.SetBaselineModelAsync(c.On<ScenarioTestSummary>().Id, c.Text("model_id")))).BaselineModelId)
        .Method("ScenarioTest.upload_external_evaluation_results(eval_fn, results, model_id)", c =>
            c.Nucleus().Validate.UploadExternalResultsAsync(
                c.On<ScenarioTestSummary>(), c.Value<EvaluationFunction>("eval_fn"), c.Values<EvaluationResult>("results")!,
                c.Text("model_id")))
        .Method("ScenarioTestMetric.set_threshold(threshold=None)", async c =>
        {
            ScenarioTestMetric metric = c.On<ScenarioTestMetric>();
            Threshold set = await Value(c.Nucleus().Validate.SetMetricThresholdAsync(
                metric.ScenarioTestId!, metric.EvalFunctionId!, new SetThresholdRequest { Threshold = c.Number("threshold") }));
            metric.Threshold = set.Value;
            return null;
        })
        .Attribute("ScenarioTestMetric.eval_func_arguments", c => c.On<ScenarioTestMetric>().EvalFuncArguments ?? [])
        .Attribute("ScenarioTestMetric.threshold_comparison", c =>
            (c.On<ScenarioTestMetric>().ThresholdComparison ?? ThresholdComparison.GreaterThanEqualTo).Value)
        .Attribute("ScenarioTestEvaluation.result", c => Number(c.On<ScenarioTestEvaluation>().Result))
        .Attribute("ScenarioTestEvaluation.passed", c => c.On<ScenarioTestEvaluation>().Pass)
        .Class<ItemEvaluation>("ScenarioTestItemEvaluation")
        .Attribute("ScenarioTestItemEvaluation.result", c => Number(c.On<ItemEvaluation>().Result))
        .Attribute("ScenarioTestItemEvaluation.passed", c => c.On<ItemEvaluation>().Pass)
        .Attribute("ScenarioTestEvaluation.item_evals", async c => (await Value(
            c.Nucleus().Validate.ListItemEvaluationsAsync(c.On<ScenarioTestEvaluation>().Id))).ScenarioTestItemEvaluations);

    /// <summary>The official client leaves out the arguments of a function that was not called.</summary>
    private static EvaluationFunctionUse Uncalled(EvaluationFunction function)
    {
        EvaluationFunctionUse use = function.Use();
        use.EvalFuncArguments = [];
        return use;
    }

    /// <summary>A number, or the text of one.</summary>
    private static double? Number(JsonNode? result) =>
        double.TryParse(result?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static object ResultOf(WireCall c)
    {
        double score = c.Number("score") ?? 0;
        double weight = c.Number("weight") ?? 1;
        return (c.OptionalText("track_ref_id"), c.OptionalText("item_ref_id"), c.OptionalText("scene_ref_id")) switch
        {
            ({ } track, null, null) => EvaluationResult.OfTrack(track, score, weight),
            (null, { } item, null) => EvaluationResult.OfItem(item, score, weight),
            (null, null, { } scene) => EvaluationResult.OfScene(scene, score, weight),
            _ => throw new WireRefusedException("Ours has a method for each."),
        };
    }
}
