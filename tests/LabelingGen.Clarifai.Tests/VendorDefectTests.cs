using Google.Protobuf.WellKnownTypes;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests;

/// <summary>What goes wrong in the vendor's own client goes right here; more of it stands beside what it belongs to.</summary>
public sealed class VendorDefectTests
{
    [Theory]
    [InlineData("clusterer", null)]
    [InlineData("text-to-text", "T1")]
    public async Task Types_without_concepts_are_trained_and_no_parameter_of_predictions_is_lost(string typeId, string? template)
    {
        FakeService service = Trainable(typeId, _ => [TypeOf(typeId)]);
        ClarifaiModel model = service.App().Model("m");
        ModelParameters parameters = await model.GetParametersAsync(template);
        parameters.Concepts.ShouldBeNull();
        parameters.Inference.Fields.Keys.ShouldBe(["min_value", "max_concepts"]);
        parameters.Training.Fields["epochs"].KindCase.ShouldBe(Value.KindOneofCase.NumberValue);
        parameters.Training.Fields["shuffle"].BoolValue.ShouldBeTrue();
        parameters.Training.Fields.Keys.ShouldNotContain("secret");

        await model.TrainAsync(parameters);
        ModelVersion version = service.Sent<PostModelVersionsRequest>().Single().ModelVersions.Single();
        version.OutputInfo.Params.ShouldBe(parameters.Inference);
        version.OutputInfo.Data.Concepts.ShouldBeEmpty();
        service.Methods.ShouldNotContain("ListConcepts");
    }

    [Fact]
    public async Task A_type_beyond_the_first_page_is_found()
    {
        FakeService service = Trainable("clusterer", page => page switch
        {
            0 => Enumerable.Range(0, 128).Select(i => new ModelType { Id = $"t{i}" }),
            2 => [TypeOf("clusterer")],
            _ => [],
        });
        (await service.App().Model("m").GetParametersAsync()).Training.Fields.Keys.ShouldContain("epochs");
    }

    [Theory]
    [InlineData(StatusCode.Success)]
    [InlineData(StatusCode.Failure)]
    public async Task A_count_that_fails_or_takes_too_long_leaves_no_version_behind(StatusCode code)
    {
        FakeService service = new FakeService().On<ListDatasetVersionMetricsGroupsRequest>(
            "ListDatasetVersionMetricsGroups", _ => new MultiDatasetVersionMetricsGroupResponse { Status = new Status { Code = code } });
        Task<DatasetCounts> count = service.App().Dataset("d").CountAsync(TimeSpan.FromMinutes(2), keepVersion: true);
        if (code == StatusCode.Success)
            (await Should.ThrowAsync<TimeoutException>(count)).Message.ShouldContain("'d'");
        else
            await Should.ThrowAsync<ClarifaiException>(count);
        service.Sent<DeleteDatasetVersionsRequest>().Single().DatasetVersionIds
            .ShouldBe([service.Sent<PostDatasetVersionsRequest>().Single().DatasetVersions[0].Id]);
        service.Clock.Elapsed.ShouldBe(
            code == StatusCode.Success ? TimeSpan.FromMinutes(2) : TimeSpan.Zero, tolerance: TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task An_answer_of_a_runner_that_was_refused_does_not_end_its_work()
    {
        using CancellationTokenSource stop = new();
        int answered = 0;
        FakeService service = new FakeService()
            .On<ListRunnerItemsRequest>("ListRunnerItems", r => new MultiRunnerItemResponse
            {
                Status = FakeService.Success,
                RunnerItems =
                {
                    new RunnerItem { Id = $"{answered}", PostModelOutputsRequest = new() { Inputs = { Input.FromText("a", "b") } } },
                },
            })
            .On<PostRunnerItemOutputsRequest>("PostRunnerItemOutputs", _ =>
            {
                if (++answered == 2)
                    stop.Cancel();
                return new BaseResponse { Status = new Status { Code = answered == 1 ? StatusCode.Failure : StatusCode.Success } };
            });
        await new ClarifaiClient(service, service.Options).User().Runner("r")
            .RunAsync((input, _, _) => Task.FromResult(new Output { Input = input }), 1, stop.Token);
        service.Sent<PostRunnerItemOutputsRequest>().Select(r => r.RunnerItemId).ShouldBe(["0", "1"]);
        service.Clock.Waits.ShouldHaveSingleItem();
    }

    private static FakeService Trainable(string typeId, Func<uint, IEnumerable<ModelType>> types) => new FakeService()
        .On<GetModelRequest>("GetModel", r => new SingleModelResponse
        {
            Status = FakeService.Success,
            Model = new Model { Id = r.ModelId, ModelTypeId = typeId },
        })
        .On<ListModelTypesRequest>("ListModelTypes", r => new MultiModelTypeResponse
        {
            Status = FakeService.Success,
            ModelTypes = { types(r.Page) },
        })
        .On<PostModelVersionsRequest>("PostModelVersions", r => new SingleModelResponse
        {
            Status = FakeService.Success,
            Model = new Model { Id = r.ModelId, ModelVersion = new ModelVersion { Id = "v" } },
        });

    private static ModelType TypeOf(string id) => new()
    {
        Id = id,
        ModelTypeFields =
        {
            new ModelTypeField { Path = "train_info.params.template", ModelTypeEnumOptions = { new ModelTypeEnumOption { Id = "T1" } } },
            new ModelTypeField { Path = "train_info.params.epochs", DefaultValue = Value.ForNumber(3) },
            new ModelTypeField { Path = "train_info.params.shuffle", DefaultValue = Value.ForBool(true) },
            new ModelTypeField { Path = "train_info.params.secret", InternalOnly = true },
            new ModelTypeField { Path = "output_info.params.min_value", DefaultValue = Value.ForNumber(0.5) },
            new ModelTypeField { Path = "output_info.params.max_concepts", DefaultValue = Value.ForNumber(20) },
        },
    };
}
