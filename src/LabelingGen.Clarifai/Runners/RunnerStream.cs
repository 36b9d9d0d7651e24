using System.Threading.Channels;
using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core.Grpc;

namespace LabelingGen.Clarifai;

/// <summary>One stream of a runner (ProcessRunnerItems): items come, are worked on side by side, and their answers go back.</summary>
internal sealed class RunnerStream(RunnersClient runners, PostRunnerItemOutputsRequest identity, RunnerModel model)
{
    private readonly Channel<PostRunnerItemOutputsRequest> _outgoing =
        Channel.CreateUnbounded<PostRunnerItemOutputsRequest>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Dictionary<string, (RunnerItemWork Work, Task Running)> _open = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Works until the service ends the stream, or the runner is to stop; items under way are answered then.</summary>
    /// <param name="otherWork">Told the id of an item that asks for no prediction.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>How many messages the service sent.</returns>
    /// <exception cref="GrpcException">The stream broke; the service knows which items have no answer.</exception>
    /// <exception cref="ClarifaiException">The service refused the runner.</exception>
    public async Task<int> RunAsync(Action<string> otherWork, CancellationToken stop)
    {
        // The service keeps the stream open for as long as it likes, so it has no deadline of ours.
        GrpcCallOptions patient = new() { Deadline = Timeout.InfiniteTimeSpan };
        using CancellationTokenSource left = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        PostRunnerItemOutputsRequest handshake = identity.Clone();
        handshake.Status = new Status { Code = StatusCode.RunnerStreamStart };
        _outgoing.Writer.TryWrite(handshake);
        GrpcResponseStream<MultiRunnerItemResponse> call = runners.ProcessRunnerItemsAsync(SendAsync(), patient, left.Token);
        IAsyncEnumerator<MultiRunnerItemResponse> items = call.GetAsyncEnumerator(left.Token);
        int messages = 0;
        try
        {
            while (true)
            {
                Task<bool> next = items.MoveNextAsync().AsTask();
                if (await Task.WhenAny(next, stopped.Task).ConfigureAwait(false) != next)
                {
                    await FinishAsync().ConfigureAwait(false);
                    await left.CancelAsync().ConfigureAwait(false);
                    await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    return messages;
                }

                if (!await next.ConfigureAwait(false))
                    break;
                messages++;
                Take(items.Current, otherWork, stop);
            }

            await FinishAsync().ConfigureAwait(false);
            return messages;
        }
        finally
        {
            await items.DisposeAsync().ConfigureAwait(false);
            await call.DisposeAsync().ConfigureAwait(false);
            _outgoing.Writer.TryComplete();
            await WorkAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Forget(_open.Keys.ToArray());
        }
    }

    private void Take(MultiRunnerItemResponse response, Action<string> otherWork, CancellationToken stop)
    {
        ClarifaiStatusCode code = response.Status?.Code ?? StatusCode.Zero;
        bool isFine = code.IsAnswer
            || (StatusCode)code is StatusCode.Zero or StatusCode.RunnerNeedsRetry or StatusCode.RunnerStreamStart
                or StatusCode.RunnerStreamEnd;
        if (!isFine)
            throw ClarifaiException.Create("clarifai.api.V2/ProcessRunnerItems", response.Status!, response, 1, TimeSpan.Zero);
        foreach (RunnerItem item in response.RunnerItems)
        {
            if (_open.TryGetValue(item.Id, out (RunnerItemWork Work, Task) known))
            {
                known.Work.Take(item);
                continue;
            }

            if (item.PostModelOutputsRequest is null)
            {
                otherWork(item.Id);
                continue;
            }

            RunnerItemWork work = new(item, stop);
            work.Take(item);
            Task running = Task.Run(
                () => work.RunAsync(model, (answer, status) => PutAsync(item.Id, answer, status)), CancellationToken.None);
            _open.Add(item.Id, (work, running));
        }

        Forget([.. _open.Where(o => o.Value.Running.IsCompleted && o.Value.Work.HasAllRequests).Select(o => o.Key)]);
    }

    private void Forget(string[] itemIds)
    {
        foreach (string id in itemIds)
        {
            _open.Remove(id, out (RunnerItemWork Work, Task) done);
            done.Work.Dispose();
        }
    }

    private Task WorkAsync() => Task.WhenAll(_open.Values.Select(o => o.Running));

    private ValueTask PutAsync(string itemId, MultiOutputResponse? answer, StatusCode status)
    {
        PostRunnerItemOutputsRequest message = identity.Clone();
        message.RunnerItemId = itemId;
        message.Status = new Status { Code = status };
        if (answer is not null)
            message.RunnerItemOutputs.Add(new RunnerItemOutput { MultiOutputResponse = answer });
        return _outgoing.Writer.WriteAsync(message);
    }

    /// <summary>Waits until everything under way was answered and the answers have left.</summary>
    private async Task FinishAsync()
    {
        await WorkAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _outgoing.Writer.TryComplete();
        await _sent.Task.ConfigureAwait(false);
    }

    private async IAsyncEnumerable<PostRunnerItemOutputsRequest> SendAsync()
    {
        try
        {
            await foreach (PostRunnerItemOutputsRequest message in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
                yield return message;
        }
        finally
        {
            _sent.TrySetResult();
        }
    }
}
