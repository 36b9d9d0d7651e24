using System.Text.Json.Nodes;

namespace LabelingGen.Emulator;

/// <summary>Predictions by dataset and model, and the older model runs.</summary>
internal static class NucleusRunRoutes
{
    public static void Map(NucleusEmulator vendor)
    {
        const string Pair = "dataset/{datasetId}/model/{modelId}/";
        vendor.Map("GET", Pair + "export", request => NucleusLabels.Grouped(Of(vendor, request).Predictions.All));
        vendor.Map("GET", Pair + "iloc/{index}", request => OnItem(Of(vendor, request), vendor.Dataset(request).ItemAt(request["index"])));
        vendor.Map("GET", Pair + "referenceId/{referenceId}", request =>
            OnItem(Of(vendor, request), vendor.Dataset(request).Item(request["referenceId"])));
        vendor.Map("GET", Pair + "loc/{referenceId}/{annotationId}", request =>
            NucleusItemRoutes.Found(Of(vendor, request).Predictions, request));
        vendor.Map("POST", Pair + "calculateEvaluationMetrics", request => Calculate(vendor, request));
        vendor.Map("POST", Pair + "pointcloud/{referenceId}/uploadLSSPrediction", request => UploadPointLabels(vendor, request));
        vendor.Map("POST", "dataset/{datasetId}/modelRun/create", request => Create(vendor, request));
        vendor.Map("POST", "modelRun/{runId}/commit", request => Commit(vendor.Run(request)));
        vendor.Map("GET", "modelRun/{runId}/info", request => Info(vendor.Run(request)));
        vendor.Map("DELETE", "modelRun/{runId}", request => Delete(vendor, vendor.Run(request)));
        vendor.Map("GET", "modelRun/{runId}/iloc/{index}", request =>
            OnItem(vendor.Run(request), vendor.Run(request).Dataset.ItemAt(request["index"])));
        vendor.Map("GET", "modelRun/{runId}/refloc/{referenceId}", request =>
            OnItem(vendor.Run(request), vendor.Run(request).Dataset.Item(request["referenceId"])));
        vendor.Map("GET", "modelRun/{runId}/loc/{itemId}", request =>
            OnItem(vendor.Run(request), vendor.Run(request).Dataset.ItemById(request["itemId"])));
        vendor.Map("GET", "modelRun/{runId}/prediction/loc/{referenceId}/{annotationId}", request =>
            NucleusItemRoutes.Found(vendor.Run(request).Predictions, request));
        vendor.Map("GET", "modelRun/{runId}/ungrouped", request => NucleusLabels.Grouped(vendor.Run(request).Predictions.All));
    }

    public static NucleusRun CreateRun(NucleusEmulator vendor, NucleusDataset dataset, NucleusModel model, string name, JsonObject metadata)
    {
        NucleusRun run = new()
        {
            Id = vendor.Ids.Numbered("run_"),
            Name = name,
            Dataset = dataset,
            Model = model,
            Metadata = metadata,
            Predictions = new(vendor, "pred_"),
        };
        vendor.Runs.Add(run.Id, run);
        return run;
    }

    /// <summary>The run of a dataset and model, made when there is none.</summary>
    public static NucleusRun RunFor(NucleusEmulator vendor, NucleusDataset dataset, NucleusModel model) =>
        vendor.RunOf(dataset, model) ?? CreateRun(vendor, dataset, model, model.Name, []);

    private static NucleusRun Of(NucleusEmulator vendor, EmulatorRequest request) =>
        vendor.RunOf(vendor.Dataset(request), vendor.Model(request))
        ?? throw new VendorErrorException(404, $"The model {request["modelId"]} has no predictions on {request["datasetId"]}.");

    private static JsonObject OnItem(NucleusRun run, NucleusItem item) =>
        new() { ["annotations"] = NucleusLabels.Grouped(run.Predictions.On(item.Reference)) };

    private static JsonObject Calculate(NucleusEmulator vendor, EmulatorRequest request)
    {
        JsonObject body = request.JsonObject();
        if (body["allowed_label_matches"] is not null && body.Flag("class_agnostic"))
            throw JsonMembers.Wrong("class_agnostic", "false when allowed_label_matches is given");
        return new() { ["matches"] = NucleusMatcher.Match(Of(vendor, request)).Count };
    }

    private static JsonObject UploadPointLabels(NucleusEmulator vendor, EmulatorRequest request)
    {
        NucleusItem item = vendor.Dataset(request).Item(request["referenceId"]);
        if (!item.IsPointCloud)
            throw new VendorErrorException(400, $"{item.Reference} is no point cloud.");
        NucleusRun run = RunFor(vendor, vendor.Dataset(request), vendor.Model(request));
        string url = request.JsonObject().RequiredText("pointsSegmentationUrl");
        run.Predictions.Add(new() { ["reference_id"] = item.Reference, ["type"] = "mask", ["mask_url"] = url }, update: true);
        return new() { ["model_run_id"] = run.Id, ["reference_id"] = item.Reference };
    }

    private static JsonObject Create(NucleusEmulator vendor, EmulatorRequest request)
    {
        JsonObject body = request.JsonObject();
        string name = body.RequiredText("name");
        string reference = body.Text("reference_id") ?? name;
        NucleusModel? model = vendor.Models.Values.FirstOrDefault(m => m.Reference == reference);
        if (model is null)
        {
            model = new() { Id = vendor.Ids.Numbered("prj_"), Name = name, Reference = reference };
            vendor.Models.Add(model.Id, model);
        }

        JsonObject metadata = body.Object("metadata")?.DeepClone().AsObject() ?? [];
        return new() { ["model_run_id"] = CreateRun(vendor, vendor.Dataset(request), model, name, metadata).Id };
    }

    private static JsonObject Commit(NucleusRun run)
    {
        run.Status = "Completed";
        return new() { ["model_run_id"] = run.Id };
    }

    private static JsonObject Info(NucleusRun run) => new()
    {
        ["model_id"] = run.Model.Id,
        ["name"] = run.Name,
        ["status"] = run.Status,
        ["metadata"] = run.Metadata.DeepClone(),
    };

    private static JsonObject Delete(NucleusEmulator vendor, NucleusRun run)
    {
        vendor.Runs.Remove(run.Id);
        return new() { ["msg"] = "Model run deleted." };
    }
}
