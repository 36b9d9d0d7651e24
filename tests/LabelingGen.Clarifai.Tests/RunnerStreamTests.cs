using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LabelingGen.Clarifai.Protobuf;

namespace LabelingGen.Clarifai.Tests;

/// <summary>The streaming form of a runner: handshake, the four kinds of items, failures, cancellation, and its end.</summary>
public sealed class RunnerStreamTests
{
    private readonly Channel<MultiRunnerItemResponse> _items = Channel.CreateUnbounded<MultiRunnerItemResponse>();
    private readonly Channel<PostRunnerItemOutputsRequest> _sent = Channel.CreateUnbounded<PostRunnerItemOutputsRequest>();
    private readonly CancellationTokenSource _stop = new();
    private int _streams;

    [Fact]
    public async Task The_handshake_names_the_runner_and_an_item_is_answered_as_the_unary_loop_does()
    {
        Task running = RunAsync();
        PostRunnerItemOutputsRequest handshake = await NextAsync();
        handshake.Status.Code.ShouldBe(StatusCode.RunnerStreamStart);
        handshake.RunnerItemOutputs.ShouldBeEmpty();
        (handshake.UserAppId.UserId, handshake.RunnerId, handshake.NodepoolId, handshake.ComputeClusterId)
            .ShouldBe(("u", "r", "pool", "cluster"));
        handshake.RunnerReplicaId.ShouldNotBeEmpty();

        Send("one", RunnerMethodType.UnaryUnary, ["a", "boom"]);
        PostRunnerItemOutputsRequest answer = await NextAsync();
        (answer.RunnerItemId, answer.RunnerReplicaId, answer.Status.Code)
            .ShouldBe(("one", handshake.RunnerReplicaId, StatusCode.MixedStatus));
        MultiOutputResponse outputs = answer.RunnerItemOutputs.Single().MultiOutputResponse;
        outputs.Outputs.Select(o => o.Status.Code).ShouldBe([StatusCode.Success, StatusCode.ModelPredictionFailed]);
        outputs.Outputs[0].Data.Text.Raw.ShouldBe("a!");
        await StopAsync(running);
    }

    [Fact]
    public async Task Several_answers_to_an_item_end_with_a_sign_and_a_failure_in_between_is_told()
    {
        Task running = RunAsync();
        await NextAsync();
        Send("g", RunnerMethodType.UnaryStreaming, ["x", "y"]);
        (await ReadAsync(3)).ShouldBe(["g Success x!", "g Success y!", "g RunnerStreamEnd"]);
        Send("h", RunnerMethodType.UnaryStreaming, ["x", "break", "y"]);
        (await ReadAsync(3)).ShouldBe(["h Success x!", "h RunnerProcessingFailed", "h RunnerStreamEnd"]);
        await StopAsync(running);
    }

    [Fact]
    public async Task Requests_of_an_item_come_one_after_the_other_until_their_end_is_told()
    {
        Task running = RunAsync();
        await NextAsync();
        Send("s", RunnerMethodType.StreamingStreaming, ["1"]);
        (await ReadAsync(1)).ShouldBe(["s Success 1!"]);
        Send("t", RunnerMethodType.StreamingUnary, ["5"]);
        Send("s", RunnerMethodType.StreamingStreaming, ["2"], StatusCode.RunnerStreamEnd);
        (await ReadAsync(2)).ShouldBe(["s Success 2!", "s RunnerStreamEnd"]);
        Send("t", RunnerMethodType.StreamingUnary, ["6"], StatusCode.RunnerStreamEnd);
        (await ReadAsync(1)).ShouldBe(["t Success 5!,6!"]);
        await StopAsync(running);
    }

    [Fact]
    public async Task Work_that_is_taken_back_is_not_answered()
    {
        Task running = RunAsync();
        await NextAsync();
        Send("slow", RunnerMethodType.UnaryUnary, ["hang"]);
        Send("slow", RunnerMethodType.UnaryUnary, null, StatusCode.RunnerItemCancelled);
        Send("next", RunnerMethodType.UnaryUnary, ["a"]);
        (await ReadAsync(1)).ShouldBe(["next Success a!"]);
        await StopAsync(running);
        _sent.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_that_ends_is_begun_again_and_one_that_says_ask_again_goes_on()
    {
        Task running = RunAsync();
        PostRunnerItemOutputsRequest first = await NextAsync();
        _items.Writer.TryWrite(new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RunnerNeedsRetry } });
        _items.Writer.TryWrite(new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RunnerStreamEnd } });
        PostRunnerItemOutputsRequest second = await NextAsync();
        (second.Status.Code, second.RunnerReplicaId).ShouldBe((StatusCode.RunnerStreamStart, first.RunnerReplicaId));
        Send("one", RunnerMethodType.UnaryUnary, ["a"]);
        (await ReadAsync(1)).ShouldBe(["one Success a!"]);
        await StopAsync(running);
        _streams.ShouldBe(2);
    }

    [Fact]
    public async Task A_runner_that_is_not_there_ends_the_work()
    {
        Task running = RunAsync();
        await NextAsync();
        _items.Writer.TryWrite(new MultiRunnerItemResponse { Status = new Status { Code = StatusCode.RunnerDoesNotExist } });
        (await Should.ThrowAsync<ClarifaiException>(() => running)).Code.ShouldBe((ClarifaiStatusCode)StatusCode.RunnerDoesNotExist);
    }

    [Fact]
    public async Task A_stop_lets_what_is_under_way_be_answered()
    {
        TaskCompletionSource begun = new();
        TaskCompletionSource go = new();
        Task running = RunAsync(new Waiting(begun, go.Task));
        await NextAsync();
        Send("one", RunnerMethodType.UnaryUnary, ["a"]);
        await begun.Task;
        await _stop.CancelAsync();
        go.SetResult();
        (await ReadAsync(1)).ShouldBe(["one Success done"]);
        await running;
    }

    private Task RunAsync(RunnerModel? model = null)
    {
        FakeService service = new FakeService()
            .OnStream<PostRunnerItemOutputsRequest, MultiRunnerItemResponse>("ProcessRunnerItems", AnswerAsync);
        return new ClarifaiClient(service, service.Options).User().Runner("r", new RunnerPlace("pool", "cluster"))
            .RunStreamAsync(model ?? new Exclaiming(), _stop.Token);
    }

    /// <summary>The service's side: what a test sends, until it tells the end of the stream.</summary>
    private async IAsyncEnumerable<MultiRunnerItemResponse> AnswerAsync(
        IAsyncEnumerable<PostRunnerItemOutputsRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _streams);
        Task reading = ReadAsync();
        await foreach (MultiRunnerItemResponse item in _items.Reader.ReadAllAsync(cancellationToken))
        {
            yield return item;
            if (item.Status?.Code == StatusCode.RunnerStreamEnd)
                break;
        }

        async Task ReadAsync()
        {
            await foreach (PostRunnerItemOutputsRequest request in requests)
                await _sent.Writer.WriteAsync(request, CancellationToken.None);
        }

        await Task.WhenAny(reading, Task.CompletedTask);
    }

    private void Send(string id, RunnerMethodType kind, string[]? texts, StatusCode status = StatusCode.Zero)
    {
        RunnerItem item = new()
        {
            Id = id,
            ProcessingInfo = new ProcessingInfo { RunnerMethodType = kind, Status = new Status { Code = status } },
        };
        if (texts is not null)
        {
            item.PostModelOutputsRequest = new PostModelOutputsRequest
            {
                Inputs = { texts.Select((t, i) => Input.FromText($"{i}", t)) },
            };
        }

        _items.Writer.TryWrite(new MultiRunnerItemResponse { Status = FakeService.Success, RunnerItems = { item } }).ShouldBeTrue();
    }

    private async Task<List<string>> ReadAsync(int count)
    {
        List<string> read = [];
        while (read.Count < count)
        {
            PostRunnerItemOutputsRequest sent = await NextAsync();
            IEnumerable<string> texts = sent.RunnerItemOutputs.SelectMany(o => o.MultiOutputResponse.Outputs)
                .Where(o => o.Status.Code == StatusCode.Success).Select(o => o.Data.Text.Raw);
            read.Add($"{sent.RunnerItemId} {sent.Status.Code} {string.Join(',', texts)}".TrimEnd());
        }

        return read;
    }

    /// <summary>The next message of the runner; the limit only keeps a test that fails from hanging.</summary>
    private async Task<PostRunnerItemOutputsRequest> NextAsync()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        return await _sent.Reader.ReadAsync(limit.Token);
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running;
    }

    private sealed class Exclaiming : RunnerModel
    {
        public override async Task<Output> PredictAsync(Input input, OutputInfo? info, CancellationToken cancellationToken)
        {
            string text = input.Data.Text.Raw;
            if (text == "hang")
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return text == "boom" ? throw new InvalidOperationException("boom") : Of(text);
        }

        public override async IAsyncEnumerable<IReadOnlyList<Output>> GenerateAsync(
            PostModelOutputsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (Input input in request.Inputs)
            {
                await Task.Yield();
                yield return input.Data.Text.Raw == "break" ? throw new InvalidOperationException("broken") : [Of(input.Data.Text.Raw)];
            }
        }

        private static Output Of(string text) => new() { Data = new Data { Text = new Text { Raw = text + "!" } } };
    }

    private sealed class Waiting(TaskCompletionSource begun, Task go) : RunnerModel
    {
        public override async Task<Output> PredictAsync(Input input, OutputInfo? info, CancellationToken cancellationToken)
        {
            begun.SetResult();
            await go;
            return new Output { Data = new Data { Text = new Text { Raw = "done" } } };
        }
    }
}
