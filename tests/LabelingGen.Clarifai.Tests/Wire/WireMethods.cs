using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>
/// Every class and method of the vendor's client that sends something, with its counterpart here; what cannot be read from the arguments of
/// a recorded call is as in the recordings that are at hand.
/// </summary>
internal static class WireMethods
{
    private static readonly byte[] Picture = [0x89, .. "PNG123"u8];

    private static readonly Dictionary<InputType, string> Extensions = new()
    {
        [InputType.Image] = "png",
        [InputType.Text] = "txt",
        [InputType.Video] = "mp4",
        [InputType.Audio] = "mp3",
    };

    /// <summary>The counterpart, and the methods of the service that the facts say are called, in order and without repetition.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<ClarifaiClient, WireCall, Task> Make, string Sends)> All =
        new Dictionary<string, (Func<ClarifaiClient, WireCall, Task>, string)>
        {
            ["User.list_apps"] = ((c, w) => List(w, c.User().ListAppsAsync(w.Listing<ListAppsRequest>())), "ListApps"),
            ["User.list_runners"] = ((c, w) => List(w, c.User().ListRunnersAsync(w.Listing<ListRunnersRequest>())), "ListRunners"),
            ["User.create_app"] = ((c, w) => c.User().CreateAppAsync(w.Text(0, "app_id") ?? "a", w.Text(1, "base_workflow") ?? "Empty",
                w.Fields<App>("app_id", "base_workflow")), "PostApps"),
            ["User.create_runner"] = ((c, w) => c.User().CreateRunnerAsync(Runner.Parser.ParseJson(new JsonObject
            {
                ["id"] = w.Text(0, "runner_id") ?? "r1",
                ["labels"] = new JsonArray([.. w.Texts(1, "labels").Select(l => JsonValue.Create(l))]),
                ["description"] = w.Text(2, "description") ?? "d",
            }.ToJsonString())), "PostRunners"),
            ["User.app"] = ((c, w) => c.User().GetAppAsync(w.Text(0, "app_id") ?? "a"), "GetApp"),
            ["User.runner"] = ((c, w) => c.User().GetRunnerAsync(w.Text(0, "runner_id") ?? "r1"), "GetRunner"),
            ["User.delete_app"] = ((c, w) => c.User().DeleteAppAsync(w.Text(0, "app_id") ?? "a"), "DeleteApp"),
            ["User.delete_runner"] = ((c, w) => c.User().DeleteRunnerAsync(w.Text(0, "runner_id") ?? "r1"), "DeleteRunners"),
            ["App.list_datasets"] = ((c, w) => List(w, Of(c).ListDatasetsAsync(w.Listing<ListDatasetsRequest>())), "ListDatasets"),
            ["App.list_concepts"] = ((c, w) => List(w, Of(c).ListConceptsAsync(w.Listing<ListConceptsRequest>())), "ListConcepts"),
            ["App.list_models"] = ((c, w) => Read(Of(c).ListModelsAsync(w.Listing<ListModelsRequest>(), w.Flag("only_in_app", true))),
                "ListModels"),
            ["App.list_workflows"] = ((c, w) => Read(Of(c).ListWorkflowsAsync(w.Listing<ListWorkflowsRequest>(),
                w.Flag("only_in_app", true))), "ListWorkflows"),
            ["App.create_dataset"] = ((c, w) => Of(c).CreateDatasetAsync(w.Text(0, "dataset_id") ?? "d", w.Fields<Dataset>("dataset_id")),
                "PostDatasets"),
            ["App.create_model"] = ((c, w) => Of(c).CreateModelAsync(w.Text(0, "model_id") ?? "m", w.Fields<Model>("model_id")),
                "PostModels"),
            ["App.create_workflow"] = ((c, w) => Of(c).CreateWorkflowAsync(WireFiles.Write("any.yml", WireFiles.Workflow),
                w.Flag("generate_new_id", false)), "GetModel PostModelVersions PostWorkflows"),
            ["App.dataset"] = ((c, w) => Of(c).GetDatasetAsync(w.Text(0, "dataset_id") ?? "d"), "GetDataset"),
            ["App.model"] = ((c, w) => Of(c).GetModelAsync(w.Text(0, "model_id") ?? "m", w.Text(1, "model_version_id"),
                w.Text(9, "user_id"), w.Text(9, "app_id")), "GetModel"),
            ["App.workflow"] = ((c, w) => Of(c).GetWorkflowAsync(w.Text(0, "workflow_id") ?? "w"), "GetWorkflow"),
            ["App.delete_dataset"] = ((c, w) => Of(c).DeleteDatasetAsync(w.Text(0, "dataset_id") ?? "d"), "DeleteDatasets"),
            ["App.delete_model"] = ((c, w) => Of(c).DeleteModelAsync(w.Text(0, "model_id") ?? "m"), "DeleteModels"),
            ["App.delete_workflow"] = ((c, w) => Of(c).DeleteWorkflowAsync(w.Text(0, "workflow_id") ?? "w"), "DeleteWorkflows"),
            ["Dataset.create_version"] = ((c, w) => Of(c).Dataset("d").CreateVersionAsync(w.Fields<DatasetVersion>()),
                "PostDatasetVersions"),
            ["Dataset.list_versions"] = ((c, w) => List(w, Of(c).Dataset("d").ListVersionsAsync(w.Listing<ListDatasetVersionsRequest>())),
                "ListDatasetVersions"),
            ["Dataset.delete_version"] = ((c, w) => Of(c).Dataset("d").DeleteVersionAsync(w.Text(0, "version_id") ?? "dv"),
                "DeleteDatasetVersions"),
            ["Dataset.get_upload_status"] = ((c, w) => Of(c).Dataset("d").CountAsync(keepVersion: !w.Flag("delete_version", false)),
                "PostDatasetVersions ListDatasetVersionMetricsGroups"),
            ["Dataset.archive_zip"] = ((c, _) => Of(c).Dataset("d", "dv").StartExport().WaitForCompletionAsync().AsTask(),
                "PutDatasetVersionExports"),
            ["Dataset.upload_from_csv"] = (WireUploads.FromCsv, Upload + " " + Upload),
            ["Dataset.upload_from_folder"] = (WireUploads.FromFolder, Upload + " " + Upload),
            ["Dataset.upload_dataset"] = (WireUploads.Items, "PostInputs GetInputsAddJob ListInputs"),
            ["Inputs.upload_from_url"] = ((c, w) => Of(c).Inputs.UploadAsync(Input.FromUrl("i", new Uri("https://x/y.jpg"), w.InputType)),
                "PostInputs"),
            ["Inputs.upload_from_file"] = ((c, w) => Of(c).Inputs.UploadAsync(Input.FromFile(
                "i", WireFiles.Write("a." + Extensions[w.InputType], "hi there"), w.InputType)), "PostInputs"),
            ["Inputs.upload_from_bytes"] = ((c, w) => Of(c).Inputs.UploadAsync(Input.FromBytes("i", "abc"u8.ToArray(), w.InputType)),
                "PostInputs"),
            ["Inputs.upload_text"] = ((c, w) => Of(c).Inputs.UploadAsync(
                Input.FromText(w.Text(0, "input_id") ?? "i", w.Text(1, "raw_text") ?? "hi there")), "PostInputs"),
            ["Inputs.upload_inputs"] = ((c, w) => Of(c).Inputs.UploadAsync(w.Note switch
            {
                "multimodal" => Input.FromImageAndText("i", "q", new Uri("https://x/y.jpg")),
                "" or "text" => Input.FromText("i", "hi there"),
                _ => throw w.NotMapped(),
            }), "PostInputs"),
            ["Inputs.upload_annotations"] = ((c, w) => Of(c).Inputs.AnnotateAsync([w.Note switch
            {
                "" or "bbox" => Annotation.OfBox("i", "big dog", (0.1f, 0.2f, 0.3f, 0.4f), ConceptIds.Prefixed),
                "mask" or "polygon" => Annotation.OfPolygon(
                    "i", "big dog", [(0.1f, 0.2f), (0.3f, 0.4f), (0.5f, 0.1f)], ConceptIds.Prefixed),
                _ => throw w.NotMapped(),
            }]), "PostAnnotations"),
            ["Inputs.list_inputs"] = ((c, w) => w.Text(0, "dataset_id") is { } dataset
                ? List(w, Of(c).Dataset(dataset).ListInputsAsync(w.Listing<ListDatasetInputsRequest>()))
                : List(w, Of(c).Inputs.ListAsync(w.Listing<ListInputsRequest>())), "ListInputs"),
            ["Inputs.list_annotations"] = ((c, w) => List(w, Of(c).Inputs.ListAnnotationsAsync(
                w.Note switch { "batch_input" => ["i0", "i1"], "" => null, _ => throw w.NotMapped() },
                w.Listing<ListAnnotationsRequest>())), "ListAnnotations"),
            ["Inputs.delete_inputs"] = ((c, _) => Of(c).Inputs.DeleteAsync(["i0", "i1"]), "DeleteInputs"),
            ["Model.create_version"] = ((c, w) => Of(c).Model("m").CreateVersionAsync(
                w.Note switch
                {
                    "description" => new ModelVersion { Description = "x" },
                    "" => w.Fields<ModelVersion>(),
                    _ => throw w.NotMapped(),
                }), "PostModelVersions"),
            ["Model.list_versions"] = ((c, w) => List(w, Trained(c).ListVersionsAsync(w.Listing<ListModelVersionsRequest>())),
                "ListModelVersions"),
            ["Model.delete_version"] = ((c, w) => Trained(c).DeleteVersionAsync(w.Text(0, "version_id") ?? "v"), "DeleteModelVersion"),
            ["Model.predict"] = ((c, _) => Trained(c).PredictAsync([Input.FromText("i", "hi")]), "PostModelOutputs"),
            ["Model.predict_by_bytes"] = ((c, w) => Trained(c).PredictAsync("hi"u8.ToArray(), w.InputType), "PostModelOutputs"),
            ["Model.predict_by_url"] = ((c, w) => Trained(c).PredictAsync(new Uri("https://x/y.jpg"), w.InputType), "PostModelOutputs"),
            ["Model.predict_by_filepath"] = ((c, w) => Trained(c).PredictFileAsync(PictureFile(), w.InputType), "PostModelOutputs"),
            ["Model.list_training_templates"] = ((c, _) => Trained(c).ListTrainingTemplatesAsync(), "GetModel ListModelTypes"),
            ["Model.get_params"] = ((c, w) => Trained(c).GetParametersAsync(w.Text(0, "template") ?? "T1"), "GetModel ListModelTypes"),
            ["Model.update_params"] = (async (c, _) => (await Trained(c).GetParametersAsync("T1")).Set("batch_size", Value.ForNumber(8)),
                "GetModel ListModelTypes"),
            ["Model.get_param_info"] = ((c, w) => Trained(c).GetParameterInfoAsync(w.Text(0, "param") ?? "batch_size"),
                "GetModel ListModelTypes"),
            ["Model.train"] = (async (c, _) => await Trained(c).TrainAsync(await Trained(c).GetParametersAsync("T1")),
                "GetModel ListModelTypes ListConcepts PostModelVersions"),
            ["Model.training_status"] = ((c, w) => Trained(c).GetTrainingStatusAsync(w.Text(0, "version_id") ?? "v"), "GetModelVersion"),
            ["Model.evaluate"] = ((c, _) => Of(c).Model("train", "ver9").EvaluateAsync(new Dataset { Id = "d" },
                new EvalMetrics { Id = "e1" }), "PostEvaluations"),
            ["Model.get_eval_by_id"] = ((c, w) => Trained(c).GetEvaluationAsync(w.Text(0, "eval_id") ?? "e1",
                w.Fields<FieldsValue>("eval_id")), "GetEvaluation"),
            ["Model.get_latest_eval"] = ((c, w) => Of(c).Model("train", "ver9").GetLatestEvaluationAsync(w.Fields<FieldsValue>()),
                "ListModelVersionEvaluations"),
            ["Workflow.list_versions"] = ((c, w) => List(w, Of(c).Workflow("w").ListVersionsAsync(
                w.Listing<ListWorkflowVersionsRequest>())), "ListWorkflowVersions"),
            ["Workflow.predict"] = ((c, w) => Of(c).Workflow("w").PredictAsync([Input.FromText("i", "hi")], null,
                w.Text(1, "workflow_state_id")), "PostWorkflowResults"),
            ["Workflow.predict_by_bytes"] = ((c, _) => Of(c).Workflow("w").PredictAsync("hi"u8.ToArray(), InputType.Text),
                "PostWorkflowResults"),
            ["Workflow.predict_by_url"] = ((c, w) => Of(c).Workflow("w").PredictAsync(new Uri("https://x"), w.InputType),
                "PostWorkflowResults"),
            ["Workflow.predict_by_filepath"] = ((c, w) => Of(c).Workflow("w").PredictFileAsync(PictureFile(), w.InputType),
                "PostWorkflowResults"),
            ["Workflow.export"] = ((c, _) => Of(c).Workflow("w").ExportAsync(WireFiles.Write("exported.yml", "")), "GetWorkflow"),
            ["Search.query"] = ((c, w) => Read(Of(c).Search().QueryAsync(WireTerms.Ranks(w), WireTerms.Filters(w), w.Number("top_k", 10))),
                "PostAnnotationsSearches"),
            ["Runner.__init__"] = ((c, w) => c.User().GetRunnerAsync(w.Text(0, "runner_id") ?? "r1"), "GetRunner"),
            ["Runner.start"] = ((c, _) => RunAsync(c), "ListRunnerItems PostRunnerItemOutputs"),
            ["Runner.run_input"] = ((c, _) => RunAsync(c), "ListRunnerItems PostRunnerItemOutputs"),
        };

    /// <summary>Methods of the vendor's client that call no method of the service; what they do is tested where it is done.</summary>
    public static readonly IReadOnlyList<string> Silent =
    [
        "App.inputs", "App.list_trainable_model_types", "App.search", "Dataset.export", "Inputs.download_inputs",
        "Inputs.get_image_inputs_from_folder", "Inputs.get_input_from_bytes", "Inputs.get_input_from_file", "Inputs.get_input_from_url",
        "Inputs.get_inputs_from_csv", "Inputs.get_mask_proto", "Inputs.get_text_input", "Inputs.get_text_inputs_from_folder",
        "Inputs.get_multimodal_input", "Inputs.get_bbox_proto", "Lister.list_pages_generator", "Chunker.chunk",
    ];

    /// <summary>Methods about modules, which the service has removed.</summary>
    public static readonly IReadOnlyList<string> Legacy =
    [
        "App.list_modules", "App.list_installed_module_versions", "App.create_module", "App.module", "App.delete_module",
        "Module.list_versions",
    ];

    private const string Upload = "PostInputs GetInputsAddJob ListInputs DeleteInputs";

    private static ClarifaiApp Of(ClarifaiClient client) => client.App("a");

    private static ClarifaiModel Trained(ClarifaiClient client) => Of(client).Model("train");

    private static string PictureFile() => Path.Combine(WireFiles.Folder("file", ("p.png", Picture)), "p.png");

    private static Task<int> RunAsync(ClarifaiClient client)
        => client.User().Runner("r1").RunOnceAsync((input, _, _) => Task.FromResult(new Output { Data = input.Data }));

    private static Task List<TResponse, TItem>(WireCall call, GrpcPageable<TResponse, TItem> items)
        where TResponse : class
        where TItem : class
        => call.IsOnePage ? items.FirstPageAsync() : Read(items);

    private static async Task Read<T>(IAsyncEnumerable<T> items)
        where T : class
    {
        await foreach (T item in items)
            item.ShouldNotBeNull();
    }
}
