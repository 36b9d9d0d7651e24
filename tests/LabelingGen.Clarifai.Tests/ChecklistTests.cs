using System.Reflection;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Every class and method that the vendor documents for its own client has its counterpart here.</summary>
public sealed class ChecklistTests
{
    private static readonly Type User = typeof(ClarifaiUser);
    private static readonly Type App = typeof(ClarifaiApp);
    private static readonly Type Dataset = typeof(ClarifaiDataset);
    private static readonly Type Inputs = typeof(ClarifaiInputs);
    private static readonly Type Model = typeof(ClarifaiModel);
    private static readonly Type Workflow = typeof(ClarifaiWorkflow);

    private static readonly (string Seed, Type Type, string Member)[] List =
    [
        ("User.__init__", typeof(ClarifaiClient), nameof(ClarifaiClient.User)),
        ("User.app", User, nameof(ClarifaiUser.GetAppAsync)),
        ("User.create_app", User, nameof(ClarifaiUser.CreateAppAsync)),
        ("User.create_runner", User, nameof(ClarifaiUser.CreateRunnerAsync)),
        ("User.delete_app", User, nameof(ClarifaiUser.DeleteAppAsync)),
        ("User.delete_runner", User, nameof(ClarifaiUser.DeleteRunnerAsync)),
        ("User.list_apps", User, nameof(ClarifaiUser.ListAppsAsync)),
        ("User.list_runners", User, nameof(ClarifaiUser.ListRunnersAsync)),
        ("User.runner", User, nameof(ClarifaiUser.GetRunnerAsync)),
        ("App.__init__", typeof(ClarifaiClient), nameof(ClarifaiClient.App)),
        ("App.create_dataset", App, nameof(ClarifaiApp.CreateDatasetAsync)),
        ("App.create_model", App, nameof(ClarifaiApp.CreateModelAsync)),
        ("App.create_workflow", App, nameof(ClarifaiApp.CreateWorkflowAsync)),
        ("App.dataset", App, nameof(ClarifaiApp.GetDatasetAsync)),
        ("App.delete_dataset", App, nameof(ClarifaiApp.DeleteDatasetAsync)),
        ("App.delete_model", App, nameof(ClarifaiApp.DeleteModelAsync)),
        ("App.delete_workflow", App, nameof(ClarifaiApp.DeleteWorkflowAsync)),
        ("App.inputs", App, nameof(ClarifaiApp.Inputs)),
        ("App.list_concepts", App, nameof(ClarifaiApp.ListConceptsAsync)),
        ("App.list_datasets", App, nameof(ClarifaiApp.ListDatasetsAsync)),
        ("App.list_models", App, nameof(ClarifaiApp.ListModelsAsync)),
        ("App.list_workflows", App, nameof(ClarifaiApp.ListWorkflowsAsync)),
        ("App.list_trainable_model_types", App, nameof(ClarifaiApp.TrainableModelTypes)),
        ("App.search", App, nameof(ClarifaiApp.Search)),
        ("App.model", App, nameof(ClarifaiApp.GetModelAsync)),
        ("App.workflow", App, nameof(ClarifaiApp.GetWorkflowAsync)),
        ("Dataset.__init__", App, nameof(ClarifaiApp.Dataset)),
        ("Dataset.list_versions", Dataset, nameof(ClarifaiDataset.ListVersionsAsync)),
        ("Dataset.create_version", Dataset, nameof(ClarifaiDataset.CreateVersionAsync)),
        ("Dataset.delete_version", Dataset, nameof(ClarifaiDataset.DeleteVersionAsync)),
        ("Dataset.export", Dataset, nameof(ClarifaiDataset.ExportAsync)),
        ("Dataset.archive_zip", Dataset, nameof(ClarifaiDataset.StartExport)),
        ("Dataset.upload_dataset", Dataset, nameof(ClarifaiDataset.UploadAsync)),
        ("Dataset.upload_from_csv", Dataset, nameof(ClarifaiDataset.UploadCsvAsync)),
        ("Dataset.upload_from_folder(image)", Dataset, nameof(ClarifaiDataset.UploadImageFolderAsync)),
        ("Dataset.upload_from_folder(text)", Dataset, nameof(ClarifaiDataset.UploadTextFolderAsync)),
        ("Dataset.get_upload_status", Dataset, nameof(ClarifaiDataset.CountAsync)),
        ("Dataset.retry_upload_from_logs", Dataset, nameof(ClarifaiDataset.RetryUploadAsync)),
        ("COCODetectionDataLoader", typeof(DatasetItems), nameof(DatasetItems.FromCocoAsync)),
        ("COCOCaptionsDataLoader", typeof(DatasetItems), nameof(DatasetItems.FromCocoCaptions)),
        ("ImageNetDataLoader", typeof(DatasetItems), nameof(DatasetItems.FromImageNet)),
        ("xviewDetectionDataLoader", typeof(DatasetItems), nameof(DatasetItems.FromXview)),
        ("Inputs.__init__", App, nameof(ClarifaiApp.Inputs)),
        ("Inputs.delete_inputs", Inputs, nameof(ClarifaiInputs.DeleteAsync)),
        ("Inputs.list_inputs", Inputs, nameof(ClarifaiInputs.ListAsync)),
        ("Inputs.upload_annotations", Inputs, nameof(ClarifaiInputs.AnnotateAsync)),
        ("Inputs.list_annotations", Inputs, nameof(ClarifaiInputs.ListAnnotationsAsync)),
        ("Inputs.download_inputs", Inputs, nameof(ClarifaiInputs.DownloadAllAsync)),
        ("Inputs.get_image_inputs_from_folder", typeof(InputFiles), nameof(InputFiles.FromImageFolder)),
        ("Inputs.get_text_inputs_from_folder", typeof(InputFiles), nameof(InputFiles.FromTextFolder)),
        ("Inputs.get_inputs_from_csv", typeof(InputFiles), nameof(InputFiles.FromCsv)),
        ("Inputs.get_input_from_bytes", typeof(Input), nameof(Input.FromBytes)),
        ("Inputs.get_input_from_file", typeof(Input), nameof(Input.FromFile)),
        ("Inputs.get_input_from_url", typeof(Input), nameof(Input.FromUrl)),
        ("Inputs.get_text_input", typeof(Input), nameof(Input.FromText)),
        ("Inputs.get_multimodal_input", typeof(Input), nameof(Input.FromImageAndText)),
        ("Inputs.get_bbox_proto", typeof(Annotation), nameof(Annotation.OfBox)),
        ("Inputs.get_mask_proto", typeof(Annotation), nameof(Annotation.OfPolygon)),
        ("Inputs.upload_inputs", Inputs, nameof(ClarifaiInputs.UploadAsync)),
        ("Inputs.bulk", Inputs, nameof(ClarifaiInputs.UploadAllAsync)),
        ("Lister.list_pages_generator", typeof(LabelingGen.Core.Grpc.GrpcPageable<MultiAppResponse, App>), "AsPages"),
        ("Model.__init__", App, nameof(ClarifaiApp.Model)),
        ("Model.create_version", Model, nameof(ClarifaiModel.CreateVersionAsync)),
        ("Model.list_versions", Model, nameof(ClarifaiModel.ListVersionsAsync)),
        ("Model.delete_version", Model, nameof(ClarifaiModel.DeleteVersionAsync)),
        ("Model.predict, by_bytes, by_url", Model, nameof(ClarifaiModel.PredictAsync)),
        ("Model.predict_by_filepath", Model, nameof(ClarifaiModel.PredictFileAsync)),
        ("Model.generate", Model, nameof(ClarifaiModel.GenerateAsync)),
        ("Model.stream", Model, nameof(ClarifaiModel.StreamAsync)),
        ("Model.list_training_templates", Model, nameof(ClarifaiModel.ListTrainingTemplatesAsync)),
        ("Model.get_params", Model, nameof(ClarifaiModel.GetParametersAsync)),
        ("Model.update_params", typeof(ModelParameters), nameof(ModelParameters.Set)),
        ("Model.get_param_info", Model, nameof(ClarifaiModel.GetParameterInfoAsync)),
        ("Model.train", Model, nameof(ClarifaiModel.TrainAsync)),
        ("Model.training_status", Model, nameof(ClarifaiModel.GetTrainingStatusAsync)),
        ("Model.training_status(logs)", Model, nameof(ClarifaiModel.DownloadTrainingLogAsync)),
        ("Model.evaluate", Model, nameof(ClarifaiModel.EvaluateAsync)),
        ("Model.get_eval_by_id", Model, nameof(ClarifaiModel.GetEvaluationAsync)),
        ("Model.get_latest_eval", Model, nameof(ClarifaiModel.GetLatestEvaluationAsync)),
        ("Workflow.__init__", App, nameof(ClarifaiApp.Workflow)),
        ("Workflow.list_versions", Workflow, nameof(ClarifaiWorkflow.ListVersionsAsync)),
        ("Workflow.predict, by_bytes, by_url", Workflow, nameof(ClarifaiWorkflow.PredictAsync)),
        ("Workflow.predict_by_filepath", Workflow, nameof(ClarifaiWorkflow.PredictFileAsync)),
        ("Workflow.export", Workflow, nameof(ClarifaiWorkflow.ExportAsync)),
        ("Runner.start", typeof(ClarifaiRunner), nameof(ClarifaiRunner.RunAsync)),
        ("Runner.start over a stream", typeof(ClarifaiRunner), nameof(ClarifaiRunner.RunStreamAsync)),
        ("Runner.run_input", typeof(RunnerModel), nameof(RunnerModel.PredictAsync)),
        ("Search.__init__", App, nameof(ClarifaiApp.Search)),
        ("Search.query", typeof(ClarifaiSearch), nameof(ClarifaiSearch.QueryAsync)),
        ("ApiError", typeof(ClarifaiException), nameof(ClarifaiException.ServiceStatus)),
        ("UserError", typeof(ClarifaiFileException), nameof(ClarifaiFileException.Path)),
    ];

    public static TheoryData<string> Modules => ["List", "ListInstalled", "Create", "Get", "Delete", "ListVersions"];

    [Fact]
    public void Every_class_and_method_has_its_counterpart()
    {
        List.Select(l => l.Seed).Distinct().Count().ShouldBe(List.Length);
        foreach ((string seed, Type type, string member) in List)
            type.GetMember(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
                .ShouldNotBeEmpty($"{seed} is {type.Name}.{member}");
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_retired_modules_have_theirs_too_and_are_marked(string verb)
    {
        Type modules = typeof(ClarifaiModel).Assembly.GetType("LabelingGen.Clarifai.ClarifaiModules", throwOnError: true)!;
        modules.GetMethods().ShouldContain(m => m.Name.StartsWith(verb, StringComparison.Ordinal));
        modules.GetCustomAttribute<ObsoleteAttribute>().ShouldNotBeNull();
    }

    [Fact]
    public void Every_method_of_the_service_is_called_by_a_client()
    {
        string[] rpcs = [.. ServiceReflection.Descriptor.Services.Single().Methods.Select(m => m.Name + "Async")];
        HashSet<string> methods = new(
            typeof(ClarifaiServices).GetProperties().SelectMany(p => p.PropertyType.GetMethods()).Select(m => m.Name),
            StringComparer.OrdinalIgnoreCase);
        rpcs.Where(r => !methods.Contains(r)).ShouldBeEmpty();
        rpcs.Length.ShouldBeGreaterThan(260);
    }
}
