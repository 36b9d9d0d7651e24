using System.Runtime.CompilerServices;
using Google.Protobuf;
using LabelingGen.Clarifai.Protobuf;
using Task = System.Threading.Tasks.Task;

namespace LabelingGen.Emulator;

/// <summary>
/// Runners, and predictions that a request sends to one (<c>runner_selector</c>): the item waits for the runner, which takes it by the long
/// poll or over its stream, and its outputs are the prediction's answer.
/// </summary>
internal sealed class ClarifaiRunnerMethods(ClarifaiState state, object gate)
{
    private readonly Dictionary<string, ClarifaiRunnerQueue> _queues = new(StringComparer.Ordinal);
    private readonly ClarifaiTable<Runner> _runners = [];

    public void Map(ClarifaiMethods methods)
    {
        methods.Map("PostRunners", PostRunnersRequest.Parser, Create);
        methods.Map("GetRunner", GetRunnerRequest.Parser, request => new SingleRunnerResponse
        {
            Status = state.Success(),
            Runner = ClarifaiState.Find(_runners, request.RunnerId, StatusCode.RunnerDoesNotExist, "Runner"),
        });
        methods.Map("ListRunners", ListRunnersRequest.Parser, request => new MultiRunnerResponse
        {
            Status = state.Success(),
            Runners = { ClarifaiState.Page(_runners.Values, request.Page, request.PerPage) },
        });
        methods.Map("DeleteRunners", DeleteRunnersRequest.Parser, request =>
        {
            foreach (string id in request.Ids)
                _runners.Remove(id);
            return new BaseResponse { Status = state.Success() };
        });
        methods.Map("PostRunnerItemOutputs", PostRunnerItemOutputsRequest.Parser, request =>
        {
            QueueOf(request.RunnerId).Answer(request, isLast: true);
            return new MultiRunnerItemOutputResponse { Status = state.Success(), RunnerItemOutputs = { request.RunnerItemOutputs } };
        });
        methods.MapWaiting("ListRunnerItems", ListRunnerItemsRequest.Parser, PollAsync);
        methods.MapStream("ProcessRunnerItems", PostRunnerItemOutputsRequest.Parser, ProcessAsync);
    }

    /// <summary>Has a runner predict; nothing when the request names none.</summary>
    public async Task<MultiOutputResponse?> PredictAsync(PostModelOutputsRequest request, CancellationToken cancellationToken)
    {
        if (request.RunnerSelector?.Runner is not { Id.Length: > 0 } runner)
            return null;
        await foreach (MultiOutputResponse answer in AskAsync(runner.Id, request, RunnerMethodType.UnaryUnary, cancellationToken)
            .ConfigureAwait(false))
            return answer;
        throw ClarifaiState.Refuse(StatusCode.ModelPredictionFailed, "The runner gave no answer");
    }

    /// <summary>Has a runner make several answers; nothing when the request names none.</summary>
    public IAsyncEnumerable<MultiOutputResponse>? Generate(PostModelOutputsRequest request, CancellationToken cancellationToken) =>
        request.RunnerSelector?.Runner is { Id.Length: > 0 } runner
            ? AskAsync(runner.Id, request, RunnerMethodType.UnaryStreaming, cancellationToken)
            : null;

    private async IAsyncEnumerable<MultiOutputResponse> AskAsync(
        string runnerId, PostModelOutputsRequest request, RunnerMethodType kind,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RunnerItem item;
        ClarifaiRunnerQueue queue;
        lock (gate)
        {
            queue = QueueOf(runnerId);
            item = new RunnerItem
            {
                Id = state.NewId(),
                ProcessingInfo = new ProcessingInfo { RunnerMethodType = kind, Status = state.Success() },
                PostModelOutputsRequest = request,
            };
        }

        await foreach (PostRunnerItemOutputsRequest answer in queue.AskAsync(item, cancellationToken).ConfigureAwait(false))
        {
            foreach (RunnerItemOutput output in answer.RunnerItemOutputs)
                yield return output.MultiOutputResponse;
        }
    }

    private ClarifaiRunnerQueue QueueOf(string runnerId)
    {
        ClarifaiState.Find(_runners, runnerId, StatusCode.RunnerDoesNotExist, "Runner");
        return _queues[runnerId];
    }

    private MultiRunnerResponse Create(PostRunnersRequest request)
    {
        MultiRunnerResponse answer = new() { Status = state.Success() };
        foreach (Runner runner in request.Runners)
        {
            if (runner.Id.Length == 0)
                runner.Id = state.NewId();
            if (_runners.ContainsKey(runner.Id))
                throw ClarifaiState.Refuse(StatusCode.DatabaseDuplicateKey, $"Duplicate runner: '{runner.Id}'");
            runner.CreatedAt = state.Stamp;
            _runners.Add(runner.Id, runner);
            _queues[runner.Id] = new ClarifaiRunnerQueue();
            answer.Runners.Add(runner);
        }

        return answer;
    }

    /// <summary>Holds the call until there is work, and then tells to ask again.</summary>
    private async Task<IMessage> PollAsync(ListRunnerItemsRequest request, CancellationToken cancellationToken)
    {
        ClarifaiRunnerQueue queue;
        lock (gate)
            queue = QueueOf(request.RunnerId);
        RunnerItem? item = await queue.TakeAsync(state.Options.RunnerPollDuration, state.Clock, cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            return item is null
                ? new MultiRunnerItemResponse { Status = state.Of(StatusCode.RunnerNeedsRetry, "Runner needs retry") }
                : new MultiRunnerItemResponse { Status = state.Success(), RunnerItems = { item } };
        }
    }

    private async IAsyncEnumerable<IMessage> ProcessAsync(
        IAsyncEnumerable<PostRunnerItemOutputsRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerator<PostRunnerItemOutputsRequest> messages = requests.GetAsyncEnumerator(cancellationToken);
        await using (messages.ConfigureAwait(false))
        {
            if (!await messages.MoveNextAsync().ConfigureAwait(false) || messages.Current.Status?.Code != StatusCode.RunnerStreamStart)
                throw ClarifaiState.Refuse(StatusCode.RunnerInvalidRequest, "A runner's stream begins with RUNNER_STREAM_START");
            ClarifaiRunnerQueue queue;
            lock (gate)
                queue = QueueOf(messages.Current.RunnerId);
            using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Dictionary<string, RunnerItem> open = new(StringComparer.Ordinal);
            Task reading = ReadAsync(messages, queue, open, left);
            try
            {
                IAsyncEnumerator<RunnerItem> items = queue.TakeAllAsync(left.Token).GetAsyncEnumerator(left.Token);
                await using (items.ConfigureAwait(false))
                {
                    while (await NextAsync(items, left.Token).ConfigureAwait(false))
                    {
                        lock (open)
                            open[items.Current.Id] = items.Current;
                        yield return new MultiRunnerItemResponse
                        {
                            Status = new Status { Code = StatusCode.Success },
                            RunnerItems = { items.Current },
                        };
                    }
                }
            }
            finally
            {
                await left.CancelAsync().ConfigureAwait(false);
                await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                // A runner that leaves in the midst of an item did not answer it: another one will.
                foreach (RunnerItem item in open.Values)
                    queue.Return(item);
            }
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<RunnerItem> items, CancellationToken left)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes the runner's answers until it has sent the last one; then its stream ends.</summary>
    private static async Task ReadAsync(
        IAsyncEnumerator<PostRunnerItemOutputsRequest> messages, ClarifaiRunnerQueue queue, Dictionary<string, RunnerItem> open,
        CancellationTokenSource left)
    {
        try
        {
            while (await messages.MoveNextAsync().ConfigureAwait(false))
            {
                PostRunnerItemOutputsRequest answer = messages.Current;
                bool isLast;
                lock (open)
                {
                    isLast = answer.Status?.Code == StatusCode.RunnerStreamEnd
                        || (open.TryGetValue(answer.RunnerItemId, out RunnerItem? item)
                            && item.ProcessingInfo.RunnerMethodType is RunnerMethodType.UnaryUnary or RunnerMethodType.StreamingUnary);
                    if (isLast)
                        open.Remove(answer.RunnerItemId);
                }

                queue.Answer(answer, isLast);
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
        }
    }
}
