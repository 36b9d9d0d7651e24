using LabelingGen.Clarifai.Protobuf;
using LabelingGen.Core;
using LabelingGen.Core.Grpc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LabelingGen.Clarifai;

/// <summary>
/// Answers prediction requests with code of one's own: asks for work (ListRunnerItems), which the service holds until there is some, and
/// sends the outputs back (PostRunnerItemOutputs).
/// </summary>
public sealed partial class ClarifaiRunner
{
    /// <summary>Most questions for work at a time.</summary>
    public const int MaxParallelPolls = 10;

    private readonly ClarifaiContext _context;
    private readonly RunnerPlace _place;
    private readonly ILogger _logger;

    internal ClarifaiRunner(ClarifaiContext context, string userId, string runnerId, RunnerPlace place)
    {
        _context = context;
        _place = place;
        UserId = userId;
        RunnerId = runnerId;
        _logger = (context.Options.ClientLoggingOptions?.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger<ClarifaiRunner>();
    }

    /// <summary>The runner's user.</summary>
    public string UserId { get; }

    /// <summary>Id of the runner.</summary>
    public string RunnerId { get; }

    /// <summary>
    /// Works until it is cancelled. A failed call is logged and waited after, with growing waits; the work of an item is sent again when
    /// its answer was lost, for the service knows the item.
    /// </summary>
    /// <param name="predict">
    /// Makes the output of one input. It sets the output's status; a successful output without one counts as a success, and an exception as
    /// the failure of that input. Called for one input of an item after the other, for several items at a time.
    /// </param>
    /// <param name="parallelPolls">Questions for work at a time, 1 to 10.</param>
    /// <param name="cancellationToken">Ends the work after the items under way were answered.</param>
    /// <exception cref="ApiException">The credential was refused, or there is no such runner.</exception>
    public async Task RunAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, int parallelPolls = 4,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelPolls, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] polls = [.. Enumerable.Range(0, Math.Min(parallelPolls, MaxParallelPolls)).Select(_ => PollAsync(predict, stop))];
        await Task.WhenAll(polls).ConfigureAwait(false);
    }

    /// <summary>Asks for work once, and does it.</summary>
    /// <returns>How many items were done; 0 when there was no work.</returns>
    /// <exception cref="ApiException">A call failed.</exception>
    public async Task<int> RunOnceAsync(
        Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ListRunnerItemsRequest request = new()
        {
            UserAppId = ClarifaiContext.Owner(UserId),
            RunnerId = RunnerId,
            NodepoolId = _place.NodepoolId,
            ComputeClusterId = _place.ComputeClusterId,
        };
        // The service holds the call until there is work, so it has no deadline of ours.
        GrpcCallOptions patient = new() { Deadline = Timeout.InfiniteTimeSpan };
        MultiRunnerItemResponse work;
        try
        {
            work = await _context.Services.Runners.ListRunnerItemsAsync(request, patient, cancellationToken).ConfigureAwait(false);
        }
        catch (ClarifaiException none) when (none.Code == StatusCode.RunnerNeedsRetry)
        {
            return 0;
        }

        foreach (RunnerItem item in work.RunnerItems)
            await AnswerAsync(item, predict, cancellationToken).ConfigureAwait(false);
        return work.RunnerItems.Count;
    }

    private PostRunnerItemOutputsRequest Identity() => new()
    {
        UserAppId = ClarifaiContext.Owner(UserId),
        RunnerId = RunnerId,
        NodepoolId = _place.NodepoolId,
        ComputeClusterId = _place.ComputeClusterId,
    };

    private async Task PollAsync(Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, CancellationTokenSource stop)
    {
        int failures = 0;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await RunOnceAsync(predict, stop.Token).ConfigureAwait(false);
                    failures = 0;
                }
                catch (ApiException failure) when (failure.Status is not (401 or 403 or 404))
                {
                    LogFailure(_logger, RunnerId, failure.Message);
                    await _context.WaitAsync(failures++, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The way a loop ends.
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task AnswerAsync(
        RunnerItem item, Func<Input, OutputInfo?, CancellationToken, Task<Output>> predict, CancellationToken cancellationToken)
    {
        if (item.PostModelOutputsRequest is not { } asked)
        {
            LogOtherWork(_logger, RunnerId, item.Id);
            return;
        }

        IReadOnlyList<Output> outputs = await RunnerAnswer.PredictAllAsync(predict, asked, cancellationToken).ConfigureAwait(false);
        PostRunnerItemOutputsRequest request = Identity();
        request.RunnerItemId = item.Id;
        request.RunnerItemOutputs.Add(new RunnerItemOutput { MultiOutputResponse = RunnerAnswer.Of(outputs) });
        // What was predicted is told even when the runner is to stop.
        await _context.Services.Runners.PostRunnerItemOutputsAsync(request, new GrpcCallOptions { Idempotent = true },
            CancellationToken.None)
            .ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The runner {RunnerId} could not do its work: {Reason}")]
    private static partial void LogFailure(ILogger logger, string runnerId, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "The runner {RunnerId} got the item {ItemId}, which asks for no prediction.")]
    private static partial void LogOtherWork(ILogger logger, string runnerId, string itemId);
}
