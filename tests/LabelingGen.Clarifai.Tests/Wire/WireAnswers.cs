using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests.Wire;

/// <summary>The answers the recorded calls got.</summary>
internal static class WireAnswers
{
    public static FakeService Create(string call)
    {
        int predictions = 0;
        return new FakeService()
            .On<GetModelRequest>("GetModel", r => GetModel(r, isNew: call.Contains("generate_new_id", StringComparison.Ordinal)))
            .On<PostModelsRequest>("PostModels", r => new SingleModelResponse { Status = FakeService.Success, Model = r.Models[0] })
            .On<PostModelVersionsRequest>("PostModelVersions", r => new SingleModelResponse
            {
                Status = FakeService.Success,
                Model = new Model { Id = r.ModelId, AppId = "a", UserId = "u", ModelVersion = new ModelVersion { Id = "newver" } },
            })
            .On<ListInputsRequest>("ListInputs", r => new MultiInputResponse
            {
                Status = FakeService.Success,
                // The uploads of one input succeed; of several, as recorded, only the first text does.
                Inputs = { r.Ids.Where(id => id == "i1" || id.StartsWith("d-", StringComparison.Ordinal)).Select(id =>
                    new Input { Id = id }) },
            })
            .On<PostInputsRequest>("PostInputs", r => new MultiInputResponse
            {
                Status = FakeService.Success,
                Inputs = { r.Inputs.Select(i => new Input { Id = i.Id, Status = new Status { Code = StatusCode.InputPending } }) },
            })
            .On<PostAnnotationsRequest>("PostAnnotations", r => new MultiAnnotationResponse
            {
                Status = FakeService.Success,
                Annotations =
                {
                    r.Annotations.Select(a => new Annotation { Id = "x", InputId = a.InputId,
                        Status = new Status { Code = StatusCode.AnnotationSuccess } }),
                },
            })
            .On<ListDatasetVersionMetricsGroupsRequest>("ListDatasetVersionMetricsGroups", _ => new MultiDatasetVersionMetricsGroupResponse
            {
                Status = FakeService.Success,
                DatasetVersionMetricsGroups = { new DatasetVersionMetricsGroup { Value = Value.ForString("total") } },
            })
            .On<ListModelTypesRequest>("ListModelTypes", _ => new MultiModelTypeResponse
            {
                Status = FakeService.Success,
                ModelTypes = { Classifier() }
            })
            .On<PostModelOutputsRequest>("PostModelOutputs", r => new MultiOutputResponse
            {
                Status = new Status { Code = ++predictions <= 2 ? StatusCode.ModelDeploying : StatusCode.Success },
                Outputs = { r.Inputs.Select(_ => new Output()) },
            })
            .On<PostEvaluationsRequest>("PostEvaluations", r => new MultiEvalMetricsResponse
            {
                Status = FakeService.Success,
                EvalMetrics = { r.EvalMetrics }
            })
            .On<PostInputsSearchesRequest>("PostInputsSearches", r => new MultiSearchResponse
            {
                Status = FakeService.Success,
                Hits =
                {
                    Enumerable.Range(0, r.Pagination.Page == 1 ? (int)r.Pagination.PerPage : 7)
                        .Select(i => new Hit { Input = new Input { Id = $"{r.Pagination.Page}-{i}" } }),
                },
            })
            .On<GetWorkflowRequest>("GetWorkflow", r => new SingleWorkflowResponse
            {
                Status = FakeService.Success,
                Workflow = new Workflow
                {
                    Id = r.WorkflowId,
                    Nodes =
                    {
                        new WorkflowNode { Id = "n1", Model = new Model { Id = "m", ModelVersion = new ModelVersion { Id = "v" } } },
                    },
                },
            })
            .On<PutDatasetVersionExportsRequest>("PutDatasetVersionExports", _ => new MultiDatasetVersionExportResponse
            {
                Status = FakeService.Success,
                Exports = { new DatasetVersionExport { Status = new Status { Code = StatusCode.DatasetVersionExportSuccess } } },
            })
            .On<ListRunnerItemsRequest>("ListRunnerItems", _ => new MultiRunnerItemResponse
            {
                Status = FakeService.Success,
                RunnerItems =
                {
                    new RunnerItem
                    {
                        Id = "item1",
                        PostModelOutputsRequest = new PostModelOutputsRequest
                        {
                            Inputs = { Input.FromText("1", "a"), Input.FromText("2", "b") },
                        },
                    },
                },
            });
    }

    private static SingleModelResponse GetModel(GetModelRequest request, bool isNew) => isNew && request.VersionId.Length == 0
        ? new SingleModelResponse { Status = new Status { Code = StatusCode.ModelDoesNotExist, Description = "Model does not exist" } }
        : new SingleModelResponse
        {
            Status = FakeService.Success,
            Model = new Model
            {
                Id = request.ModelId,
                AppId = "a",
                UserId = "u",
                ModelTypeId = request.ModelId == "train" ? "visual-classifier" : "image-crop",
                ModelVersion = new ModelVersion { Id = request.VersionId },
            },
        };

    private static ModelType Classifier() => new()
    {
        Id = "visual-classifier",
        ModelTypeFields =
        {
            new ModelTypeField
            {
                Path = "train_info.params.template",
                ModelTypeEnumOptions =
                {
                    new ModelTypeEnumOption
                    {
                        Id = "T1",
                        ModelTypeFields = { new ModelTypeField { Path = "train_info.params.batch_size",
                            DefaultValue = Value.ForNumber(16) } },
                    },
                },
            },
        },
    };
}
