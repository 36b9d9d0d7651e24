using System.Text.Json.Nodes;
using LabelingGen.Testing.Wire;

namespace LabelingGen.Nucleus.Tests.Wire;

internal static partial class NucleusWire
{
    private static void MapModels(WireVendor vendor)
    {
        vendor
            .Attribute("NucleusClient.models", async c => (await Value(c.Nucleus().Models.ListAsync())).Models)
            .Method("NucleusClient.list_models()", async c => (await Value(c.Nucleus().Models.ListAsync())).Models)
            .Method(
                "NucleusClient.create_model(name, reference_id, metadata=None, bundle_name=None, tags=None, trained_slice_ids=None)",
                CreateModelAsync)
            .Method("NucleusClient.add_model(name, reference_id, metadata=None)", async c =>
                await Value(c.Nucleus().Models.CreateAsync(c.Text("name"), c.Text("reference_id"), c.Object("metadata"))))
            .Method(
                "NucleusClient.create_launch_model(name, reference_id, bundle_args, metadata=None, trained_slice_ids=None)",
                CreateHostedModelAsync)
            .Method(
                "NucleusClient.create_launch_model_from_dir(name, reference_id, bundle_from_dir_args, metadata=None, "
                    + "trained_slice_ids=None)",
                CreateHostedModelAsync)
            .Method("NucleusClient.get_model(model_id=None, model_run_id=None)", async c =>
                (c.OptionalText("model_id"), c.OptionalText("model_run_id")) switch
                {
                    ({ } id, null) => await Value(c.Nucleus().Models.GetAsync(id)),
                    (null, { } run) => await Value(c.Nucleus().Models.GetOfRunAsync(run)),
                    _ => throw new WireRefusedException("Ours has a method for each."),
                })
            .Method("NucleusClient.delete_model(model_id)", async c => Json(await c.Nucleus().Models.DeleteAsync(c.Text("model_id"))))
            .Attribute("Model.metadata", c => c.On<Model>().Metadata is { Count: > 0 } metadata ? metadata : null)
            .Attribute("Model.bundle_name", _ => (object?)null)
            .Attribute("Model.reference_id", c => c.On<Model>().RefId)
            .Attribute("Model.tags", c => c.On<Model>().Tags?.ToList() ?? [])
            .Attribute("Model.trained_slice_ids", c => c.On<Model>().TrainedSliceIds?.ToList() ?? [])
            .Method("Model.add_tags(tags)", async c =>
            {
                Model model = c.On<Model>();
                JsonNode? answer = await Value(c.Nucleus().Models.AddTagsAsync(model.Id, TagsOf(c)));
                model.Tags = [.. (model.Tags ?? []).Union(c.Texts("tags")!)];
                return answer;
            })
            .Method("Model.remove_tags(tags)", async c =>
            {
                Model model = c.On<Model>();
                JsonNode? answer = await Value(c.Nucleus().Models.RemoveTagsAsync(model.Id, TagsOf(c)));
                model.Tags = [.. (model.Tags ?? []).Except(c.Texts("tags")!)];
                return answer;
            })
            .Method("Model.add_trained_slice_ids(slice_ids)", async c =>
            {
                Model model = c.On<Model>();
                JsonNode? answer = await Value(c.Nucleus().Models.AddTrainedSlicesAsync(
                    model.Id, new TrainedSlices { TrainedSliceIds = c.Texts("slice_ids")! }));
                model.TrainedSliceIds = [.. (model.TrainedSliceIds ?? []).Union(c.Texts("slice_ids")!)];
                return answer;
            })
            .Method("Model.remove_trained_slice_ids(slide_ids)", async c =>
            {
                Model model = c.On<Model>();
                JsonNode? answer = await Value(c.Nucleus().Models.RemoveTrainedSlicesAsync(
                    model.Id, new TrainedSlices { TrainedSliceIds = c.Texts("slide_ids")! }));
                model.TrainedSliceIds = [.. (model.TrainedSliceIds ?? []).Except(c.Texts("slide_ids")!)];
                return answer;
            })
            .Method("Model.run(dataset_id, model_run_name, slice_id)", c => c.Nucleus().Models.RunAsync(
                c.On<Model>().Id,
                new RunModelRequest
                {
                    DatasetId = c.Text("dataset_id"),
                    ModelRunName = c.Text("model_run_name"),
                    SliceId = c.OptionalText("slice_id"),
                }))
            .Method("Model.evaluate(scenario_test_names)", c => c.Nucleus().Validate.EvaluateModelAsync(
                c.On<Model>().Id, new EvaluateRequest { TestNames = c.Texts("scenario_test_names")! }))
            .Method("Model.create_run(name, dataset, predictions, metadata=None, asynchronous=False)", async c =>
            {
                string dataset = c.Value<DatasetHandle>("dataset").Id;
                JsonObject? metadata = c.Object("metadata") is { Count: > 0 } given ? given : null;
                string run = await Value(c.Nucleus().ModelRuns.CreateAsync(dataset, c.Text("name"), c.On<Model>().RefId, metadata));
                RunHandle handle = new(run, dataset);
                await PredictAsync(c, handle, c.Values<Prediction>("predictions")!, update: false);
                return handle;
            });
        MapRuns(vendor);
    }

    private static void MapRuns(WireVendor vendor) => vendor
        .Method("entropy(name, model_run, client)", async c =>
        {
            RunHandle run = c.Value<RunHandle>("model_run");
            return await Value(c.Nucleus().ModelRuns.CalculateEntropyAsync(
                run.DatasetId, c.Text("name"), new ModelRunIds { Ids = [run.Id] }));
        })
        .Method("ModelRun(model_run_id, dataset_id, client)", c => new RunHandle(c.Text("model_run_id"), c.Text("dataset_id")))
        .Attribute("ModelRun.model_run_id", c => c.On<RunHandle>().Id)
        .Attribute("ModelRun.dataset_id", c => c.On<RunHandle>().DatasetId)
        .Method("ModelRun.info()", c => c.Nucleus().ModelRuns.GetInfoAsync(c.On<RunHandle>().Id))
        .Method("ModelRun.commit(payload=None)", c => c.Nucleus().ModelRuns.CommitAsync(
            c.On<RunHandle>().Id, c.Object("payload") is { } options ? Model<EvaluationMetricsOptions>(options) : new()))
        .Method(
            "ModelRun.predict(annotations, update=False, asynchronous=False, batch_size=5000, remote_files_per_upload_request=20, "
                + "local_files_per_upload_request=10)",
            c => PredictAsync(c, c.On<RunHandle>(), c.Values<Prediction>("annotations")!, c.Flag("update") ?? false))
        .Method("ModelRun.iloc(i)", async c => Grouped(
            (await Value(c.Nucleus().ModelRuns.GetByIndexAsync(c.On<RunHandle>().Id, c.Integer("i")!.Value))).Annotations, true))
        .Method("ModelRun.refloc(reference_id)", async c => Grouped(
            (await Value(c.Nucleus().ModelRuns.GetByReferenceIdAsync(c.On<RunHandle>().Id, c.Text("reference_id")))).Annotations, true))
        .Method("ModelRun.loc(dataset_item_id)", async c => Grouped(
            (await Value(c.Nucleus().ModelRuns.GetByItemIdAsync(c.On<RunHandle>().Id, c.Text("dataset_item_id")))).Annotations, true))
        .Method("ModelRun.prediction_loc(reference_id, annotation_id)", c => c.Nucleus().ModelRuns.GetPredictionAsync(
            c.On<RunHandle>().Id, c.Text("reference_id"), c.Text("annotation_id")))
        .Method("ModelRun.ungrouped_export()", async c =>
            Grouped(await Value(c.Nucleus().ModelRuns.ExportAsync(c.On<RunHandle>().Id)), true));

    private static async Task<object?> CreateModelAsync(WireCall c)
    {
        Model model = await Value(c.Nucleus().Models.CreateAsync(
            c.Text("name"), c.Text("reference_id"), c.Object("metadata"), c.Texts("trained_slice_ids"), c.Texts("tags"),
            c.OptionalText("bundle_name")));
        WireInstance created = new("Model", model);
        created.Attributes["bundle_name"] = c.OptionalText("bundle_name");
        return created;
    }

    /// <summary>The bundle itself is made with another product's client, which names it so.</summary>
    private static async Task<object?> CreateHostedModelAsync(WireCall c)
    {
        string name = c.Text("name");
        if ((await Value(c.Nucleus().Models.ListAsync())).Models.Any(model => model.Name == name))
            throw new ModelCreationException(c.Text("reference_id"), $"There is a model '{name}'.");
        return await Value(c.Nucleus().Models.CreateAsync(
            name, c.Text("reference_id"), c.Object("metadata"), c.Texts("trained_slice_ids"), bundleName: name + "-nucleus-autogen"));
    }

    private static async Task<object?> PredictAsync(WireCall c, RunHandle run, IReadOnlyList<Prediction> predictions, bool update)
    {
        if (c.Flag("asynchronous") == true)
            return await c.Nucleus().ModelRuns.StartPredictAsync(run.DatasetId, run.Id, predictions, update);
        PredictionUploadOptions options = new() { Update = update, MaxConcurrency = 1, BaseFolder = c.Session.Folder };
        Sized(c, options);
        return Sums(await c.Nucleus().ModelRuns.PredictAsync(run.Id, InOrder(predictions), options), "predictions");
    }
}
