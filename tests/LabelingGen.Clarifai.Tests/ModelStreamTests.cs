using System.Runtime.CompilerServices;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests;

/// <summary>Predictions whose answers come one after the other.</summary>
public sealed class ModelStreamTests
{
    private int _starts;

    [Fact]
    public async Task Answers_come_as_they_are_made()
    {
        FakeService service = Service("GenerateModelOutputs", refusals: 0);
        List<string> answers = await ReadAsync(Model(service).GenerateAsync([Input.FromText("1", "a"), Input.FromText("2", "b")]));
        answers.ShouldBe(["a", "b"]);
        service.Sent<PostModelOutputsRequest>().Single().ModelId.ShouldBe("m");
    }

    [Fact]
    public async Task A_stream_is_begun_again_with_all_that_was_sent_while_the_model_starts()
    {
        FakeService service = Service("StreamModelOutputs", refusals: 2);
        List<string> answers = await ReadAsync(Model(service).StreamAsync(BatchesAsync("a", "b", "c")));
        answers.ShouldBe(["a", "b", "c"]);
        _starts.ShouldBe(3);
        service.Clock.Waits.Count.ShouldBe(2);
        service.Sent<PostModelOutputsRequest>().Select(r => r.Inputs.Single().Data.Text.Raw).TakeLast(3).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task A_failure_after_answers_ends_the_stream_and_is_not_repeated()
    {
        FakeService service = Service("StreamModelOutputs", refusals: 0);
        List<string> answers = [];
        ClarifaiException failure = await Should.ThrowAsync<ClarifaiException>(
            () => ReadAsync(Model(service).StreamAsync(BatchesAsync("a", "starting", "c")), answers));
        failure.Code.ShouldBe((ClarifaiStatusCode)StatusCode.ModelDeploying);
        answers.ShouldBe(["a"]);
        _starts.ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_stream_that_half_fails_each_message_and_output_tells_how_it_fared()
    {
        FakeService service = new FakeService()
            .OnStream<PostModelOutputsRequest, MultiOutputResponse>("GenerateModelOutputs", (_, _) => HalfFailingAsync());
        List<StatusCode> outputs = [];
        ClarifaiException end = await Should.ThrowAsync<ClarifaiException>(async () =>
        {
            await foreach (MultiOutputResponse answer in Model(service).GenerateAsync([Input.FromText("1", "a"), Input.FromText("2", "b")]))
                outputs.AddRange(answer.Outputs.Select(o => o.Status.Code));
        });
        outputs.ShouldBe([StatusCode.Success, StatusCode.ModelPredictionFailed]);
        end.Code.ShouldBe((ClarifaiStatusCode)StatusCode.RpcServerUnavailable);
        end.ServiceStatus.Description.ShouldBe("gone");
    }

    [Fact]
    public void Too_many_inputs_are_refused_before_anything_is_sent()
    {
        FakeService service = Service("GenerateModelOutputs", refusals: 0);
        Input[] inputs = [.. Enumerable.Range(0, 129).Select(i => Input.FromText($"{i}", "x"))];
        Should.Throw<ArgumentException>(() => Model(service).GenerateAsync(inputs)).Message.ShouldContain("129");
        service.Calls.ShouldBeEmpty();
    }

    private static async IAsyncEnumerable<MultiOutputResponse> HalfFailingAsync()
    {
        await Task.Yield();
        yield return new MultiOutputResponse
        {
            Status = new Status { Code = StatusCode.MixedStatus },
            Outputs =
            {
                new Output { Status = FakeService.Success },
                new Output { Status = new Status { Code = StatusCode.ModelPredictionFailed } },
            },
        };
        yield return new MultiOutputResponse { Status = new Status { Code = StatusCode.RpcServerUnavailable, Description = "gone" } };
    }

    private static ClarifaiModel Model(FakeService service) => service.App().Model("m");

    private static async IAsyncEnumerable<IReadOnlyList<Input>> BatchesAsync(params string[] texts)
    {
        foreach (string text in texts)
        {
            await Task.Yield();
            yield return [Input.FromText("i", text)];
        }
    }

    private static async Task<List<string>> ReadAsync(IAsyncEnumerable<MultiOutputResponse> answers, List<string>? read = null)
    {
        read ??= [];
        await foreach (MultiOutputResponse answer in answers)
            read.AddRange(answer.Outputs.Select(o => o.Data.Text.Raw));
        return read;
    }

    private FakeService Service(string method, int refusals) => new FakeService()
        .OnStream<PostModelOutputsRequest, MultiOutputResponse>(method, (requests, _) => AnswerAsync(requests, refusals));

    private async IAsyncEnumerable<MultiOutputResponse> AnswerAsync(
        IAsyncEnumerable<PostModelOutputsRequest> requests, int refusals,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool isRefused = _starts++ < refusals;
        await foreach (PostModelOutputsRequest request in requests.WithCancellation(cancellationToken))
        {
            foreach (Input input in request.Inputs)
            {
                string text = input.Data.Text.Raw;
                yield return new MultiOutputResponse
                {
                    Status = new Status { Code = isRefused || text == "starting" ? StatusCode.ModelDeploying : StatusCode.Success },
                    Outputs = { new Output { Data = new Data { Text = new Text { Raw = text } } } },
                };
            }
        }
    }
}
