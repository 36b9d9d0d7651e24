using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests;

/// <summary>The loop of a runner: work, no work, failures, and its end.</summary>
public sealed class RunnerTests
{
    [Fact]
    public async Task The_loop_asks_again_answers_every_item_and_ends_when_it_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        int asked = 0;
        FakeService service = new FakeService().On<ListRunnerItemsRequest>("ListRunnerItems", _ => (++asked) switch
        {
            1 => new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RunnerNeedsRetry } },
            2 => new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RpcServerUnavailable } },
            3 => Work("one"),
            _ => Stop(),
        });
        MultiRunnerItemResponse Stop()
        {
            stop.Cancel();
            return new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RunnerNeedsRetry } };
        }

        await Runner(service).RunAsync((input, _, _) => Task.FromResult(new Output { Input = input }), 1, stop.Token);

        service.Sent<PostRunnerItemOutputsRequest>().Single().RunnerItemId.ShouldBe("one");
        asked.ShouldBe(4);
        service.Clock.Waits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_runner_that_is_not_there_ends_the_loop()
    {
        FakeService service = new FakeService().On<ListRunnerItemsRequest>(
            "ListRunnerItems", _ => new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RunnerDoesNotExist } });
        ClarifaiException missing = await Should.ThrowAsync<ClarifaiException>(
            () => Runner(service).RunAsync((_, _, _) => Task.FromResult(new Output()), 3));
        missing.Code.ShouldBe((ClarifaiStatusCode)StatusCode.RunnerDoesNotExist);
    }

    [Theory]
    [InlineData(0, StatusCode.Success)]
    [InlineData(1, StatusCode.MixedStatus)]
    [InlineData(2, StatusCode.Failure)]
    public async Task The_status_of_an_item_follows_from_those_of_its_outputs(int failures, StatusCode expected)
    {
        int number = 0;
        FakeService service = new FakeService().On<ListRunnerItemsRequest>("ListRunnerItems", _ => Work("one"));
        (await Runner(service).RunOnceAsync(async (_, _, _) =>
        {
            await Task.Yield();
            return number++ < failures ? throw new InvalidOperationException("boom") : new Output();
        })).ShouldBe(1);
        MultiOutputResponse answer = service.Sent<PostRunnerItemOutputsRequest>().Single().RunnerItemOutputs[0].MultiOutputResponse;
        answer.Status.Code.ShouldBe(expected);
        answer.Outputs.Count(o => o.Status.Code == StatusCode.ModelPredictionFailed
            && o.Status.InternalDetails == "boom").ShouldBe(failures);
    }

    private static ClarifaiRunner Runner(FakeService service) =>
        new ClarifaiClient(service, service.Options).User().Runner("r", new RunnerPlace("pool", "cluster"));

    private static MultiRunnerItemResponse Work(string id) => new()
    {
        Status = FakeService.Success,
        RunnerItems =
        {
            new RunnerItem
            {
                Id = id,
                PostModelOutputsRequest = new PostModelOutputsRequest { Inputs = { Input.FromText("a", "1"), Input.FromText("b", "2") } },
            },
        },
    };
}
